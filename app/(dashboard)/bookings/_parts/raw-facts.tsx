import { CopyButton } from '@/app/_components/action/copy-button';
import type { KeyValue } from '@/app/_components/data/key-value-list';
import type { Booking } from '@/lib/contracts/bookings';
import { modulationNames, modulationWords, sourceWords } from './booking-words';

/** What is rarely needed of a booking: ids, where it came from, how it is stored. */
export function rawFacts(booking: Booking): KeyValue[] {
  const fact = (label: string, value: string | number | null): KeyValue[] =>
    value === null ? [] : [{ label, value: String(value) }];
  return [
    { label: 'Booking', value: <CopyButton text={booking.id} what="booking id" /> },
    ...(booking.call_id ? [{ label: 'Latest call', value: <CopyButton text={booking.call_id} what="call id" /> }] : []),
    { label: 'Source', value: sourceWords[booking.source] },
    { label: 'Start (UTC)', value: booking.start_time },
    { label: 'Booked in zone', value: booking.timezone },
    { label: 'Attendee’s zone', value: booking.attendee_timezone ?? 'from the number' },
    { label: 'Attempts', value: String(booking.attempts) },
    { label: 'Call settings', value: modulationText(booking) },
    { label: 'Reminder', value: booking.reminder_sent ? 'sent' : 'not sent' },
    ...fact('Status reason', booking.status_reason),
    { label: 'Created (UTC)', value: booking.created_at },
    { label: 'Changed (UTC)', value: booking.updated_at },
  ];
}

function modulationText({ modulations }: Booking): string {
  const set = modulationNames.filter((name) => modulations[name] !== undefined);
  if (set.length === 0) return 'as the organization has them';
  return set.map((name) => `${modulationWords[name]} ${modulations[name] ? 'on' : 'off'}`).join(', ');
}
