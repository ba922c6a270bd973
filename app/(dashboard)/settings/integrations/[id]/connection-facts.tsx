'use client';

import { CopyButton } from '@/app/_components/action/copy-button';
import { FoldedFacts, type KeyValue, KeyValueList } from '@/app/_components/data/key-value-list';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { CalendarProviderWire, Connection } from '@/lib/contracts/calendars';

const subscriptionWords = {
  active: 'Told at once',
  disabled: 'Switched off there; being rebuilt',
  missing: 'Missing there; being made anew',
} as const;

/** What is rarely needed of a connection: how it is, how changes arrive, what it can do, its id. */
export function ConnectionFacts({ connection, provider }: { connection: Connection; provider: CalendarProviderWire }) {
  const { timeZone } = useSession().organization;
  const { capabilities: can } = provider;
  const time = (at: string) => <RelativeTime at={at} timeZone={timeZone} />;
  const fact = (label: string, value: string | null | undefined): KeyValue[] => (value ? [{ label, value }] : []);
  return (
    <FoldedFacts title="Health and facts">
      <KeyValueList
        items={[
          { label: 'State', value: connection.status === 'connected' ? 'Working' : 'Needs attention' },
          ...fact('Reason', connection.attention?.reason),
          { label: 'Last looked after', value: connection.checked_at ? time(connection.checked_at) : 'Not yet' },
          { label: 'Changes made there', value: changesText(connection, can.pushes_changes) },
          { label: 'Bookings', value: abilityText(can) },
          { label: 'Connected', value: time(connection.created_at) },
          ...fact('Team', connection.settings.team_id),
          ...fact('Event type', connection.settings.event_type_id),
          ...fact('Calendar', connection.settings.calendar_id),
          { label: 'Connection', value: <CopyButton text={connection.id} what="connection id" /> },
        ]}
      />
    </FoldedFacts>
  );
}

function changesText({ subscription }: Connection, isTold: boolean): string {
  if (!isTold) return 'Not told';
  return subscription ? subscriptionWords[subscription] : 'Asked for regularly; not subscribed yet';
}

function abilityText(can: CalendarProviderWire['capabilities']): string {
  if (!can.bookable) return 'Made on its own page';
  return [
    'Made',
    ...(can.reschedules ? ['moved'] : []),
    ...(can.cancels ? ['cancelled'] : []),
    ...(can.marks_absent ? ['marked as missed'] : []),
  ].join(', ');
}
