import { linkAttendee } from '@/lib/leads/matching/link-attendee';
import { idParams } from '@/lib/contracts/shared';
import { linkAttendeeBody, matchAnswer } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { drainSoon } from '@/lib/wiring/drain-soon';

export const POST = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/link',
    permission: 'campaigns:write',
    params: idParams,
    body: linkAttendeeBody,
    response: matchAnswer,
  },
  async ({ ctx, params, body, deps, hasten }) => {
    const match = await linkAttendee(ctx, params.id, body.lead_id);
    hasten(() => drainSoon(deps));
    return { success: true as const, match };
  },
);
