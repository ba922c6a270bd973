'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Rows } from '@/app/(dashboard)/_parts/rows';
import type { EmailToolsResponse, EmailToolWire } from '@/lib/contracts/email-tools';
import { EmailToolDialog } from './email-tool-dialog';
import { EmailToolRow } from './email-tool-row';
import { LeaveEmailToolDialog } from './leave-email-tool-dialog';
import { useEmailTools } from './use-email-tools';

interface EmailToolsCardProps {
  first: EmailToolsResponse;
  mark: ReactNode;
  mayWrite: boolean;
}

/** EmailBison: what it gives, how to connect it, and the workspaces that are. */
export function EmailToolsCard({ first, mark, mayWrite }: EmailToolsCardProps) {
  const { tools, isReading, refresh } = useEmailTools(first);
  const [isConnecting, setConnecting] = useState(false);
  const [reconnecting, setReconnecting] = useState<EmailToolWire>();
  const [leaving, setLeaving] = useState<EmailToolWire | null>(null);
  const words = tools.length > 0 ? 'Connect another' : 'Connect';

  return (
    <section aria-labelledby="email-tools" className="min-w-0 overflow-hidden rounded-card border bg-surface p-4">
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        {mark}
        <div className="min-w-0 flex-1 basis-56">
          <h2 id="email-tools" className="font-semibold">
            EmailBison
          </h2>
          <p className="text-table text-text-muted">
            Campaigns, leads and their answers of one workspace, by an API token. They are read, never written.
          </p>
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
          <Rows label="Connected at EmailBison">
            {tools.map((tool) => (
              <EmailToolRow
                key={tool.id}
                tool={tool}
                isReading={isReading(tool)}
                mayWrite={mayWrite}
                onRead={refresh}
                onReconnect={() => {
                  setReconnecting(tool);
                  setConnecting(true);
                }}
                onDisconnect={() => setLeaving(tool)}
              />
            ))}
          </Rows>
        </div>
      ) : mayWrite ? null : (
        <p className="mt-3 text-table text-text-muted">Not connected. An owner or admin can connect it.</p>
      )}
      <EmailToolDialog
        isOpen={isConnecting}
        onClose={() => setConnecting(false)}
        defaultBaseUrl={first.default_base_url}
        reconnecting={reconnecting}
        onConnected={refresh}
      />
      <LeaveEmailToolDialog tool={leaving} onClose={() => setLeaving(null)} onLeft={() => refresh()} />
    </section>
  );
}
