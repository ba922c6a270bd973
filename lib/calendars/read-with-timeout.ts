import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { withConnection } from '@/lib/calendars/connections/with-connection';
import { withTimeout } from '@/lib/core/with-timeout';
import type { CalendarContext } from './calendar-context';
import { calendarUnavailable } from './faults';
import type { OpenConnection } from './port';

/** No person waits longer for a provider than one request to it may take; with all its tries it has more time to answer. */
export const READ_TIMEOUT_MS = 15_000;

/**
 * Reads something of a connected account for somebody who waits, and no longer than fifteen seconds.
 * @param afterResponse continues once the response is out, so that a fault of the connection is recorded all the same
 * @throws AppError `provider_unavailable`; what the request throws
 */
export async function readWithTimeout<Result extends object>(
  calendar: CalendarContext,
  row: ConnectionRow,
  afterResponse: (task: () => Promise<unknown>) => void,
  request: (connection: OpenConnection) => Promise<Result>,
): Promise<Result> {
  const asking = withConnection(calendar, row, request);
  const answer = await withTimeout(calendar.clock, asking, READ_TIMEOUT_MS);
  if (answer) return answer;
  afterResponse(() => asking.catch(() => undefined));
  throw calendarUnavailable('timeout');
}
