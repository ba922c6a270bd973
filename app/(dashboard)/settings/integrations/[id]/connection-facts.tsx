'use client';

import { CopyButton } from '@/app/_components/action/copy-button';
import { FoldedFacts, type KeyValue, KeyValueList } from '@/app/_components/data/key-value-list';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { CalendarProviderWire, Connection } from '@/lib/contracts/calendars';

const subscriptionWords = {
  active: 'Instant',
  disabled: 'Disabled there, being restored',
  missing: 'Missing there, being recreated',
} as const;

/** Health, capabilities and id of a connection. */
export function ConnectionFacts({ connection, provider }: { connection: Connection; provider: CalendarProviderWire }) {
  const { timeZone } = useSession().organization;
  const { capabilities: can } = provider;
  const time = (at: string) => <RelativeTime at={at} timeZone={timeZone} />;
  const fact = (label: string, value: string | null | undefined): KeyValue[] => (value ? [{ label, value }] : []);
  return (
    <FoldedFacts title="Technical details">
      <KeyValueList
        items={[
          { label: 'Status', value: connection.status === 'connected' ? 'Working' : 'Needs attention' },
          ...fact('Reason', connection.attention?.reason),
          { label: 'Last checked', value: connection.checked_at ? time(connection.checked_at) : 'Not yet' },
          { label: 'Updates from there', value: changesText(connection, can.pushes_changes) },
          { label: 'Supports', value: capabilityText(can) },
          { label: 'Connected', value: time(connection.created_at) },
          ...fact('Team', connection.settings.team_id),
          ...fact('Event type', connection.settings.event_type_id),
          ...fact('Calendar', connection.settings.calendar_id),
          { label: 'Connection ID', value: <CopyButton text={connection.id} what="connection ID" /> },
        ]}
      />
    </FoldedFacts>
  );
}

function changesText({ subscription }: Connection, pushesChanges: boolean): string {
  if (!pushesChanges) return 'None';
  return subscription ? subscriptionWords[subscription] : 'Checked regularly, not subscribed yet';
}

function capabilityText(can: CalendarProviderWire['capabilities']): string {
  if (!can.bookable) return 'Booking on its own page';
  return [
    'Booking',
    ...(can.reschedules ? ['rescheduling'] : []),
    ...(can.cancels ? ['cancelling'] : []),
    ...(can.marks_absent ? ['marking no-shows'] : []),
  ].join(', ');
}
