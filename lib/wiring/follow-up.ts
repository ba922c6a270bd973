import { BOOKING_CHANGED, BOOKING_PUBLISH } from '@/lib/bookings/job-names';
import { isImminent } from '@/lib/bookings/rules';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import { placeWhenDue } from '@/lib/calls/scheduler/run-scheduler';
import type { Booking } from '@/lib/contracts/bookings';
import { drainJobs } from '@/lib/jobs/drain';
import { drainSoon } from '@/lib/jobs/drain-soon';
import { LEAD_BOOKED } from '@/lib/leads/job-names';
import { deliverMessage } from '@/lib/webhook-outbox/delivery/deliver-message';
import { DELIVERY_DUE } from '@/lib/webhook-outbox/job-names';
import { publishBooking } from '@/lib/webhook-outbox/publish-booking';
import { publishLead } from '@/lib/webhook-outbox/publish-lead';
import { attributionHandlers } from './attribution';
import { calendarContext } from './calendars';
import type { Deps } from './deps';
import { importEmailTools } from './email-tools';
import { drainDueJobs, refreshFunnelSoon } from './jobs';
import { schedulerContext } from './scheduler';
import { outboxContext } from './webhook-outbox';

/*
 * Work that routes hand to `afterResponse`. It only makes things happen sooner: the crons do what is lost or left.
 */

const BOOKING_BUDGET_MS = 20_000;
const EMAIL_TOOLS_BUDGET_MS = 60_000;

/** Runs due jobs, sharing one drain with the requests around it. */
export function runJobsSoon(deps: Deps): Promise<void> {
  return drainSoon(deps.db, (budgetMs) => drainDueJobs(deps, budgetMs));
}

/** Writes changed bookings to their calendars; attributes them to leads and publishes them. */
export async function syncBookings(deps: Deps): Promise<void> {
  const outgoing = outboxContext(deps);
  const drain = (handlers: Parameters<typeof drainJobs>[1]) => drainJobs(deps, handlers, BOOKING_BUDGET_MS);
  const publish = async () => {
    const { done } = await drain(attributionHandlers(deps));
    if (done > 0) await refreshFunnelSoon(deps);
    await drain({ [BOOKING_PUBLISH]: publishBooking(outgoing), [LEAD_BOOKED]: publishLead(outgoing) });
    await drain({ [DELIVERY_DUE]: deliverMessage(outgoing) });
  };
  await Promise.all([drain({ [BOOKING_CHANGED]: pushBooking(calendarContext(deps)) }), publish()]);
}

/** Places the call of a booking that is due within two minutes, when no cron run may be awake. */
export function placeImminentCall({ status, fulfilment, due_at }: Booking): (deps: Deps) => Promise<void> {
  return async (deps) => {
    const dueAt = new Date(due_at);
    const isCall = status === 'pending' && fulfilment === 'call';
    if (isCall && isImminent(dueAt, deps.clock.now())) await placeWhenDue(schedulerContext(deps), dueAt);
  };
}

/** Counts a marked attendance in the funnel, then runs the jobs that it left. */
export async function applyMarkedAttendance(deps: Deps): Promise<void> {
  await refreshFunnelSoon(deps);
  await runJobsSoon(deps);
}

/** Imports leads from the email tools that are due, then updates the funnel and the matching. */
export async function importEmailToolsSoon(deps: Deps): Promise<void> {
  if ((await importEmailTools(deps, EMAIL_TOOLS_BUDGET_MS)) > 0) await refreshFunnelSoon(deps);
  await runJobsSoon(deps);
}
