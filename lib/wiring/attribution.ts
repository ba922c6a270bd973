import { deriveOpenAttendance } from '@/lib/attendance/open-attendance';
import { reportAttendance } from '@/lib/attendance/report-attendance';
import { BOOKING_ATTRIBUTE } from '@/lib/bookings/job-names';
import { ATTENDANCE_REPORTED } from '@/lib/calendars/job-names';
import type { BatchHandler, JobHandlers } from '@/lib/jobs/drain';
import { LEADS_ARRIVED } from '@/lib/leads/job-names';
import { matchArrivedLeads } from '@/lib/leads/matching/match-arrived-leads';
import { matchBookings } from '@/lib/leads/matching/match-booking';
import type { Deps } from './deps';

/** The jobs that match attendees to leads and derive their attendance: what the funnel counts. */
export function attributionHandlers(deps: Deps): JobHandlers {
  return {
    [BOOKING_ATTRIBUTE]: attributeBookings(deps),
    [ATTENDANCE_REPORTED]: reportAttendance(deps),
    [LEADS_ARRIVED]: matchArrivedLeads(deps),
  };
}

function attributeBookings(deps: Deps): BatchHandler {
  return {
    async handleBatch(jobs) {
      const bookingIds = jobs.map(({ payload }) => String(payload.bookingId));
      await matchBookings(deps, bookingIds);
      await deriveOpenAttendance(deps, bookingIds);
    },
  };
}
