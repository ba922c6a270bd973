import type { BookingCheck } from '@/lib/contracts/bookings';

/** The first thing that stands in the way of a booking, in a few words; null when nothing does. */
export function firstTrouble({ in_past, operator, attendee, start_resolution, warnings }: BookingCheck): string | null {
  if (in_past) return 'This time has passed.';
  if (attendee.opted_out) return 'This number asked never to be called.';
  if (operator && !operator.free) return `${operator.name} is not free then.`;
  if (start_resolution) return start_resolution.message;
  const [first] = warnings;
  if (first) return first.message;
  return attendee.at_night ? 'It is night where the attendee is.' : null;
}
