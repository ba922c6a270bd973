import type { Booking } from '@/lib/contracts/bookings';

/** Reasons for which the calendar has the booking, but in another form. */
const THERE_BUT_DIFFERENT = ['cannot_reschedule', 'operator_busy', 'time_unknown', 'disconnected'];

/** Whether a calendar agrees with a booking, in a few words. @param calendar its name; null while unknown */
export function syncText(
  {
    status,
    sync_state,
    sync_error,
    connection_id,
  }: Pick<Booking, 'status' | 'sync_state' | 'sync_error' | 'connection_id'>,
  calendar: string | null,
): string {
  const name = calendar ?? 'the calendar';
  const isCancelled = status === 'cancelled';
  if (sync_state === 'synced') return isCancelled ? `Removed from ${name}` : `In ${name}`;
  if (sync_state === 'pending') return isCancelled ? `Removing from ${name}` : `Adding to ${name}`;
  if (isCancelled) return `May still be in ${name}`;
  const isDifferent = connection_id !== null && sync_error !== null && THERE_BUT_DIFFERENT.includes(sync_error);
  return isDifferent ? `Out of sync with ${name}` : `Not in ${name}`;
}
