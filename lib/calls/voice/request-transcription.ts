import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Carrier } from '@/lib/calls/carrier';
import { isTerminal } from '@/lib/calls/rules';
import type { Database } from '@/lib/db/client';
import { calls } from '@/lib/db/schema/calls';
import type { JobHandler } from '@/lib/jobs/drain';
import type { Logger } from '@/lib/log/logger';
import { transcriptionUrl } from './callback-urls';

/** Queued when the attendee has heard that the call is recorded and the call is to be written down. Payload: `{ callId }`. */
export const TRANSCRIPTION_WANTED = 'transcription-wanted';

interface TranscriptionMeans {
  db: Database;
  carrier: Carrier;
  logger: Logger;
  appUrl: string;
}

const payload = z.object({ callId: z.string() });

/**
 * Does `TRANSCRIPTION_WANTED`: has the carrier write a call down; the text comes when the call is over. The carrier
 * refuses a second transcription of one call, so asking again after a lost answer does no harm.
 */
export function requestTranscription({ db, carrier, logger, appUrl }: TranscriptionMeans): JobHandler {
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
