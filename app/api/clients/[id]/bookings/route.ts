import { clientBookingsQuery, clientBookingsResponse } from '@/lib/contracts/funnel';
import { idParams } from '@/lib/contracts/shared';
import { clientBookings } from '@/lib/funnel/client-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { bookingProviders } from '@/lib/wiring/provider-state';

export const GET = defineRoute(
  {
    route: '/api/clients/[id]/bookings',
    permission: 'campaigns:read',
    params: idParams,
    query: clientBookingsQuery,
    response: clientBookingsResponse,
  },
  async ({ ctx, params, query, deps }) => ({
    success: true as const,
    ...(await clientBookings(ctx, params.id, query)),
    providers: await bookingProviders(ctx, deps),
  }),
);
