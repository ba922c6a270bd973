import { BOOKING_CHANGED, BOOKING_TOLD } from '@/lib/bookings/job-names';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import { LEAD_BOOKED } from '@/lib/leads/job-names';
import { drainJobs } from '@/lib/jobs/drain';
import { deliverMessage } from '@/lib/webhook-outbox/delivery/deliver-message';
import { DELIVERY_DUE } from '@/lib/webhook-outbox/job-names';
import { tellBooking } from '@/lib/webhook-outbox/publish-booking';
import { tellLead } from '@/lib/webhook-outbox/publish-lead';
import { calendarContext } from './calendars';
import { countingHandlers } from './attribution';
import type { Deps } from './deps';
import { refreshFunnelSoon } from './funnel';
import { outgoingContext } from './webhook-outbox';

const BUDGET_MS = 20_000;

/**
 * Has a booking that was just made or changed written to its calendar, counted, and others told of it, once the answer has
 * gone out. It only hastens: the cron makes sure of it.
 */
export function tellSoon(deps: Deps, hasten: (task: () => Promise<unknown>) => void): void {
  const outgoing = outgoingContext(deps);
  const drain = (handlers: Parameters<typeof drainJobs>[1]) => drainJobs(deps, handlers, BUDGET_MS);
  hasten(() => drain({ [BOOKING_CHANGED]: pushBooking(calendarContext(deps)) }));
  hasten(async () => {
    const { done } = await drain(countingHandlers(deps));
    if (done > 0) await refreshFunnelSoon(deps);
    await drain({ [BOOKING_TOLD]: tellBooking(outgoing), [LEAD_BOOKED]: tellLead(outgoing) });
    await drain({ [DELIVERY_DUE]: deliverMessage(outgoing) });
  });
}
