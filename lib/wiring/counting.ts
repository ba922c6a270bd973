import { BOOKING_COUNTED } from '@/lib/bookings/events';
import { attendanceOfBooking } from '@/lib/campaigns/attendance-of-booking';
import { ATTENDANCE_REPORTED, LEADS_ARRIVED } from '@/lib/campaigns/events';
import { matchArrivedLeads } from '@/lib/campaigns/match-arrived-leads';
import { matchBooking } from '@/lib/campaigns/match-booking';
import { reportAttendance } from '@/lib/campaigns/report-attendance';
import type { JobHandler } from '@/lib/jobs/drain';
import type { Deps } from './deps';

/** The work that says who the people of bookings are and whether they came: what the funnel counts. */
export function countingHandlers(deps: Deps): Record<string, JobHandler> {
  return {
    [BOOKING_COUNTED]: inTurn(matchBooking(deps), attendanceOfBooking(deps)),
    [ATTENDANCE_REPORTED]: reportAttendance(deps),
    [LEADS_ARRIVED]: matchArrivedLeads(deps),
  };
}

/** One after the other for one job; each may run again when a later one fails. */
function inTurn(...handlers: readonly JobHandler[]): JobHandler {
  return async (job) => {
    for (const handler of handlers) await handler(job);
  };
}
