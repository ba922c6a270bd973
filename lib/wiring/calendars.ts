import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { Deps } from './deps';

/** The calendars' view of the dependencies. */
export function calendarContext({ db, kv, clock, ids, logger, encryption, calendars, config }: Deps): CalendarContext {
  return { db, kv, clock, ids, logger, encryption, calendars, appUrl: config.appUrl, authSecret: config.authSecret };
}
