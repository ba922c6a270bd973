import { asc, eq } from 'drizzle-orm';
import { callSays } from '@/lib/campaigns/attendance-rule';
import type { Database } from '@/lib/db/client';
import { calls } from '@/lib/db/schema/calls';
import type { NewEvidence } from './new-evidence';
import { rulesOf } from './rules-of';

/** What the calls of a booking say of its own attendee, who is the one that they ring. */
export async function callEvidence(
  tx: Database,
  booking: { id: string; organizationId: string; status: string; startTime: Date },
): Promise<NewEvidence[]> {
  const attempts = await tx.select().from(calls).where(eq(calls.bookingId, booking.id)).orderBy(asc(calls.attempt));
  if (attempts.length === 0) return [];
  const rules = await rulesOf(tx, booking.organizationId);
  const last = attempts.at(-1);
  return attempts.flatMap((call) => {
    // Orders that never left, and attempts for an earlier time of the booking, say nothing.
    if (call.endedAt === null || call.status === 'not-placed' || call.dueAt < booking.startTime) return [];
    const says = callSays(
      {
        ended: true,
        failureReason: call.failureReason,
        talkSeconds: call.talkSeconds,
        isLast: call === last && booking.status === 'failed',
      },
      rules,
    );
    return [
      {
        kind: 'call' as const,
        says,
        at: call.bridgedAt ?? call.dueAt,
        occasion: booking.startTime,
        sourceKey: `call:${call.id}`,
        attendee: { position: 0 },
        detail: {
          call_id: call.id,
          talk_seconds: call.talkSeconds,
          failure_reason: call.failureReason,
          needed_seconds: rules.talkSeconds,
          ...(says && call.bridgedAt ? { show_time: call.bridgedAt.toISOString() } : {}),
        },
        actor: { kind: 'provider' as const, name: 'carrier' },
      },
    ];
  });
}
