import { BOOKING_CHANGED, BOOKING_PUBLISH } from '@/lib/bookings/job-names';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import { drainJobs } from '@/lib/jobs/drain';
import { LEAD_BOOKED } from '@/lib/leads/job-names';
import { deliverMessage } from '@/lib/webhook-outbox/delivery/deliver-message';
import { DELIVERY_DUE } from '@/lib/webhook-outbox/job-names';
import { publishBooking } from '@/lib/webhook-outbox/publish-booking';
import { publishLead } from '@/lib/webhook-outbox/publish-lead';
import { attributionHandlers } from './attribution';
import { calendarContext } from './calendars';
import type { Deps } from './deps';
import { refreshFunnelSoon } from './funnel';
import { outboxContext } from './webhook-outbox';

const BUDGET_MS = 20_000;

/**
 * Has a booking that was just made or changed written to its calendar, counted, and others told of it, once the answer has
 * gone out. It only hastens: the cron makes sure of it.
 */
export function publishAfterResponse(deps: Deps, afterResponse: (task: () => Promise<unknown>) => void): void {
  const outgoing = outboxContext(deps);
  const drain = (handlers: Parameters<typeof drainJobs>[1]) => drainJobs(deps, handlers, BUDGET_MS);
  afterResponse(() => drain({ [BOOKING_CHANGED]: pushBooking(calendarContext(deps)) }));
  afterResponse(async () => {
    const { done } = await drain(attributionHandlers(deps));
    if (done > 0) await refreshFunnelSoon(deps);
    await drain({ [BOOKING_PUBLISH]: publishBooking(outgoing), [LEAD_BOOKED]: publishLead(outgoing) });
    await drain({ [DELIVERY_DUE]: deliverMessage(outgoing) });
  });
}
