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
  /** Where to go afterwards; default: stay. */
  redirectTo?: string;
}

/** Confirms a disconnect, and lists its consequences. */
export function DisconnectDialog({ connection, provider, agents, onClose, redirectTo }: DisconnectDialogProps) {
  const router = useRouter();

  async function disconnect() {
    if (!connection) return;
    await api(`/api/connections/${connection.id}`, { method: 'DELETE' });
    showToast(`${connection.account} disconnected`);
    if (redirectTo) router.push(redirectTo);
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
    ...(capabilities.connect_by === 'oauth' ? [`Access is revoked on ${site}, and its tokens are deleted here.`] : []),
    ...(capabilities.connect_by === 'key'
      ? ['The key is deleted here. It stays valid on Cal.com until you delete it there.']
      : []),
    'Its times stop being offered immediately.',
    ...(connection.is_default ? ['This is the default calendar: no times are offered until you choose another.'] : []),
    ...(using.length > 0 ? [`${using.join(', ')} will use the default calendar.`] : []),
    ...(capabilities.hosts || capabilities.event_types
      ? ['You’ll need to match staff and services again if you reconnect.']
      : []),
    'Existing bookings stay, here and in the calendar.',
  ];
}
