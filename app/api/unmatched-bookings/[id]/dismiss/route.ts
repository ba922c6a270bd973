import { idParams } from '@/lib/contracts/shared';
import { matchResponse } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { dismissAttendee } from '@/lib/leads/matching/dismiss-attendee';
import { runJobsSoon } from '@/lib/wiring/follow-up';

export const POST = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/dismiss',
    permission: 'campaigns:write',
    params: idParams,
    response: matchResponse,
  },
  async ({ ctx, params, afterResponse }) => {
    const match = await dismissAttendee(ctx, params.id);
    afterResponse(runJobsSoon);
    return { success: true as const, match };
  },
);
