import { dismissAttendee } from '@/lib/campaigns/dismiss-attendee';
import { idParams } from '@/lib/contracts/shared';
import { matchAnswer } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/define-route';
import { drainDueJobs } from '@/lib/wiring/jobs';

/** What the decision sets going runs as long after the answer. */
const DRAIN_MS = 5000;

export const POST = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/dismiss',
    permission: 'campaigns:write',
    params: idParams,
    response: matchAnswer,
  },
  async ({ ctx, params, deps, hasten }) => {
    const match = await dismissAttendee(ctx, params.id);
    hasten(() => drainDueJobs(deps, DRAIN_MS));
    return { success: true as const, match };
  },
);
