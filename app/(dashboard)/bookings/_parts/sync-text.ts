import type { Booking } from '@/lib/contracts/bookings';

/** Reasons for which the booking is in the calendar, only not as it is here. */
const THERE_BUT_OTHERWISE = ['cannot_reschedule', 'operator_busy', 'time_unknown', 'disconnected'];

/** Whether a calendar agrees with a booking, in a few words. @param calendar its name; null while that is not known */
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
  if (sync_state === 'pending') return isCancelled ? `Being removed from ${name}` : `Being written to ${name}`;
  if (isCancelled) return `Perhaps still in ${name}`;
  const isOtherwise = connection_id !== null && sync_error !== null && THERE_BUT_OTHERWISE.includes(sync_error);
  return isOtherwise ? `Not in step with ${name}` : `Not in ${name}`;
}
