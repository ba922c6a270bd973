import type { JointHandler } from '@/lib/jobs/drain';
import { settleOpenAttendance } from '@/lib/attendance/open-attendance';
import { type MatchContext, matchBookings } from './match-booking';

/** Does `BOOKING_COUNTED`: says whose the people of bookings are, then whether they came. */
export function countBookings(context: MatchContext): JointHandler {
  return {
    async together(jobs) {
      const bookingIds = jobs.map(({ payload }) => String(payload.bookingId));
      await matchBookings(context, bookingIds);
      await settleOpenAttendance(context, bookingIds);
    },
  };
}
