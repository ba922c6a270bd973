import { retriedTransaction } from '@/lib/db/transaction';
import type { JobHandler } from '@/lib/jobs/drain';
import type { MatchContext } from './match-booking';
import { settleAttendance } from './settle-attendance';

/** Does `BOOKING_COUNTED` for the attendance: our calls have ended, or the booking has other people or another time. */
export function attendanceOfBooking({ db, clock, ids }: MatchContext): JobHandler {
  return async (job) => {
    const writer = { actor: { kind: 'cron', name: 'attendance' } as const, ids, now: clock.now() };
    await retriedTransaction(db, (tx) => settleAttendance(tx, writer, String(job.payload.bookingId)));
  };
}
