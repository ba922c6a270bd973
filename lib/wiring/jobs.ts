import { BOOKING_CHANGED, BOOKING_MERGED, BOOKING_PUBLISH } from '@/lib/bookings/job-names';
import { readChangedCalendar } from '@/lib/calendars/inbound/calendar-push';
import { CALENDAR_CHANGED } from '@/lib/calendars/job-names';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import { TRANSCRIPTION_WANTED } from '@/lib/calls/job-names';
import { requestTranscription } from '@/lib/calls/voice/request-transcription';
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
import { refreshFunnelSoon } from './funnel';
import { hostedDelivery, outboxContext } from './webhook-outbox';

/** Which job is done by whom. */
export function jobHandlers(deps: Deps): JobHandlers {
  const calendar = calendarContext(deps);
  const outgoing = outboxContext(deps);
  return {
    [BOOKING_CHANGED]: pushBooking(calendar),
    [TRANSCRIPTION_WANTED]: requestTranscription({ ...deps, appUrl: deps.config.appUrl }),
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

/** Work whose length others decide; it has a lane of its own, so that a slow receiver holds up nothing else. */
const slowJobs: ReadonlySet<string> = new Set([DELIVERY_DUE, LEAD_IMPORT, EMAIL_TOOL_IMPORT]);

/** Runs what is due; routes hasten it, the cron makes sure of it. @param budgetMs stops after so long */
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
        // Behind what this lane changed, and not behind what another one waits for.
        if (ran.done > 0) await refreshFunnelSoon(deps);
        return ran;
      }),
    );
    for (const { done, failed, dead } of counts) {
      total.done += done;
      total.failed += failed;
      total.dead += dead;
    }
    // What one lane did may have left work for another.
    ran = counts.some(({ done }) => done > 0);
  }
  return total;
}

/** Slow ones, those of which many are done together, and the others. */
function lanesOf(handlers: JobHandlers): JobHandlers[] {
  const laneOf = (name: string) => (slowJobs.has(name) ? 0 : 'handleBatch' in (handlers[name] ?? {}) ? 1 : 2);
  const lane = (which: number) =>
    Object.fromEntries(Object.entries(handlers).filter(([name]) => laneOf(name) === which));
  return [lane(0), lane(1), lane(2)];
}
