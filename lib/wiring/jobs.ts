import { BOOKING_CHANGED, BOOKING_MERGED, BOOKING_PUBLISH } from '@/lib/bookings/job-names';
import { readChangedCalendar } from '@/lib/calendars/inbound/calendar-push';
import { CALENDAR_CHANGED } from '@/lib/calendars/job-names';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import { hangUpCall } from '@/lib/calls/hang-up-call';
import { CALL_HANG_UP, TRANSCRIPTION_WANTED } from '@/lib/calls/job-names';
import { requestTranscription } from '@/lib/calls/voice/request-transcription';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { type DrainCounts, drainJobs, type JobHandlers } from '@/lib/jobs/drain';
import { readPushedLead } from '@/lib/leads/import/receive-email-tool-push';
import { runImport } from '@/lib/leads/import/run-import';
import { EMAIL_TOOL_IMPORT, LEAD_BOOKED, LEAD_IMPORT } from '@/lib/leads/job-names';
import { deliverMessage } from '@/lib/webhook-outbox/delivery/deliver-message';
import { forgetEndpoint } from '@/lib/webhook-outbox/endpoints/forget-endpoint';
import { DELIVERY_DUE, ENDPOINT_GONE } from '@/lib/webhook-outbox/job-names';
import { publishBooking } from '@/lib/webhook-outbox/publish-booking';
import { publishLead } from '@/lib/webhook-outbox/publish-lead';
import { publishMerged } from '@/lib/webhook-outbox/publish-merged';
import { attributionHandlers } from './attribution';
import { calendarContext } from './calendars';
import type { Deps } from './deps';
import { emailToolContext } from './email-tools';
import { hostedDelivery, outboxContext } from './webhook-outbox';

/** The handler of every job. */
export function jobHandlers(deps: Deps): JobHandlers {
  const calendar = calendarContext(deps);
  const outgoing = outboxContext(deps);
  return {
    [BOOKING_CHANGED]: pushBooking(calendar),
    [TRANSCRIPTION_WANTED]: requestTranscription({ ...deps, appUrl: deps.config.appUrl }),
    [CALL_HANG_UP]: hangUpCall(deps),
    [CALENDAR_CHANGED]: readChangedCalendar(calendar),
    ...attributionHandlers(deps),
    [LEAD_IMPORT]: runImport(deps),
    [EMAIL_TOOL_IMPORT]: readPushedLead(emailToolContext(deps)),
    [BOOKING_PUBLISH]: publishBooking(outgoing),
    [BOOKING_MERGED]: publishMerged(outgoing),
    [LEAD_BOOKED]: publishLead(outgoing),
    [DELIVERY_DUE]: deliverMessage(outgoing),
    [ENDPOINT_GONE]: forgetEndpoint(deps.db, hostedDelivery(deps)),
  };
}

/** Jobs whose length others decide. They have their own lane, so that a slow receiver does not hold up the rest. */
const slowJobs: ReadonlySet<string> = new Set([DELIVERY_DUE, LEAD_IMPORT, EMAIL_TOOL_IMPORT]);

/** Short: the cron folds what is left, and a change must not wait for everybody else's. */
const FUNNEL_BUDGET_MS = 2_000;

/** Brings the funnel up to date soon after leads have changed. */
export function refreshFunnelSoon({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<{ folded: number }> {
  return refreshFunnel({ db, clock }, FUNNEL_BUDGET_MS);
}

/** Runs due jobs until none is left or the budget is used up. */
export async function drainDueJobs(deps: Deps, budgetMs: number): Promise<DrainCounts> {
  const { db, clock, logger } = deps;
  const lanes = lanesOf(jobHandlers(deps));
  const stopAt = clock.elapsed() + budgetMs;
  const total = { done: 0, failed: 0, dead: 0 };
  for (let ran = true; ran && clock.elapsed() < stopAt; ) {
    const left = stopAt - clock.elapsed();
    const counts = await Promise.all(
      lanes.map(async (lane) => {
        const ran = await drainJobs({ db, clock, logger }, lane, left);
        // Per lane, so that the funnel does not wait for a slow one.
        if (ran.done > 0) await refreshFunnelSoon(deps);
        return ran;
      }),
    );
    for (const { done, failed, dead } of counts) {
      total.done += done;
      total.failed += failed;
      total.dead += dead;
    }
    // One lane may have left work for another.
    ran = counts.some(({ done }) => done > 0);
  }
  return total;
}

/** Slow jobs, batched jobs, and the others. */
function lanesOf(handlers: JobHandlers): JobHandlers[] {
  const laneOf = (name: string) => (slowJobs.has(name) ? 0 : 'handleBatch' in (handlers[name] ?? {}) ? 1 : 2);
  const lane = (which: number) =>
    Object.fromEntries(Object.entries(handlers).filter(([name]) => laneOf(name) === which));
  return [lane(0), lane(1), lane(2)];
}
