import { z } from 'zod';
import type { OpenConnection } from '@/lib/calendars/port';
import type { ExternalChange, StatesFacet } from '@/lib/calendars/provider-module';
import { DAY_MS } from '@/lib/time/units';
import { dataOf, type GoogleClient } from './client';
import { calendarIdOf, eventsPath, externalIdOf, instantOf, isLive, joinUrlOf, placeOf, timesOf } from './map';
import { readEvent } from './read-event';
import { type WireEvent, wireEvents } from './wire';

const PAGE = '250';
/** Both lists show what was deleted: Google wants the same questions with a sync token as without. */
const QUERY = { showDeleted: 'true', maxResults: PAGE };

/** A sync token is good for the calendar that it was given for. */
const cursorSchema = z.object({ calendarId: z.string(), syncToken: z.string() });

/** What changed in a Google calendar, by its sync token; a token that is lost means a full list. */
export function googleChanges(client: GoogleClient): StatesFacet {
  return {
    kind: 'states',
    async list(connection, cursor) {
      const calendarId = calendarIdOf(connection);
      const syncToken = tokenOf(cursor, calendarId);
      const news = syncToken === null ? null : await readPages(client, connection, { syncToken });
      if (news) return pageOf(calendarId, news);
      const timeMin = new Date(client.clock.now().getTime() - DAY_MS).toISOString();
      const all = await readPages(client, connection, { timeMin });
      if (!all) throw new Error('A full list has no sync token that could be lost.');
      return { ...pageOf(calendarId, all), ...(cursor === null ? {} : { restarted: true as const }) };
    },
    async read(connection, externalId) {
      const place = placeOf(externalId);
      const event = await readEvent(client, connection, place);
      return event ? changeOf(place.calendarId, event) : { externalId, state: 'cancelled', start: null, end: null };
    },
  };
}

interface Pages {
  events: WireEvent[];
  syncToken: string;
}

/** Every page of a list; null when its sync token is not good any more. */
async function readPages(
  client: GoogleClient,
  connection: OpenConnection,
  start: { syncToken: string } | { timeMin: string },
): Promise<Pages | null> {
  const events: WireEvent[] = [];
  for (let pageToken: string | undefined; ; ) {
    const answer = await client.ask(connection, {
      method: 'GET',
      path: eventsPath(calendarIdOf(connection)),
      query: { ...QUERY, ...start, ...(pageToken ? { pageToken } : {}) },
      repeatable: true,
    });
    const isLost = !answer.ok && (answer.status === 410 || answer.status === 400);
    if (isLost && 'syncToken' in start) return null;
    const page = dataOf(answer, wireEvents);
    events.push(...page.items);
    if (page.nextSyncToken) return { events, syncToken: page.nextSyncToken };
    if (!page.nextPageToken) throw new Error('A list of events ended without a sync token.');
    pageToken = page.nextPageToken;
  }
}

function pageOf(calendarId: string, { events, syncToken }: Pages) {
  return {
    changes: events.map((event) => changeOf(calendarId, event)),
    cursor: JSON.stringify({ calendarId, syncToken }),
  };
}

function changeOf(calendarId: string, event: WireEvent): ExternalChange {
  const times = timesOf(event);
  const joinUrl = joinUrlOf(event);
  return {
    externalId: externalIdOf({ calendarId, eventId: event.id }),
    state: isLive(event) ? 'live' : 'cancelled',
    start: times?.start ?? null,
    end: times?.end ?? null,
    ...(joinUrl ? { joinUrl } : {}),
    ...(event.updated ? { at: instantOf(event.updated) } : {}),
  };
}

function tokenOf(cursor: string | null, calendarId: string): string | null {
  const parsed = cursorSchema.safeParse(jsonOf(cursor));
  return parsed.success && parsed.data.calendarId === calendarId ? parsed.data.syncToken : null;
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
