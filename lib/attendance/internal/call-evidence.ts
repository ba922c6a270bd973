import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { attendanceEvidence } from '@/lib/db/schema/attendance';
import { calls } from '@/lib/db/schema/calls';
import { callVerdict } from './attendance-rule';
import type { NewEvidence } from './evidence-rows';
import { rulesOf } from './rules-of';

/** Evidence from the calls of a booking about its main attendee, the person they ring. */
export async function callEvidence(
  tx: Database,
  booking: { id: string; organizationId: string; status: string; startTime: Date },
): Promise<NewEvidence[]> {
  const attempts = await tx.select().from(calls).where(eq(calls.bookingId, booking.id)).orderBy(asc(calls.attempt));
  if (attempts.length === 0) return [];
  const rules = await rulesOf(tx, booking.organizationId);
  const last = attempts.at(-1);
  const calledPersons = await personsCalled(tx, booking.id);
  return attempts.flatMap((call) => {
    // Calls that were never placed, and attempts for an earlier start of the booking, are no evidence.
    if (call.endedAt === null || call.status === 'not-placed' || call.dueAt < booking.startTime) return [];
    const says = callVerdict(
      {
        ended: true,
        failureReason: call.failureReason,
        talkSeconds: call.talkSeconds,
        isLast: call === last && booking.status === 'failed',
      },
      rules,
    );
    const sourceKey = `call:${call.id}`;
    const person = calledPersons.get(sourceKey);
    return [
      {
        kind: 'call' as const,
        says,
        at: call.bridgedAt ?? call.dueAt,
        occasion: booking.startTime,
        sourceKey,
        attendee: person === undefined ? { position: 0 as const } : { person },
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

/** A call stays evidence about the person it rang, even if the booking has another main attendee by now. */
async function personsCalled(tx: Database, bookingId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ sourceKey: attendanceEvidence.sourceKey, person: attendanceEvidence.person })
    .from(attendanceEvidence)
    .where(and(eq(attendanceEvidence.bookingId, bookingId), eq(attendanceEvidence.kind, 'call')));
  return new Map(rows.map(({ sourceKey, person }) => [sourceKey, person]));
}
