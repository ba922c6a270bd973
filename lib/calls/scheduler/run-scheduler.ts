import { checkSilentCalls } from '@/lib/calls/scheduler/internal/check-silent';
import { type Claim, type ClaimedCall, claimDue } from '@/lib/calls/scheduler/internal/claim-due';
import { failMissed } from '@/lib/calls/scheduler/internal/fail-missed';
import { nextDueAt } from '@/lib/calls/scheduler/internal/next-due';
import { placeCalls } from '@/lib/calls/scheduler/internal/place-calls';
import { startRequestedRecordings } from '@/lib/calls/voice/start-recordings';
import { isLockTimeout } from '@/lib/db/constraint-errors';
import { type SchedulerContext, schedulerActor } from './scheduler-context';

/** The cron fires at any second of a minute, so the next run may start up to two minutes after this one. */
const STAY_MS = 120_000;
/** A waiting run looks for new, moved and released bookings this often. */
const POLL_INTERVAL_MS = 1_000;
/** Calls claimed in one transaction. */
const BATCH = 500;
/** Claimed calls without an answer, per run. Keeps intents young when the carrier is slow. */
const MAX_OPEN = 1_500;
/** The pause while others hold what is due doubles from here to the poll interval. */
const MIN_PAUSE_MS = 10;
const HOUSEKEEPING_MS = 15_000;
/** How long the run of a last-minute booking waits for the call rate. */
const LINGER_MS = 10_000;

type SchedulerCounts = Record<
  'claimed' | 'ordered' | 'refused' | 'unknown' | 'released' | 'missed' | 'settled' | 'polled',
  number
>;

/**
 * One run of the scheduler: places what is due, then waits for the calls that fall due before the next run and places
 * each at its instant. Returns at once when nothing is due. Runs may overlap.
 */
export async function runScheduler(context: SchedulerContext): Promise<SchedulerCounts> {
  const counts = noCounts();
  const stayUntil = new Date(context.clock.now().getTime() + STAY_MS);
  const stopping = new AbortController();
  const [dialled, housekept] = await Promise.allSettled([
    dialUntil(context, stayUntil, counts).finally(() => stopping.abort()),
    housekeep(context, counts, stopping.signal),
  ]);
  if (dialled.status === 'rejected') throw dialled.reason;
  if (housekept.status === 'rejected') throw housekept.reason;
  return counts;
}

/** Waits for `dueAt` and places what is due. For bookings made so late that no run may be active at their time. */
export async function placeWhenDue(context: SchedulerContext, dueAt: Date): Promise<SchedulerCounts> {
  const counts = noCounts();
  await context.clock.sleepUntil(dueAt);
  await dialUntil(context, new Date(dueAt.getTime() + LINGER_MS), counts);
  return counts;
}

async function dialUntil(context: SchedulerContext, until: Date, counts: SchedulerCounts): Promise<void> {
  const { clock, db, ids, spaceCallsPerSecond, fromNumber } = context;
  const placing = new Set<Promise<void>>();
  let open = 0;
  let blocked = 0;
  const place = (claimed: ClaimedCall[]) => {
    open += claimed.length;
    const placement = placeCalls(context, claimed)
      .then((placed) => add(counts, placed))
      // The carrier's list later shows which of these orders it took.
      .catch((error: unknown) => context.logger.error('placement not recorded', {}, error))
      .finally(() => {
        open -= claimed.length;
        placing.delete(placement);
      });
    placing.add(placement);
  };
  try {
    for (;;) {
      if (open >= MAX_OPEN) await Promise.race(placing);
      const now = clock.now();
      const limit = Math.min(BATCH, MAX_OPEN - open);
      if (limit <= 0) continue;
      const claim = await claimDue(db, {
        now,
        ids,
        actor: schedulerActor,
        spaceCallsPerSecond,
        fromNumber,
        limit,
      }).catch(nothingOnLockTimeout);
      counts.claimed += claim.calls.length;
      counts.refused += claim.refused;
      counts.missed += claim.missed;
      if (claim.calls.length > 0) place(claim.calls);
      const claimed = claim.calls.length + claim.refused + claim.missed;
      if (claimed === limit && now < until) continue;
      const due = await nextDueAt(db, now, until);
      if (!due) break;
      // Others hold what is due but was not claimed.
      blocked = claimed > 0 || due > now ? 0 : blocked + 1;
      const pauseMs = blocked === 0 ? 0 : Math.min(MIN_PAUSE_MS * 2 ** (blocked - 1), POLL_INTERVAL_MS);
      const wake = Math.max(due.getTime(), claim.throttledUntil?.getTime() ?? 0, now.getTime() + pauseMs);
      if (wake > until.getTime()) break;
      await clock.sleepUntil(new Date(Math.min(wake, now.getTime() + POLL_INTERVAL_MS)));
    }
  } finally {
    // Record the orders even if the next claim failed.
    await Promise.all(placing);
  }
}

/** Somebody holds the rate for longer than a claim waits: nothing was claimed, and the run goes on. */
function nothingOnLockTimeout(error: unknown): Claim {
  if (isLockTimeout(error)) return { calls: [], refused: 0, missed: 0, throttledUntil: null };
  throw error;
}

/** Fails missed bookings, checks silent calls and retries lost recording starts, now and every 15 seconds of the run. */
async function housekeep(context: SchedulerContext, counts: SchedulerCounts, stopping: AbortSignal): Promise<void> {
  const { db, clock, ids } = context;
  do {
    for (let failed = -1; failed !== 0; counts.missed += failed)
      failed = await failMissed(db, { now: clock.now(), ids, actor: schedulerActor });
    add(counts, await checkSilentCalls(context));
    await startRequestedRecordings(context, clock.now());
    const next = new Date(clock.now().getTime() + HOUSEKEEPING_MS);
    await clock.sleepUntil(next, stopping).catch(() => undefined);
  } while (!stopping.aborted);
}

function noCounts(): SchedulerCounts {
  return { claimed: 0, ordered: 0, refused: 0, unknown: 0, released: 0, missed: 0, settled: 0, polled: 0 };
}

function add(counts: SchedulerCounts, more: Partial<SchedulerCounts>): void {
  for (const key of Object.keys(more) as (keyof SchedulerCounts)[]) counts[key] += more[key] ?? 0;
}
