import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import { watchingHealth } from './connection-health';
import { type ConnectionRow, openConnection } from './open-connection';

/**
 * Asks a provider through a connection: opens it, and notes on its health what lasts. An access token that ended before
 * its time is renewed once; whether the grant itself is over, only that renewal tells.
 * @param request may run twice; the first time it ended at the provider's door
 * @throws what the request throws; CalendarFaultError `grant_expired`
 */
export function withConnection<Result>(
  context: CalendarContext,
  row: ConnectionRow,
  request: (connection: OpenConnection) => Promise<Result>,
): Promise<Result> {
  const { clock, db, ids } = context;
  const now = clock.now();
  return watchingHealth({ db, ids, now }, row.id, async () => {
    const opened = await openConnection(context, row);
    try {
      return await request(opened);
    } catch (error) {
      const endedEarly = error instanceof CalendarFaultError && error.fault === 'grant_expired';
      if (!endedEarly || row.tokenExpiresAt === null) throw error;
      return request(await openConnection(context, { ...row, tokenExpiresAt: now }));
    }
  });
}
