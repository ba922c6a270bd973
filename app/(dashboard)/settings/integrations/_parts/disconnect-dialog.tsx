'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showToast } from '@/app/_components/overlay/toast';
import type { CalendarProviderWire, Connection, IntegrationsOverview } from '@/lib/contracts/calendars';
import { connectionName } from './connection-state';
import { providerWords } from './provider-words';

interface DisconnectDialogProps {
  /** Null: closed. */
  connection: Connection | null;
  provider: CalendarProviderWire;
  agents: IntegrationsOverview['agents'];
  onClose: () => void;
  /** Where to go afterwards; stays on the page unless told. */
  leadTo?: string;
}

/** Asks before an account is disconnected, and names what goes with it. */
export function DisconnectDialog({ connection, provider, agents, onClose, leadTo }: DisconnectDialogProps) {
  const router = useRouter();

  async function disconnect() {
    if (!connection) return;
    await api(`/api/connections/${connection.id}`, { method: 'DELETE' });
    showToast(`${connection.account} was disconnected.`);
    if (leadTo) router.push(leadTo);
    router.refresh();
  }

  return (
    <DangerDialog
      isOpen={connection !== null}
      onClose={onClose}
      title={`Disconnect ${connection ? connectionName(connection) : ''}?`}
      confirmLabel="Disconnect"
      onConfirm={disconnect}
    >
      <ul className="flex list-disc flex-col gap-1 pl-4">
        {connection ? consequences(connection, provider, agents).map((line) => <li key={line}>{line}</li>) : null}
      </ul>
    </DangerDialog>
  );
}

function consequences(
  connection: Connection,
  { name, capabilities }: CalendarProviderWire,
  agents: IntegrationsOverview['agents'],
): string[] {
  const { site } = providerWords[name];
  const using = agents.filter(({ connection_id }) => connection_id === connection.id).map((agent) => agent.name);
  return [
    ...(capabilities.connect_by === 'oauth'
      ? [`The access is ended at ${site}, and its tokens are deleted here.`]
      : []),
    ...(capabilities.connect_by === 'key' ? ['The key is deleted here. At Cal.com it stays until you delete it.'] : []),
    'Its times are offered no more, from this instant on.',
    ...(connection.is_default ? ['It is the default: nothing is offered until you choose another one.'] : []),
    ...(using.length > 0 ? [`Offered by ${using.join(', ')}, who return to the default.`] : []),
    ...(capabilities.hosts || capabilities.event_types
      ? ['What staff and services are there must be chosen again if you reconnect it.']
      : []),
    'Bookings stay as they are, here and there.',
  ];
}
