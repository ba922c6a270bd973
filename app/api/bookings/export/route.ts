import { bookingsCsv } from '@/lib/bookings/bookings-csv';
import { exportBookings } from '@/lib/bookings/queries';
import { exportBookingsQuery } from '@/lib/contracts/bookings';
import { defineDownload } from '@/lib/http/routes/define-download';

export const GET = defineDownload(
  {
    route: '/api/bookings/export',
    permission: 'bookings:read',
    feature: 'scheduled_calls',
    query: exportBookingsQuery,
    contentType: 'text/csv; charset=utf-8',
  },
  ({ ctx, query }) => ({
    fileName: `bookings-${ctx.now.toISOString().slice(0, 10)}.csv`,
    text: bookingsCsv(exportBookings(ctx, query)),
  }),
);
