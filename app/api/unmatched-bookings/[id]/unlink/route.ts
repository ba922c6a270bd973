import { idParams } from '@/lib/contracts/shared';
import { matchResponse } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { unlinkAttendee } from '@/lib/leads/matching/unlink-attendee';
import { runJobsSoon } from '@/lib/wiring/follow-up';

export const POST = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/unlink',
    permission: 'campaigns:write',
    params: idParams,
    response: matchResponse,
  },
  async ({ ctx, params, afterResponse }) => {
    const match = await unlinkAttendee(ctx, params.id);
    afterResponse(runJobsSoon);
    return { success: true as const, match };
  },
);
