import { restoreAttendee } from '@/lib/leads/matching/dismiss-attendee';
import { idParams } from '@/lib/contracts/shared';
import { matchAnswer } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { drainSoon } from '@/lib/wiring/drain-soon';

export const POST = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/restore',
    permission: 'campaigns:write',
    params: idParams,
    response: matchAnswer,
  },
  async ({ ctx, params, deps, hasten }) => {
    const match = await restoreAttendee(ctx, params.id);
    hasten(() => drainSoon(deps));
    return { success: true as const, match };
  },
);
