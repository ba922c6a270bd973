import { endAttempt } from '@/lib/calls/end-attempt';
import { ORDER_WITHIN_MS } from '@/lib/calls/scheduler/order-timing';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { claimLimits } from '@/lib/db/time-limits';
import { retriedTransaction } from '@/lib/db/transaction';
import { dueByOrganization, throttleEnd } from './due-by-organization';
import { failAsMissed } from './fail-missed';
import { checkRow, type Intent, intentOf, lockForDialling, writeIntents } from './intents';
import { allowanceAt, fairShare } from './rate';
import { lockRate, recordGrants } from './rate-rows';

/** A committed intent, ready to be ordered from the carrier. */
export interface ClaimedCall {
  callId: string;
  bookingId: string;
  organizationId: string;
  callOrder: 'operator_first' | 'attendee_first';
  to: string;
  from: string;
  dueAt: Date;
  /** Don't send the order after this: another run may then consider the intent abandoned. */
  orderBy: Date;
}

export interface Claim {
  calls: ClaimedCall[];
  /** Bookings that failed because a gate refused them. */
  refused: number;
  /** Bookings that failed because their grace period had passed. */
  missed: number;
  /** Set when the call rate is used up: order nothing before. */
  throttledUntil: Date | null;
}

interface ClaimSettings {
  now: Date;
  ids: IdSource;
  actor: Actor;
  /** Calls per second that the carrier's space accepts. */
  spaceCallsPerSecond: number;
  /** The installation's number, for organizations without a caller ID. */
  fromNumber: string;
  limit: number;
}

/**
 * Claims due bookings, oldest first and fairly among organizations, as far as the call rate allows. One transaction checks
 * the gates, writes each call as an intent and sets its booking to `calling`. Nothing is claimed before its time.
 */
export async function claimDue(db: Database, settings: ClaimSettings): Promise<Claim> {
  const claim = async (tx: Database): Promise<Claim> => {
    const grants = await lockRate(tx);
    const allowance = allowanceAt(grants, settings.spaceCallsPerSecond, settings.now);
    if (allowance.count === 0) return { calls: [], refused: 0, missed: 0, throttledUntil: allowance.from };

    const shares = await dueByOrganization(tx, settings.now, Math.min(settings.limit, allowance.count));
    const picked = fairShare(shares, Math.min(settings.limit, allowance.count));
    if (picked.length === 0) return { calls: [], refused: 0, missed: 0, throttledUntil: throttleEnd(shares) };

    const rows = await lockForDialling(tx, picked, settings.now);
    const rulesOf = new Map(shares.map(({ organizationId, rules }) => [organizationId, rules]));
    const checked = rows.flatMap((row) => {
      const rules = rulesOf.get(row.organizationId);
      return rules ? [{ row, rules, verdict: checkRow(row, rules, settings.now) }] : [];
    });
    const missed = checked.filter(({ verdict }) => verdict.refused === 'missed');
    const inTime = checked.filter(({ verdict }) => verdict.refused !== 'missed');
    const passed = inTime.filter(({ verdict }) => verdict.refused === null);
    const refused = inTime.filter(({ verdict }) => verdict.refused !== null);

    await failAsMissed(
      tx,
      settings,
      missed.map(({ row }) => row.id),
    );
    const intents = inTime.map(({ row, rules, verdict }) => intentOf(row, rules, verdict, settings));
    await writeIntents(tx, intents, settings.now);
    for (const { row, verdict } of refused) {
      const intent = intents.find((candidate) => candidate.booking_id === row.id);
      if (!intent || !verdict.refused) continue;
      await endAttempt(tx, {
        callId: intent.id,
        status: 'not-placed',
        end: { connected: false, reason: verdict.refused },
        now: settings.now,
        ids: settings.ids,
        actor: settings.actor,
      });
    }
    await recordGrants(
      tx,
      { grants, callsPerSecond: settings.spaceCallsPerSecond },
      passed.map(({ rules }) => rules),
      settings.now,
    );
    const dialled = new Set(passed.map(({ row }) => row.id));
    return {
      calls: intents
        .filter((intent) => dialled.has(intent.booking_id))
        .map((intent) => toClaimedCall(intent, settings.now)),
      refused: refused.length,
      missed: missed.length,
      throttledUntil: null,
    };
  };
  return retriedTransaction(db, claim, { limits: claimLimits });
}

function toClaimedCall(intent: Intent, now: Date): ClaimedCall {
  return {
    callId: intent.id,
    bookingId: intent.booking_id,
    organizationId: intent.organization_id,
    callOrder: intent.call_order,
    to: intent.call_order === 'operator_first' ? intent.operator_phone : intent.attendee_phone,
    from: intent.from_phone,
    dueAt: new Date(intent.due_at),
    orderBy: new Date(now.getTime() + ORDER_WITHIN_MS),
  };
}
