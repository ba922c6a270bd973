import type { CalendarContext } from './calendar-context';
import { calendarUnavailable } from './faults';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { OpenConnection } from './port';
import { withConnection } from '@/lib/calendars/connections/with-connection';
import { withinPatience } from '@/lib/core/with-timeout';

/** No person waits longer for a provider than one request to it may take; with all its tries it has more time to answer. */
export const PATIENCE_MS = 15_000;

/**
 * Reads something of a connected account for somebody who waits, and no longer than fifteen seconds.
 * @param later goes on with work once the answer has gone out: what is wrong with the connection is noted all the same
 * @throws AppError `provider_unavailable`; what the request throws
 */
export async function askPatiently<Result extends object>(
  calendar: CalendarContext,
  row: ConnectionRow,
  later: (task: () => Promise<unknown>) => void,
  request: (connection: OpenConnection) => Promise<Result>,
): Promise<Result> {
  const asking = withConnection(calendar, row, request);
  const answer = await withinPatience(calendar.clock, asking, PATIENCE_MS);
  if (answer) return answer;
  later(() => asking.catch(() => undefined));
  throw calendarUnavailable('timeout');
}
