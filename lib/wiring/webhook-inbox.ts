import { calendarInterpreters } from '@/lib/calendars/inbound/interpret-webhook';
import type { InboxContext } from '@/lib/webhook-inbox/interpret-event';
import type { Deps } from './deps';

/** The inbox's view of the dependencies. */
export function inboxContext({ db, clock, ids, logger, calendars }: Deps): InboxContext {
  return { db, clock, ids, logger, interpreters: calendarInterpreters(calendars) };
}
