import { and, eq, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { CarrierCall } from '@/lib/calls/carrier';
import { endAttempt } from '@/lib/calls/end-attempt';
import { hangUpLater } from '@/lib/calls/internal/hang-up';
import { liveStatuses } from '@/lib/calls/rules';
import {
  CHECK_INTERVAL_MS,
  MAX_CALL_MS,
  MAX_WITHOUT_LEG_MS,
  SECOND_LOOK_AFTER_MS,
} from '@/lib/calls/scheduler/order-timing';
import { type SchedulerContext, schedulerActor } from '@/lib/calls/scheduler/scheduler-context';
import { reportLeg } from '@/lib/calls/voice/report-leg';
import { eachAtOnce } from '@/lib/core/each-at-once';
import { errorName } from '@/lib/core/error-name';
import { callLegs, calls } from '@/lib/db/schema/calls';
import { reconcile } from './reconcile-orders';
import { releaseCalls } from './record-answers';

/** Calls checked per run of the housekeeping. */
const BATCH = 100;
const AT_ONCE = 8;
/** A call that the carrier does not know this many times in a row ends as unconfirmed and is never placed again. */
const MAX_CHECKS = 10;

type OpenCall = typeof calls.$inferSelect;

interface CheckCounts {
  settled: number;
  polled: number;
}

/**
 * Checks calls that have been silent for too long: looks up unanswered orders in the carrier's list and fetches silent
 * calls. Moving `next_check_at` leases a row, so that runs share the work.
 */
export async function checkSilentCalls(context: SchedulerContext): Promise<CheckCounts> {
  const leased = await leaseOverdue(context);
  const orders = leased.filter((call) => call.carrierSid === null);
  const silent = leased.filter((call) => call.carrierSid !== null);
  const tasks = [
    ...betweenSameNumbers(orders).map((group) => () => reconcileGroup(context, group)),
    ...silent.map((call) => () => pollCall(context, call)),
  ];
  await eachAtOnce(AT_ONCE, tasks, async (task) => {
    try {
      await task();
    } catch (error) {
      context.logger.warn('call check failed', { error: errorName(error) });
    }
  });
  await giveUpOverdue(context);
  return { settled: orders.length, polled: silent.length };
}

async function leaseOverdue({ db, clock }: SchedulerContext): Promise<OpenCall[]> {
  const now = clock.now();
  const overdue = db
    .select({ id: calls.id })
    .from(calls)
    .where(lte(calls.nextCheckAt, now))
    .orderBy(calls.nextCheckAt)
    .limit(BATCH)
    .for('update', { skipLocked: true });
  return db
    .update(calls)
    .set({ nextCheckAt: new Date(now.getTime() + CHECK_INTERVAL_MS), checks: sql`${calls.checks} + 1` })
    .where(inArray(calls.id, overdue))
    .returning();
}

/** The number that rings first. */
function firstNumber(call: OpenCall): string {
  return call.callOrder === 'operator_first' ? call.operatorPhone : call.attendeePhone;
}

function betweenSameNumbers(orders: OpenCall[]): OpenCall[][] {
  const groups = new Map<string, OpenCall[]>();
  for (const call of orders) {
    const key = `${firstNumber(call)} ${call.fromPhone}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()];
}

async function reconcileGroup(context: SchedulerContext, group: OpenCall[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  const open = group.map((call) => ({ callId: call.id, at: call.orderedAt ?? call.intentAt }));
  const earliest = Math.min(...open.map(({ at }) => at.getTime()));
  const listed = await context.carrier.findCalls({
    to: firstNumber(first),
    from: first.fromPhone,
    createdSince: new Date(earliest - CHECK_INTERVAL_MS),
  });
  const result = reconcile(open, await unclaimed(context, listed.calls));
  for (const { callId, sid } of result.placed) {
    const carrierCall = listed.calls.find((call) => call.sid === sid);
    const call = group.find((candidate) => candidate.id === callId);
    if (carrierCall && call) await reportFirstLeg(context, call, carrierCall);
  }
  // A listed call that could not be read may be any of these.
  if (!listed.complete) return;
  const now = context.clock.now();
  const empty = group.filter((call) => result.notPlaced.includes(call.id));
  const isConfirmed = ({ listedEmptyAt }: OpenCall) =>
    listedEmptyAt !== null && now.getTime() - listedEmptyAt.getTime() >= SECOND_LOOK_AFTER_MS;
  const certain = empty.filter(isConfirmed);
  if (certain.length > 0)
    await releaseCalls(
      context,
      certain.map(({ id }) => id),
      now,
      0,
    );
  const once = empty.filter(({ listedEmptyAt }) => listedEmptyAt === null);
  if (once.length === 0) return;
  await context.db
    .update(calls)
    .set({ listedEmptyAt: now, nextCheckAt: new Date(now.getTime() + SECOND_LOOK_AFTER_MS) })
    .where(
      and(
        inArray(
          calls.id,
          once.map(({ id }) => id),
        ),
        isNull(calls.carrierSid),
      ),
    );
}

/** The listed calls that none of our calls or legs has yet. */
async function unclaimed({ db }: SchedulerContext, listed: CarrierCall[]): Promise<CarrierCall[]> {
  const sids = listed.map((call) => call.sid);
  if (sids.length === 0) return [];
  const known = await db
    .select({ sid: calls.carrierSid })
    .from(calls)
    .where(inArray(calls.carrierSid, sids))
    .union(db.select({ sid: callLegs.carrierSid }).from(callLegs).where(inArray(callLegs.carrierSid, sids)));
  const claimed = new Set(known.map(({ sid }) => sid));
  return listed.filter((call) => !claimed.has(call.sid));
}

async function pollCall(context: SchedulerContext, call: OpenCall): Promise<void> {
  if (call.carrierSid === null) return;
  const found = await context.carrier.fetchCall(call.carrierSid);
  if (found) {
    await reportFirstLeg(context, call, found);
    await context.db.update(calls).set({ checks: 0 }).where(eq(calls.id, call.id));
  } else if (call.checks >= MAX_CHECKS) await giveUp(context, call);
}

/** Reports both legs as the carrier has them, the second one first: its end decides the result of the attempt. */
async function reportFirstLeg(context: SchedulerContext, call: OpenCall, found: CarrierCall): Promise<void> {
  const { carrier, clock, db, ids } = context;
  const [firstParty, secondParty] =
    call.callOrder === 'operator_first' ? (['operator', 'attendee'] as const) : (['attendee', 'operator'] as const);
  const children = await carrier.childCalls(found.sid);
  const report = (party: 'operator' | 'attendee', leg: CarrierCall) => ({
    callId: call.id,
    sid: leg.sid,
    party,
    parentSid: leg.parentSid,
    status: leg.status,
    sequence: null,
    durationSeconds: leg.durationSeconds,
    answeredBy: leg.answeredBy,
    now: clock.now(),
    ids,
    actor: schedulerActor,
  });
  await db.transaction(async (tx) => {
    for (const child of children) await reportLeg(tx, report(secondParty, child));
    await reportLeg(tx, report(firstParty, found));
  });
}

/**
 * Ends what has been under way for longer than any call: a booking must not stay `calling` because the carrier answers
 * nothing, or something that we can't read. What may still be live is hung up.
 */
async function giveUpOverdue(context: SchedulerContext): Promise<void> {
  const { db, clock } = context;
  const now = clock.now().getTime();
  const liveLeg = db
    .select({ id: callLegs.id })
    .from(callLegs)
    .where(and(eq(callLegs.callId, calls.id), isNull(callLegs.endedAt)));
  const overdue = await db
    .select()
    .from(calls)
    .where(
      and(
        inArray(calls.status, [...liveStatuses]),
        or(
          and(lte(calls.intentAt, new Date(now - MAX_WITHOUT_LEG_MS)), notExists(liveLeg)),
          lte(calls.intentAt, new Date(now - MAX_CALL_MS)),
        ),
      ),
    )
    .limit(BATCH);
  for (const call of overdue) await giveUp(context, call);
}

async function giveUp({ db, clock, ids }: SchedulerContext, call: OpenCall): Promise<void> {
  const end = { connected: false, reason: 'unconfirmed' } as const;
  const now = clock.now();
  await db.transaction(async (tx) => {
    const ended = await endAttempt(tx, { callId: call.id, status: 'failed', end, now, ids, actor: schedulerActor });
    if (!ended) return;
    const legs = await tx.select({ sid: callLegs.carrierSid }).from(callLegs).where(eq(callLegs.callId, call.id));
    const sids = new Set([...legs.map(({ sid }) => sid), ...(call.carrierSid === null ? [] : [call.carrierSid])]);
    for (const sid of sids) await hangUpLater(tx, { ids, now }, { ...call, sid });
  });
}
