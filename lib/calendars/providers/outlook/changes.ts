import { z } from 'zod';
import type { OpenConnection } from '@/lib/calendars/port';
import type { ExternalChange, StatesFacet } from '@/lib/calendars/provider-module';
import { DAY_MS } from '@/lib/time/units';
import { dataOf, type GraphClient } from './client';
import { readEvent } from './find-event';
import { calendarPath, instantOf, timesOf } from './map';
import { type WireEvent, wireDelta } from './wire';

/** A delta watches a fixed stretch of time; it starts again when less than half of it is left. */
const WATCHED_MS = 180 * DAY_MS;
/** What Graph says of a delta link that it does not know any more. */
const LOST = /sync_?state|resync/i;

/** A delta link is good for the calendar and the stretch of time that it was given for. */
const cursorSchema = z.object({ calendar: z.string(), until: z.coerce.date(), link: z.string() });

/** What changed in an Outlook calendar, by delta; a link that is lost, or whose time has moved on, means a full list. */
export function outlookChanges(client: GraphClient): StatesFacet {
  return {
    kind: 'states',
    async list(connection, cursor) {
      const now = client.clock.now().getTime();
      const calendar = calendarPath(connection);
      const known = cursorOf(cursor);
      const isGood = known?.calendar === calendar && known.until.getTime() - now > WATCHED_MS / 2;
      const news = known && isGood ? await readPages(client, connection, known.link) : null;
      if (known && news)
        return { changes: news.changes, cursor: JSON.stringify({ calendar, until: known.until, link: news.link }) };
      const until = new Date(now + WATCHED_MS);
      const all = await readPages(client, connection, `${calendar}/calendarView/delta`, {
        startDateTime: new Date(now - DAY_MS).toISOString(),
        endDateTime: until.toISOString(),
      });
      if (!all) throw new Error('A full list has no link that could be lost.');
      return {
        changes: all.changes,
        cursor: JSON.stringify({ calendar, until, link: all.link }),
        ...(cursor === null ? {} : { restarted: true as const }),
      };
    },
    read: (connection, externalId) => readChange(client, connection, externalId),
  };
}

/** Every page from a link on; null when the link is not good any more. */
async function readPages(
  client: GraphClient,
  connection: OpenConnection,
  start: string,
  firstQuery?: Record<string, string>,
): Promise<{ changes: ExternalChange[]; link: string } | null> {
  const changes: ExternalChange[] = [];
  let query = firstQuery;
  for (let path = start; ; query = undefined) {
    const answer = await client.ask(connection, { method: 'GET', path, query, repeatable: true });
    const isLost = !answer.ok && (answer.status === 410 || LOST.test(answer.code));
    if (isLost && !firstQuery) return null;
    const page = dataOf(answer, wireDelta);
    for (const item of page.value)
      changes.push(item['@removed'] ? await readChange(client, connection, item.id) : changeOf(item));
    const link = page['@odata.deltaLink'];
    if (link) return { changes, link };
    const next = page['@odata.nextLink'];
    if (!next) throw new Error('A list of changes ended without a link to go on from.');
    path = next;
  }
}

/** What left the stretch that is watched was deleted, or moved out of it: the event itself tells. */
async function readChange(client: GraphClient, connection: OpenConnection, id: string): Promise<ExternalChange> {
  const event = await readEvent(client, connection, id);
  return event ? changeOf(event) : { externalId: id, state: 'cancelled', start: null, end: null };
}

function changeOf(event: WireEvent): ExternalChange {
  const times = timesOf(event);
  const joinUrl = event.onlineMeeting?.joinUrl;
  return {
    externalId: event.id,
    state: event.isCancelled ? 'cancelled' : 'live',
    start: times?.start ?? null,
    end: times?.end ?? null,
    ...(joinUrl ? { joinUrl } : {}),
    ...(event.lastModifiedDateTime ? { at: instantOf({ dateTime: event.lastModifiedDateTime, timeZone: 'UTC' }) } : {}),
  };
}

function cursorOf(cursor: string | null): z.infer<typeof cursorSchema> | null {
  try {
    return cursor === null ? null : (cursorSchema.safeParse(JSON.parse(cursor)).data ?? null);
  } catch {
    return null;
  }
}
