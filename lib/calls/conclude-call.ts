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

/** The first leg is over: so soon the carrier is asked about the other one, if it does not report by itself. */
const ASK_AFTER_MS = 10_000;
/** So long after the first leg's end nothing more will become known of the other one. */
const LAST_WORD_MS = 60_000;

/**
 * Ends the attempt when its first leg is over and what is known says how it ended. Call it inside a transaction that
 * holds the call's row.
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
  const patience = LAST_WORD_MS - (now.getTime() - (first.endedAt ?? now).getTime());
  const end = patience > 0 ? attemptEnd(facts) : attemptEndAtLast(facts);
  if (end === 'undecided') {
    const nextCheckAt = new Date(now.getTime() + ASK_AFTER_MS);
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

/** From the bridge until the operator's line ended: what the two talked, without a survey after it. */
function talkSeconds(call: Call, legs: Leg[]): number | null {
  const ended = legs.find((leg) => leg.party === 'operator')?.endedAt;
  if (!call.bridgedAt || !ended) return null;
  return Math.max(0, Math.round((ended.getTime() - call.bridgedAt.getTime()) / 1000));
}

/** The operator's line may be reported last. */
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
