'use client';

import { type ReactNode, useState } from 'react';
import { Rows } from '@/app/(dashboard)/_parts/rows';
import type { CalendarProviderWire, Connection, IntegrationsOverview } from '@/lib/contracts/calendars';
import { ConnectAction } from './connect-action';
import { ConnectionRow } from './connection-row';
import { DisconnectDialog } from './disconnect-dialog';
import { providerWords } from './provider-words';

interface ProviderCardProps {
  provider: CalendarProviderWire;
  mark: ReactNode;
  /** Of this provider. */
  connections: Connection[];
  agents: IntegrationsOverview['agents'];
  mayWrite: boolean;
}

/** One provider: what it does, a button to connect it, and its accounts. */
export function ProviderCard({ provider, mark, connections, agents, mayWrite }: ProviderCardProps) {
  const [disconnecting, setDisconnecting] = useState<Connection | null>(null);
  const { about, variables } = providerWords[provider.name];

  return (
    <section
      aria-labelledby={`provider-${provider.name}`}
      className="min-w-0 overflow-hidden rounded-card border bg-surface p-4"
    >
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        {mark}
        <div className="min-w-0 flex-1 basis-56">
          <h2 id={`provider-${provider.name}`} className="font-semibold">
            {provider.title}
          </h2>
          <p className="text-table text-text-muted">{about}</p>
        </div>
        {mayWrite && provider.configured ? <ConnectAction provider={provider} connections={connections} /> : null}
      </header>
      {provider.configured ? null : (
        <p className="mt-3 text-table text-text-muted">
          Not configured on this server. Its administrator must set{' '}
          {variables.map((name, at) => (
            <span key={name}>
              {at > 0 ? ' and ' : null}
              <code className="font-mono text-caption break-all text-text">{name}</code>
            </span>
          ))}
          .
        </p>
      )}
      {connections.length > 0 ? (
        <div className="mt-4">
          <Rows label={`Connected ${provider.title} accounts`}>
            {connections.map((connection) => (
              <ConnectionRow
                key={connection.id}
                connection={connection}
                provider={provider}
                mayWrite={mayWrite}
                onDisconnect={() => setDisconnecting(connection)}
              />
            ))}
          </Rows>
        </div>
      ) : null}
      <DisconnectDialog
        connection={disconnecting}
        provider={provider}
        agents={agents}
        onClose={() => setDisconnecting(null)}
      />
    </section>
  );
}
