import { eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { calls } from '@/lib/db/schema/calls';

/** A call as it is published; null when it is gone. */
export async function callFacts(db: Database, callId: string) {
  const [call] = await db.select().from(calls).where(eq(calls.id, callId));
  if (!call) return null;
  return {
    id: call.id,
    booking_id: call.bookingId,
    attempt: call.attempt,
    status: call.status,
    /** Whether the attendee was connected. */
    connected: call.failureReason === null,
    failure_reason: call.failureReason,
    attendee_phone: call.attendeePhone,
    due_at: call.dueAt.toISOString(),
    ordered_at: call.orderedAt?.toISOString() ?? null,
    ended_at: call.endedAt?.toISOString() ?? null,
    talk_seconds: call.talkSeconds,
    answered_by: call.answeredBy,
    outcome: call.outcome,
  };
}
