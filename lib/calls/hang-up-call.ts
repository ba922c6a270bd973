import { z } from 'zod';
import type { JobHandler } from '@/lib/jobs/drain';
import type { Carrier } from './carrier';

const payload = z.object({ sid: z.string() });

/** Handles `CALL_HANG_UP`: ends a carrier's call that should not be there. Ending an ended call changes nothing. */
export function hangUpCall({ carrier }: { carrier: Carrier }): JobHandler {
  return async (job) => {
    await carrier.endCall(payload.parse(job.payload).sid);
  };
}
