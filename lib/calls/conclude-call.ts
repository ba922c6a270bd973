import { eq } from 'drizzle-orm';
import { BOOKING_ATTRIBUTE } from '@/lib/bookings/job-names';
import { type AttemptFacts, attemptEnd, attemptEndAtLast } from '@/lib/calls/internal/end-rules';
import { secondPartyOf } from '@/lib/calls/voice/leg-rules';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { callLegs, calls } from '@/lib/db/schema/calls';
import { enqueue } from '@/lib/jobs/enqueue';
import { endAttempt } from './end-attempt';
import { isTerminal } from './rules';

type Call = typeof calls.$inferSelect;
type Leg = typeof callLegs.$inferSelect;

/** When we ask the carrier about the second leg, unless it reports before. */
const CHECK_AFTER_MS = 10_000;
/** How long after the first leg's end reports of the second leg may still arrive. */
const REPORTS_WITHIN_MS = 60_000;

/**
 * Ends the attempt once its first leg has ended and the facts say how. Requires a transaction that has locked the call.
 */
export async function concludeCall(
  tx: Database,
  { callId, now, ids, actor }: { callId: string; now: Date; ids: IdSource; actor: Actor },
): Promise<void> {
  const [call] = await tx.select().from(calls).where(eq(calls.id, callId));
  if (!call) return;
  const legs = await tx.select().from(callLegs).where(eq(callLegs.callId, callId));
  if (isTerminal(call.status)) return await correctTalk(tx, call, legs, { ids, now });
  const first = legs.find((leg) => leg.carrierSid === call.carrierSid);
  if (!first || !isTerminal(first.status)) return;

  const facts = factsOf(call, first, legs);
  const waitMs = REPORTS_WITHIN_MS - (now.getTime() - (first.endedAt ?? now).getTime());
  const end = waitMs > 0 ? attemptEnd(facts) : attemptEndAtLast(facts);
  if (end === 'undecided') {
    const nextCheckAt = new Date(now.getTime() + CHECK_AFTER_MS);
    await tx.update(calls).set({ nextCheckAt }).where(eq(calls.id, callId));
    return;
  }
  await endAttempt(tx, {
    callId,
    status: first.status,
    end:
      end === 'connected'
        ? { connected: true, talkSeconds: talkSeconds(call, legs) }
        : { connected: false, reason: end },
    now,
    ids,
    actor,
  });
}

function factsOf(call: Call, first: Leg, legs: Leg[]): AttemptFacts {
  const second = legs.find((leg) => leg.party === secondPartyOf(call.callOrder));
  const secondEnded = second && isTerminal(second.status) ? second.status : null;
  return {
    callOrder: call.callOrder,
    firstStatus: first.status,
    secondStatus: secondEnded ?? call.dialStatus,
    secondAnswered: second !== undefined && (second.answeredAt !== null || second.status === 'completed'),
    accepted: call.operatorAcceptedAt !== null,
    disclosed: call.disclosedAt !== null,
    machine: call.answeredBy === 'machine',
  };
}

/** From the bridge to the end of the operator's line, which leaves out a survey after the call. */
function talkSeconds(call: Call, legs: Leg[]): number | null {
  const ended = legs.find((leg) => leg.party === 'operator')?.endedAt;
  if (!call.bridgedAt || !ended) return null;
  return Math.max(0, Math.round((ended.getTime() - call.bridgedAt.getTime()) / 1000));
}

/** The end of the operator's line may be reported last. */
async function correctTalk(tx: Database, call: Call, legs: Leg[], writer: { ids: IdSource; now: Date }): Promise<void> {
  const seconds = talkSeconds(call, legs);
  if (call.failureReason !== null || seconds === null || seconds === call.talkSeconds) return;
  await tx.update(calls).set({ talkSeconds: seconds }).where(eq(calls.id, call.id));
  const { bookingId, organizationId } = call;
  await enqueue(tx, writer, {
    name: BOOKING_ATTRIBUTE,
    key: bookingId,
    organizationId,
    payload: { bookingId },
    runAt: writer.now,
  });
}
