import { endAttempt } from '@/lib/calls/end-attempt';
import { ORDER_WITHIN_MS } from '@/lib/calls/scheduler/order-timing';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { retriedTransaction } from '@/lib/db/transaction';
import { dueByOrganization, heldBack } from './due-by-organization';
import { failAsMissed } from './fail-missed';
import { type Intent, intentOf, judge, lockForDialling, writeIntents } from './intents';
import { allowanceAt, fairShare } from './rate';
import { lockRate, recordGrants } from './rate-rows';

/** An intent that is committed and now has to be ordered from the carrier. */
export interface ClaimedCall {
  callId: string;
  bookingId: string;
  organizationId: string;
  callOrder: 'operator_first' | 'attendee_first';
  to: string;
  from: string;
  dueAt: Date;
  /** The order must leave before this, or not at all: later, another run may take the intent for abandoned. */
  orderBy: Date;
}

export interface Claim {
  calls: ClaimedCall[];
  /** Bookings that a gate refused; they have failed with the reason. */
  refused: number;
  /** Bookings whose time had passed by more than the grace; they have failed. */
  missed: number;
  /** Set when the pace holds back what is due: nothing more may be ordered before. */
  heldUntil: Date | null;
}

interface ClaimSettings {
  now: Date;
  ids: IdSource;
  actor: Actor;
  /** Calls that the space takes per second. */
  spaceCallsPerSecond: number;
  /** The installation's number, for organizations without their own. */
  fromNumber: string;
  most: number;
}

/**
 * Takes what is due, oldest first and fairly among organizations, as much as the pace allows: asks the gates, writes
 * the call as an intent and sets the booking `calling`, all in one transaction. Nothing is taken ahead of its time.
 */
export async function claimDue(db: Database, settings: ClaimSettings): Promise<Claim> {
  return retriedTransaction(db, async (tx) => {
    const grants = await lockRate(tx);
    const allowance = allowanceAt(grants, settings.spaceCallsPerSecond, settings.now);
    if (allowance.count === 0) return { calls: [], refused: 0, missed: 0, heldUntil: allowance.from };

    const shares = await dueByOrganization(tx, settings.now, Math.min(settings.most, allowance.count));
    const picked = fairShare(shares, Math.min(settings.most, allowance.count));
    if (picked.length === 0) return { calls: [], refused: 0, missed: 0, heldUntil: heldBack(shares) };

    const rows = await lockForDialling(tx, picked, settings.now);
    const rulesOf = new Map(shares.map(({ organizationId, rules }) => [organizationId, rules]));
    const judged = rows.flatMap((row) => {
      const rules = rulesOf.get(row.organizationId);
      return rules ? [{ row, rules, verdict: judge(row, rules, settings.now) }] : [];
    });
    const missed = judged.filter(({ verdict }) => verdict.refused === 'missed');
    const inTime = judged.filter(({ verdict }) => verdict.refused !== 'missed');
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
      heldUntil: null,
    };
  });
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
