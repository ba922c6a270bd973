import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { requireReachable } from './admission';
import { eventOutput } from './event-output';
import type { Calendar, StoredEvent } from './model';
import { invalid, Refusal } from './refusal';
import { flagText, instantText, validatedQuery, zoneName } from './validation';
import { spanOf, type World } from './world';

const NOT_WITH_SYNC = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'sharedExtendedProperty',
  'q',
  'timeMin',
  'timeMax',
  'updatedMin',
] as const;

const listQuery = z.strictObject({
  maxResults: z.coerce.number().int().min(1).default(250),
  pageToken: z.string().optional(),
  syncToken: z.string().optional(),
  showDeleted: flagText.default(false),
  singleEvents: flagText.default(false),
  orderBy: z.enum(['startTime', 'updated']).optional(),
  timeMin: instantText.optional(),
  timeMax: instantText.optional(),
  updatedMin: instantText.optional(),
  timeZone: zoneName.optional(),
  q: z.string().optional(),
  iCalUID: z.string().optional(),
  privateExtendedProperty: z.union([z.string(), z.array(z.string())]).optional(),
  sharedExtendedProperty: z.union([z.string(), z.array(z.string())]).optional(),
});
type ListQuery = z.infer<typeof listQuery>;

/** What a sync or page token stands for. */
const tokenShape = z.object({
  calendarId: z.string(),
  /** Sync: changes after it are asked for. Page: what the list will have covered at its end. */
  revision: z.number(),
  epoch: z.number(),
  showDeleted: z.boolean(),
  singleEvents: z.boolean(),
  offset: z.number().optional(),
});
type Token = z.infer<typeof tokenShape>;

const MAX_RESULTS = 2500;

/** `events.list`, in full or since a sync token. */
export function eventListRoutes(world: World, router: Router): void {
  router.on('GET', '/calendar/v3/calendars/:calendarId/events', 'events.list', (call) => list(world, call));
}

function list(world: World, call: Call): Answer {
  const calendar = requireReachable(world, call);
  const query = validatedQuery(listQuery, call.request.query);
  if (query.orderBy === 'startTime' && !query.singleEvents)
    throw invalid('The requested ordering is not available for the particular query.');
  const since = query.syncToken === undefined ? null : syncFrom(world, calendar, query, call);
  const page = query.pageToken === undefined ? null : tokenOf(query.pageToken);
  const offset = page?.offset ?? 0;
  const covered = page?.revision ?? world.revision;
  const fitting = since === null ? fullList(world, calendar, query) : changesSince(world, calendar, since);
  const size = Math.min(query.maxResults, MAX_RESULTS);
  const items = fitting.slice(offset, offset + size);
  const token = { calendarId: calendar.id, revision: covered, epoch: world.syncEpoch, ...flags(query) };
  const isLast = offset + size >= fitting.length;
  return json(200, {
    kind: 'calendar#events',
    etag: `"p${world.revision}"`,
    summary: calendar.summary,
    updated: world.now().toISOString(),
    timeZone: calendar.timeZone,
    accessRole: calendar.owner === calendar.id ? 'owner' : 'reader',
    defaultReminders: [],
    items: items.map((event) =>
      since !== null && event.status === 'cancelled' ? tombstone(event) : eventOutput(world, event),
    ),
    ...(isLast ? { nextSyncToken: textOf(token) } : { nextPageToken: textOf({ ...token, offset: offset + size }) }),
  });
}

/** The revision that a sync token stands for. @throws Refusal 410 when it is forgotten, 400 when it is misused */
function syncFrom(world: World, calendar: Calendar, query: ListQuery, call: Call): number {
  const extra = NOT_WITH_SYNC.find((name) => query[name] !== undefined);
  if (extra) throw invalid(`${extra} may not be given with a sync token.`);
  const token = tokenOf(query.syncToken ?? '');
  const fits =
    token.calendarId === calendar.id &&
    token.showDeleted === query.showDeleted &&
    token.singleEvents === query.singleEvents;
  if (!fits) throw invalid('The sync token is for another list.');
  if (token.epoch !== world.syncEpoch || call.fault('sync-token-lost'))
    throw new Refusal(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', 'calendar', {
      locationType: 'parameter',
      location: 'syncToken',
    });
  return token.revision;
}

/** `timeMin` bounds the end, `timeMax` the start. */
function fullList(world: World, calendar: Calendar, query: ListQuery): StoredEvent[] {
  const wanted = [query.privateExtendedProperty ?? []].flat();
  return world
    .eventsOf(calendar.id)
    .filter((event) => {
      const { from, to } = spanOf(event);
      return (
        (query.showDeleted || event.status !== 'cancelled') &&
        (query.timeMin === undefined || to > Date.parse(query.timeMin)) &&
        (query.timeMax === undefined || from < Date.parse(query.timeMax)) &&
        (query.updatedMin === undefined || event.updated.getTime() >= Date.parse(query.updatedMin)) &&
        (query.iCalUID === undefined || `${event.id}@google.com` === query.iCalUID) &&
        (query.q === undefined || event.summary?.includes(query.q) === true) &&
        wanted.every((pair) => hasProperty(event, pair))
      );
    })
    .sort((a, b) => (query.orderBy === 'startTime' ? spanOf(a).from - spanOf(b).from : a.revision - b.revision));
}

function changesSince(world: World, calendar: Calendar, revision: number): StoredEvent[] {
  return world
    .eventsOf(calendar.id)
    .filter((event) => event.revision > revision)
    .sort((a, b) => a.revision - b.revision);
}

/** What is left of a deleted event among changes. */
function tombstone({ id }: StoredEvent): object {
  return { kind: 'calendar#event', id, status: 'cancelled' };
}

function hasProperty({ extendedProperties }: StoredEvent, pair: string): boolean {
  const cut = pair.indexOf('=');
  return extendedProperties?.private?.[pair.slice(0, cut)] === pair.slice(cut + 1);
}

function flags({ showDeleted, singleEvents }: ListQuery) {
  return { showDeleted, singleEvents };
}

function textOf(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** @throws Refusal 400 */
function tokenOf(text: string): Token {
  try {
    return tokenShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw invalid('Invalid token value.');
  }
}
