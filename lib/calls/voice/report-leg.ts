import { and, eq, ne } from 'drizzle-orm';
import { concludeCall } from '@/lib/calls/conclude-call';
import { isTerminal, movesForward } from '@/lib/calls/rules';
import { SILENCE_MS } from '@/lib/calls/scheduler/order-timing';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { type CallParty, type CallStatus, callLegs, calls } from '@/lib/db/schema/calls';
import { MINUTE_MS } from '@/lib/time/units';
import { firstPartyOf, mergeLeg } from './leg-rules';

/** What somebody says about one leg: a callback of the carrier, a document it fetched, or the sweep that asked. */
export interface LegReport {
  callId: string;
  sid: string;
  party: CallParty;
  parentSid: string | null;
  status: CallStatus;
  /** The carrier's numbering of its reports; null when the sweep asked. */
  sequence: number | null;
  /** When it happened; absent = now. */
  at?: Date;
  durationSeconds: number | null;
  answeredBy: string | null;
  now: Date;
  ids: IdSource;
  actor: Actor;
}

/**
 * `second_first_leg`: another call of the carrier claims to be this call's first leg, which means that it was ordered
 * twice. `foreign_leg`: the leg belongs to another call. Both change nothing. `placed_after_all`: the attempt was given up
 * as not placed, and here is its call; it is kept as evidence. All three must be looked into.
 */
export type LegReportResult = 'applied' | 'unknown_call' | 'second_first_leg' | 'foreign_leg' | 'placed_after_all';

/** In a live call nothing is said for minutes while people talk. */
const TALKING_SILENCE_MS = 2 * MINUTE_MS;

/**
 * Takes in a report about a leg, in any order and any number of times: the state only moves forward, an end sticks, and
 * the same set of reports always leads to the same state. The first leg's end ends the attempt. Call it inside a
 * transaction; it locks the call.
 */
export async function reportLeg(tx: Database, report: LegReport): Promise<LegReportResult> {
  const [call] = await tx.select().from(calls).where(eq(calls.id, report.callId)).for('update');
  if (!call) return 'unknown_call';
  const isFirst = report.party === firstPartyOf(call.callOrder);
  if (isFirst && call.carrierSid !== null && call.carrierSid !== report.sid) return 'second_first_leg';
  if (isFirst && call.carrierSid === null && (await isAnothersSid(tx, report))) return 'foreign_leg';
  const leg = await upsertLeg(tx, call.organizationId, report);
  if (!leg) return 'foreign_leg';

  const attendee = report.party === 'attendee' ? leg : null;
  const live = !isTerminal(call.status);
  const forward = isFirst && live && !isTerminal(report.status) && movesForward(call.status, report.status);
  const status = forward ? report.status : call.status;
  const silence = status === 'in-progress' ? TALKING_SILENCE_MS : SILENCE_MS;
  await tx
    .update(calls)
    .set({
      status,
      carrierSid: isFirst ? report.sid : call.carrierSid,
      attendeeAnsweredAt: attendee?.answeredAt ?? call.attendeeAnsweredAt,
      answeredBy: attendee?.answeredBy ?? call.answeredBy,
      // An order whose answer is still out is looked for when its own time comes, unless this report settles it.
      nextCheckAt: live && (isFirst || call.carrierSid) ? new Date(report.now.getTime() + silence) : call.nextCheckAt,
      updatedAt: report.now,
    })
    .where(eq(calls.id, call.id));
  await concludeCall(tx, { callId: call.id, now: report.now, ids: report.ids, actor: report.actor });
  return isFirst && !live && call.carrierSid === null ? 'placed_after_all' : 'applied';
}

async function isAnothersSid(tx: Database, { sid, callId }: LegReport): Promise<boolean> {
  const [other] = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.carrierSid, sid), ne(calls.id, callId)));
  return other !== undefined;
}

async function upsertLeg(tx: Database, organizationId: string, report: LegReport) {
  const [known] = await tx.select().from(callLegs).where(eq(callLegs.carrierSid, report.sid)).for('update');
  if (known && known.callId !== report.callId) return null;
  const merged = { ...mergeLeg(known ?? null, report), updatedAt: report.now };
  if (known) {
    await tx.update(callLegs).set(merged).where(eq(callLegs.id, known.id));
    return merged;
  }
  const [made] = await tx
    .insert(callLegs)
    .values({
      ...merged,
      id: report.ids.make('callLeg'),
      organizationId,
      callId: report.callId,
      party: report.party,
      carrierSid: report.sid,
      createdAt: report.now,
    })
    .onConflictDoNothing()
    .returning({ id: callLegs.id });
  return made ? merged : null;
}
