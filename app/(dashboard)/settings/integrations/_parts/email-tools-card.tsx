'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Rows } from '@/app/(dashboard)/_parts/rows';
import type { EmailToolsResponse, EmailToolWire } from '@/lib/contracts/email-tools';
import { DisconnectEmailToolDialog } from './disconnect-email-tool-dialog';
import { EmailToolDialog } from './email-tool-dialog';
import { EmailToolRow } from './email-tool-row';
import { useEmailTools } from './use-email-tools';

interface EmailToolsCardProps {
  first: EmailToolsResponse;
  mark: ReactNode;
  mayWrite: boolean;
}

/** EmailBison: what it does, a button to connect it, and its workspaces. */
export function EmailToolsCard({ first, mark, mayWrite }: EmailToolsCardProps) {
  const { tools, isSyncing, refresh } = useEmailTools(first);
  const [isConnecting, setConnecting] = useState(false);
  const [reconnecting, setReconnecting] = useState<EmailToolWire>();
  const [disconnecting, setDisconnecting] = useState<EmailToolWire | null>(null);
  const words = tools.length > 0 ? 'Connect another' : 'Connect';

  return (
    <section aria-labelledby="email-tools" className="min-w-0 overflow-hidden rounded-card border bg-surface p-4">
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        {mark}
        <div className="min-w-0 flex-1 basis-56">
          <h2 id="email-tools" className="font-semibold">
            EmailBison
          </h2>
          <p className="text-table text-text-muted">Import campaigns and leads (read-only).</p>
        </div>
        {mayWrite ? (
          <Button
            onPress={() => {
              setReconnecting(undefined);
              setConnecting(true);
            }}
            aria-label={`${words}: EmailBison`}
          >
            {words}
          </Button>
        ) : null}
      </header>
      {tools.length > 0 ? (
        <div className="mt-4">
          <Rows label="Connected EmailBison workspaces">
            {tools.map((tool) => (
              <EmailToolRow
                key={tool.id}
                tool={tool}
                isSyncing={isSyncing(tool)}
                mayWrite={mayWrite}
                onSync={refresh}
                onReconnect={() => {
                  setReconnecting(tool);
                  setConnecting(true);
                }}
                onDisconnect={() => setDisconnecting(tool)}
              />
            ))}
          </Rows>
        </div>
      ) : mayWrite ? null : (
        <p className="mt-3 text-table text-text-muted">Not connected. Ask an owner or admin to connect it.</p>
      )}
      <EmailToolDialog
        isOpen={isConnecting}
        onClose={() => setConnecting(false)}
        defaultBaseUrl={first.default_base_url}
        reconnecting={reconnecting}
        onConnected={refresh}
      />
      <DisconnectEmailToolDialog
        tool={disconnecting}
        onClose={() => setDisconnecting(null)}
        onDisconnected={() => refresh()}
      />
    </section>
  );
}
