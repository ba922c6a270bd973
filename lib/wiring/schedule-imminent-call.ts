import { isImminent } from '@/lib/bookings/rules';
import { placeWhenDue } from '@/lib/calls/scheduler/run-scheduler';
import type { Booking } from '@/lib/contracts/bookings';
import type { Deps } from './deps';
import { schedulerContext } from './scheduler';

/**
 * Has a call that is due within the next two minutes placed at its second even if no cron run is awake by then. It only
 * hastens: a run of the scheduler takes what is left behind.
 */
export function scheduleImminentCall(
  deps: Deps,
  booking: Pick<Booking, 'status' | 'fulfilment' | 'due_at'>,
  now: Date,
  afterResponse: (task: () => Promise<unknown>) => void,
): void {
  const dueAt = new Date(booking.due_at);
  if (booking.status !== 'pending' || booking.fulfilment !== 'call') return;
  if (isImminent(dueAt, now)) afterResponse(() => placeWhenDue(schedulerContext(deps), dueAt));
}
