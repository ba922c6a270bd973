import { CopyButton } from '@/app/_components/action/copy-button';
import type { KeyValue } from '@/app/_components/data/key-value-list';
import type { Booking } from '@/lib/contracts/bookings';
import { modulationNames, modulationWords, sourceWords } from './booking-words';

/** Rarely needed facts about a booking: IDs, source, stored values. */
export function rawFacts(booking: Booking): KeyValue[] {
  const fact = (label: string, value: string | number | null): KeyValue[] =>
    value === null ? [] : [{ label, value: String(value) }];
  return [
    { label: 'Booking', value: <CopyButton text={booking.id} what="booking ID" /> },
    ...(booking.call_id ? [{ label: 'Latest call', value: <CopyButton text={booking.call_id} what="call ID" /> }] : []),
    { label: 'Source', value: sourceWords[booking.source] },
    { label: 'Start (UTC)', value: booking.start_time },
    { label: 'Booked in', value: booking.timezone },
    { label: 'Attendee’s time zone', value: attendeeZone(booking) },
    { label: 'Attempts', value: String(booking.attempts) },
    { label: 'Call options', value: modulationText(booking) },
    { label: 'Reminder', value: booking.reminder_sent ? 'Sent' : 'Not sent' },
    ...fact('Status reason', booking.status_reason),
    { label: 'Created (UTC)', value: booking.created_at },
    { label: 'Updated (UTC)', value: booking.updated_at },
  ];
}

function attendeeZone({ attendee_timezone, attendee_timezone_origin }: Booking): string {
  if (attendee_timezone === null) return 'Not known';
  return attendee_timezone_origin === 'by_number' ? `${attendee_timezone}, from their number` : attendee_timezone;
}

function modulationText({ modulations }: Booking): string {
  const set = modulationNames.filter((name) => modulations[name] !== undefined);
  if (set.length === 0) return 'Organization defaults';
  return set.map((name) => `${modulationWords[name]} ${modulations[name] ? 'on' : 'off'}`).join(', ');
}
