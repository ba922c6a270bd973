import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf } from './admission';
import { eventOutput } from './event-output';
import type { StoredEvent } from './model';
import { badRequest, Refusal } from './refusal';
import { queryInstant, validatedQuery } from './validation';
import { DEFAULT_CALENDAR, type World } from './world';

const span = { startDateTime: queryInstant, endDateTime: queryInstant };
const viewQuery = z.strictObject({
  ...span,
  $select: z.string().optional(),
  $top: z.coerce.number().int().min(1).max(1000).default(10),
  $skip: z.coerce.number().int().min(0).default(0),
});
const calendarsQuery = z.strictObject({
  $select: z.string().optional(),
  $top: z.coerce.number().int().min(1).max(1000).default(10),
});
const deltaStart = z.strictObject(span);
const deltaNext = z.union([z.strictObject({ $deltatoken: z.string() }), z.strictObject({ $skiptoken: z.string() })]);

/** What a delta link stands for. */
const tokenShape = z.object({
  calendarId: z.string(),
  from: z.coerce.date(),
  to: z.coerce.date(),
  /** Changes after it; everything when null. */
  since: z.number().nullable(),
  /** What the list will have covered at its end. */
  covered: z.number(),
  epoch: z.number(),
  offset: z.number(),
});
type Token = z.infer<typeof tokenShape>;

/** Both views, of the own calendar and of a chosen one. @param pageSize of a delta */
export function calendarViewRoutes(world: World, router: Router, pageSize: number): void {
  router.on('GET', '/v1.0/me/calendars', 'calendars.list', listCalendars);
  for (const prefix of ['/v1.0/me', '/v1.0/me/calendars/:calendarId'])
    router
      .on('GET', `${prefix}/calendarView/delta`, 'calendar-view.delta', (call) => delta(world, call, pageSize))
      .on('GET', `${prefix}/calendarView`, 'calendar-view.list', (call) => view(world, call));
}

/** A mailbox has its own calendar, one more, and one that it may only read. */
function listCalendars(call: Call): Answer {
  const { $select, $top } = validatedQuery(calendarsQuery, call.request.query);
  const { email, name } = callerOf(call);
  const owner = { name, address: email };
  const all = [
    { id: DEFAULT_CALENDAR, name: 'Calendar', canEdit: true, isDefaultCalendar: true, owner },
    { id: 'AQMkAD-sales', name: 'Sales calls', canEdit: true, isDefaultCalendar: false, owner },
    { id: 'AQMkAD-holidays', name: 'Holidays', canEdit: false, isDefaultCalendar: false, owner },
  ];
  const fields = $select?.split(',');
  const chosen = (entry: object) =>
    fields ? Object.fromEntries(Object.entries(entry).filter(([field]) => fields.includes(field))) : entry;
  return json(200, { value: all.slice(0, $top).map(chosen) });
}

function view(world: World, call: Call): Answer {
  const query = validatedQuery(viewQuery, call.request.query);
  requireOrder(query.startDateTime, query.endDateTime);
  const events = inside(
    world.liveEvents(callerOf(call).id, calendarIdOf(call)),
    query.startDateTime,
    query.endDateTime,
  );
  const page = events.slice(query.$skip, query.$skip + query.$top);
  const next = query.$skip + query.$top;
  return json(200, {
    value: page.map((event) => eventOutput(world, event, call.request)),
    ...(next < events.length
      ? { '@odata.nextLink': linkOf(call, { ...Object.fromEntries(call.request.query), $skip: String(next) }) }
      : {}),
  });
}

function delta(world: World, call: Call, pageSize: number): Answer {
  const token = call.request.query.has('startDateTime') ? firstToken(world, call) : givenToken(world, call);
  const mine = world.events.filter(
    (event) => event.accountId === callerOf(call).id && event.calendarId === token.calendarId,
  );
  const news = mine
    .filter((event) => token.since === null || event.revision > token.since)
    .sort((a, b) => a.revision - b.revision)
    .flatMap((event) => {
      const isThere = !event.deleted && inside([event], token.from, token.to).length > 0;
      if (isThere) return [eventOutput(world, event, call.request)];
      // Whatever left the stretch that is watched is removed from it, deleted or not.
      return token.since === null ? [] : [{ id: event.id, '@removed': { reason: 'deleted' } }];
    });
  const next = token.offset + pageSize;
  const isLast = next >= news.length;
  return json(200, {
    value: news.slice(token.offset, next),
    ...(isLast
      ? { '@odata.deltaLink': linkOf(call, { $deltatoken: textOf({ ...token, since: token.covered, offset: 0 }) }) }
      : { '@odata.nextLink': linkOf(call, { $skiptoken: textOf({ ...token, offset: next }) }) }),
  });
}

function firstToken(world: World, call: Call): Token {
  const { startDateTime, endDateTime } = validatedQuery(deltaStart, call.request.query);
  requireOrder(startDateTime, endDateTime);
  return {
    calendarId: calendarIdOf(call),
    from: startDateTime,
    to: endDateTime,
    since: null,
    covered: world.revision,
    epoch: world.deltaEpoch,
    offset: 0,
  };
}

/** @throws Refusal 410 when it is forgotten */
function givenToken(world: World, call: Call): Token {
  const query = validatedQuery(deltaNext, call.request.query);
  const isDelta = '$deltatoken' in query;
  const token = tokenOf(isDelta ? query.$deltatoken : query.$skiptoken);
  if (token.epoch !== world.deltaEpoch || call.fault('delta-lost'))
    throw new Refusal(410, 'SyncStateNotFound', 'The sync state generation is not found; sync again from the start.');
  return isDelta ? { ...token, covered: world.revision } : token;
}

function inside(events: StoredEvent[], from: Date, to: Date): StoredEvent[] {
  return events
    .filter((event) => event.start < to && event.end > from)
    .sort((a, b) => a.start.getTime() - b.start.getTime());
}

function calendarIdOf(call: Call): string {
  return call.params.calendarId ?? DEFAULT_CALENDAR;
}

function linkOf({ request }: Call, query: Record<string, string>): string {
  return `http://${request.headers.host}${request.path}?${new URLSearchParams(query)}`;
}

function textOf(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** @throws Refusal 400 */
function tokenOf(text: string): Token {
  try {
    return tokenShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw badRequest('The sync state is not valid.', 'SyncStateInvalid');
  }
}

function requireOrder(from: Date, to: Date): void {
  if (!(from < to)) throw badRequest('endDateTime must be after startDateTime.', 'ErrorInvalidParameter');
}
