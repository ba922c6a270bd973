import { and, eq, ne } from 'drizzle-orm';
import { concludeCall } from '@/lib/calls/conclude-call';
import { hangUpStray } from '@/lib/calls/internal/hang-up';
import { isTerminal, movesForward } from '@/lib/calls/rules';
import { SILENCE_MS } from '@/lib/calls/scheduler/order-timing';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { type CallParty, type CallStatus, callLegs, calls } from '@/lib/db/schema/calls';
import { MINUTE_MS } from '@/lib/time/units';
import { firstPartyOf, mergeLeg } from './leg-rules';

/** A report about one leg, from a callback, a document request or the check of silent calls. */
export interface LegReport {
  callId: string;
  sid: string;
  party: CallParty;
  parentSid: string | null;
  status: CallStatus;
  /** The carrier's sequence number; null outside of callbacks. */
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
 * `second_first_leg`: another carrier call claims to be this call's first leg, so the call was ordered twice.
 * `foreign_leg`: the leg belongs to another call. Both change nothing. `placed_after_all`: a call arrived for an attempt
 * that had ended as not placed; the leg is recorded. The first and the last are hung up, and admins are notified.
 */
export type LegReportResult = 'applied' | 'unknown_call' | 'second_first_leg' | 'foreign_leg' | 'placed_after_all';

/** A connected call sends no reports for minutes. */
const TALKING_SILENCE_MS = 2 * MINUTE_MS;

/**
 * Applies a report about a leg and locks the call. Reports may repeat and arrive in any order: the state only moves
 * forward, an end is final, and the same reports always lead to the same state. The end of the first leg ends the attempt.
 * Requires a transaction.
 */
export async function reportLeg(tx: Database, report: LegReport): Promise<LegReportResult> {
  const [call] = await tx.select().from(calls).where(eq(calls.id, report.callId)).for('update');
  if (!call) return 'unknown_call';
  const isFirst = report.party === firstPartyOf(call.callOrder);
  if (isFirst && call.carrierSid !== null && call.carrierSid !== report.sid) {
    if (!isTerminal(report.status)) await hangUpStray(tx, report, { ...call, sid: report.sid });
    return 'second_first_leg';
  }
  if (isFirst && call.carrierSid === null && (await belongsToOtherCall(tx, report))) return 'foreign_leg';
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
      // Keep the check of an unanswered order, unless this report identifies its call.
      nextCheckAt: live && (isFirst || call.carrierSid) ? new Date(report.now.getTime() + silence) : call.nextCheckAt,
      updatedAt: report.now,
    })
    .where(eq(calls.id, call.id));
  await concludeCall(tx, { callId: call.id, now: report.now, ids: report.ids, actor: report.actor });
  if (!isFirst || live || call.carrierSid !== null) return 'applied';
  if (!isTerminal(report.status)) await hangUpStray(tx, report, { ...call, sid: report.sid });
  return 'placed_after_all';
}

async function belongsToOtherCall(tx: Database, { sid, callId }: LegReport): Promise<boolean> {
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
