import { BOOKING_COUNTED } from '@/lib/bookings/job-names';
import { countBookings } from '@/lib/leads/matching/attribute-bookings';
import { ATTENDANCE_REPORTED, LEADS_ARRIVED } from '@/lib/leads/job-names';
import { matchArrivedLeads } from '@/lib/leads/matching/match-arrived-leads';
import { reportAttendance } from '@/lib/attendance/report-attendance';
import type { JobHandlers } from '@/lib/jobs/drain';
import type { Deps } from './deps';

/** The work that says who the people of bookings are and whether they came: what the funnel counts. */
export function countingHandlers(deps: Deps): JobHandlers {
  return {
    [BOOKING_COUNTED]: countBookings(deps),
    [ATTENDANCE_REPORTED]: reportAttendance(deps),
    [LEADS_ARRIVED]: matchArrivedLeads(deps),
  };
}
