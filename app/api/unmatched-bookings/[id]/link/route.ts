import { idParams } from '@/lib/contracts/shared';
import { linkAttendeeBody, matchResponse } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { linkAttendee } from '@/lib/leads/matching/link-attendee';
import { runJobsSoon } from '@/lib/wiring/follow-up';

export const POST = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/link',
    permission: 'campaigns:write',
    params: idParams,
    body: linkAttendeeBody,
    response: matchResponse,
  },
  async ({ ctx, params, body, afterResponse }) => {
    const match = await linkAttendee(ctx, params.id, body.lead_id);
    afterResponse(runJobsSoon);
    return { success: true as const, match };
  },
);
