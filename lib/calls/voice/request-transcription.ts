import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Carrier } from '@/lib/calls/carrier';
import { isTerminal } from '@/lib/calls/rules';
import { calls } from '@/lib/db/schema/calls';
import type { JobHandler } from '@/lib/jobs/drain';
import type { JobContext } from '@/lib/jobs/job-context';
import { transcriptionUrl } from './callback-urls';

interface TranscriptionContext extends Pick<JobContext, 'db' | 'logger'> {
  carrier: Carrier;
  appUrl: string;
}

const payload = z.object({ callId: z.string() });

/**
 * Handles `TRANSCRIPTION_WANTED`: starts a transcription at the carrier, which posts the text after the call. The carrier
 * refuses a second transcription of the same call, so repeating a lost request is safe.
 */
export function requestTranscription({ db, carrier, logger, appUrl }: TranscriptionContext): JobHandler {
  return async (job) => {
    const { callId } = payload.parse(job.payload);
    const [call] = await db
      .select({ sid: calls.carrierSid, status: calls.status })
      .from(calls)
      .where(eq(calls.id, callId));
    if (!call || call.sid === null || isTerminal(call.status)) return;
    if (!(await carrier.startTranscription(call.sid, callId, transcriptionUrl(appUrl, callId))))
      logger.warn('transcription not started', { call: callId });
  };
}
