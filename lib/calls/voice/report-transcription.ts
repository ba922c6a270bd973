import { eq } from 'drizzle-orm';
import { calls, transcriptions } from '@/lib/db/schema/calls';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';

export interface TranscriptionReport {
  callId: string;
  sid: string;
  /** The carrier's word: `completed`, `failed`, … */
  status: string;
  text: string | null;
}

/** Stores a transcription; an unfinished one never replaces a finished one. Requires a transaction. */
export async function reportTranscription(
  { db: tx, now, ids }: ProviderContext,
  report: TranscriptionReport,
): Promise<ProviderResult> {
  const [call] = await tx.select().from(calls).where(eq(calls.id, report.callId)).for('update');
  if (!call) return { status: 'ignored', why: 'unknown_call' };
  const { organizationId } = call;
  const [known] = await tx.select().from(transcriptions).where(eq(transcriptions.carrierSid, report.sid));
  if (known && known.callId !== call.id)
    return { status: 'ignored', why: 'foreign_transcription', alarm: true, organizationId };
  const { sid, status, text } = report;
  if (!known)
    await tx.insert(transcriptions).values({
      id: ids.make('transcription'),
      organizationId,
      callId: call.id,
      carrierSid: sid,
      status,
      text,
      receivedAt: now,
    });
  else if (known.status !== 'completed')
    await tx
      .update(transcriptions)
      .set({ status, text: text ?? known.text })
      .where(eq(transcriptions.id, known.id));
  return { status: 'processed', organizationId };
}
