import type { BookingCheck } from '@/lib/contracts/bookings';

/** The first problem with a booking, in a few words; null when there is none. */
export function firstTrouble(check: BookingCheck, ownStaffId: string | null): string | null {
  const { in_past, operator, attendee, start_resolution, warnings } = check;
  if (in_past) return 'That time has passed. Pick a later one.';
  if (attendee.opted_out) return 'This number is on your do-not-call list.';
  if (attendee.phone_valid === false) return 'The number looks incomplete.';
  if (operator && !operator.free)
    return operator.staff_id === ownStaffId ? 'You’re busy then.' : `${operator.name} is busy then.`;
  if (start_resolution) return start_resolution.message;
  const [first] = warnings;
  if (first) return first.message;
  return attendee.at_night ? 'It’s very early or late for the attendee.' : null;
}
