import { BOOKING_CHANGED } from '@/lib/bookings/events';
import { CALENDAR_CHANGED, readChangedCalendar } from '@/lib/calendars/calendar-push';
import { pushBooking } from '@/lib/calendars/push-booking';
import { drainJobs, type JobHandler } from '@/lib/jobs/drain';
import { calendarContext } from './calendars';
import type { Deps } from './deps';

/** Which job is done by whom. */
export function jobHandlers(deps: Deps): Readonly<Record<string, JobHandler>> {
  const calendar = calendarContext(deps);
  return { [BOOKING_CHANGED]: pushBooking(calendar), [CALENDAR_CHANGED]: readChangedCalendar(calendar) };
}

/** Runs what is due; routes hasten it, the cron makes sure of it. @param budgetMs stops after so long */
export function drainDueJobs(deps: Deps, budgetMs: number): ReturnType<typeof drainJobs> {
  return drainJobs({ db: deps.db, clock: deps.clock, logger: deps.logger }, jobHandlers(deps), budgetMs);
}
