import { idParams } from '@/lib/contracts/shared';
import { linkAttendeeBody, matchResponse } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { linkAttendee } from '@/lib/leads/matching/link-attendee';
import { drainSoon } from '@/lib/wiring/drain-soon';

export const POST = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/link',
    permission: 'campaigns:write',
    params: idParams,
    body: linkAttendeeBody,
    response: matchResponse,
  },
  async ({ ctx, params, body, deps, afterResponse }) => {
    const match = await linkAttendee(ctx, params.id, body.lead_id);
    afterResponse(() => drainSoon(deps));
    return { success: true as const, match };
  },
);
