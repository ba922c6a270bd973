import { and, eq, isNull, or } from 'drizzle-orm';
import { calls, recordings } from '@/lib/db/schema/calls';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';

export interface RecordingReport {
  callId: string;
  sid: string;
  status: 'in-progress' | 'completed' | 'absent' | 'failed';
  mediaUrl: string | null;
  durationSeconds: number | null;
  channels: number | null;
}

/**
 * Applies the carrier's report of a recording; an end is final. A recording before the recording notice, or a second one
 * of the same call, raises an alarm. Requires a transaction.
 */
export async function reportRecording(
  { db: tx, now, ids }: ProviderContext,
  report: RecordingReport,
): Promise<ProviderResult> {
  const [call] = await tx.select().from(calls).where(eq(calls.id, report.callId)).for('update');
  if (!call) return { status: 'ignored', why: 'unknown_call' };
  const { organizationId } = call;
  if (!call.disclosedAt) return { status: 'ignored', why: 'recording_before_disclosure', alarm: true, organizationId };
  const ended = report.status !== 'in-progress';
  const [known] = await tx.select().from(recordings).where(eq(recordings.callId, call.id)).for('update');
  if (known?.carrierSid && known.carrierSid !== report.sid)
    return { status: 'ignored', why: 'second_recording', alarm: true, organizationId };
  const hasEnded = known && known.completedAt !== null;
  const values = {
    carrierSid: report.sid,
    nextTryAt: null,
    startedAt: known?.startedAt ?? now,
    ...(hasEnded ? {} : { status: report.status, completedAt: ended ? now : null }),
    mediaUrl: report.mediaUrl ?? known?.mediaUrl ?? null,
    durationSeconds: report.durationSeconds ?? known?.durationSeconds ?? null,
    channels: report.channels ?? known?.channels ?? null,
  };
  if (known) {
    const sameOrNone = or(isNull(recordings.carrierSid), eq(recordings.carrierSid, report.sid));
    await tx
      .update(recordings)
      .set(values)
      .where(and(eq(recordings.id, known.id), sameOrNone));
  } else {
    await tx.insert(recordings).values({
      ...values,
      id: ids.make('recording'),
      organizationId,
      callId: call.id,
      status: report.status,
      requestedAt: now,
    });
  }
  return { status: 'processed', organizationId };
}
