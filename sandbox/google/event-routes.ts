import { type Answer, empty, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { requireOwned, requireReachable } from './admission';
import { type EventInsert, type EventPatch, eventInsert, eventPatch, writeQuery } from './event-input';
import { etagOf, eventOutput } from './event-output';
import type { Calendar, Conference, EventTime, StoredEvent } from './model';
import { invalid, notFound, Refusal } from './refusal';
import { validated, validatedQuery } from './validation';
import { spanOf, type World } from './world';

/** Insert, get, patch and delete. @param meetDelayMs how long a Meet link takes to be made */
export function eventRoutes(world: World, router: Router, meetDelayMs: number): void {
  const events = '/calendar/v3/calendars/:calendarId/events';
  router
    .on('POST', events, 'events.insert', (call) => insert(world, call, meetDelayMs))
    .on('GET', `${events}/:eventId`, 'events.get', (call) => get(world, call))
    .on('PATCH', `${events}/:eventId`, 'events.patch', (call) => patch(world, call, meetDelayMs))
    .on('DELETE', `${events}/:eventId`, 'events.delete', (call) => remove(world, call));
}

function insert(world: World, call: Call, meetDelayMs: number): Answer {
  const calendar = requireOwned(world, call);
  const { conferenceDataVersion } = validatedQuery(writeQuery, call.request.query);
  const { id = world.newEventId(), conferenceData, ...body } = validated(eventInsert, call.request.json);
  if (world.find(calendar.id, id)) throw new Refusal(409, 'duplicate', 'The requested identifier already exists.');
  const times = { start: timeOf(body.start), end: timeOf(body.end) };
  requireOrder(times);
  const wish = conferenceDataVersion === '1' ? conferenceData : undefined;
  const event = world.put({
    status: 'confirmed',
    ...body,
    ...times,
    id,
    calendarId: calendar.id,
    created: world.now(),
    conference: wish ? conferenceOf(world, call, calendar, wish, meetDelayMs) : null,
  });
  return json(200, eventOutput(world, event));
}

function get(world: World, call: Call): Answer {
  return json(200, eventOutput(world, found(world, requireReachable(world, call), call)));
}

/** Whatever is absent stays; lists are replaced whole; null takes a member away. */
function patch(world: World, call: Call, meetDelayMs: number): Answer {
  const calendar = requireOwned(world, call);
  if (call.fault('changed-meanwhile')) world.put(found(world, calendar, call));
  const before = found(world, calendar, call);
  requireMatch(call, before);
  const { conferenceDataVersion } = validatedQuery(writeQuery, call.request.query);
  const { conferenceData, start, end, extendedProperties, ...body } = validated(eventPatch, call.request.json);
  const times = {
    start: start ? timeOf({ ...before.start, ...start }) : before.start,
    end: end ? timeOf({ ...before.end, ...end }) : before.end,
  };
  requireOrder(times);
  const wish = conferenceDataVersion === '1' ? conferenceData : undefined;
  const isRepeat = wish?.createRequest.requestId === before.conference?.requestId;
  const event = world.put({
    ...before,
    ...body,
    ...times,
    ...(extendedProperties ? { extendedProperties: mergedProperties(before, extendedProperties) } : {}),
    conference: wish && !isRepeat ? conferenceOf(world, call, calendar, wish, meetDelayMs) : before.conference,
  });
  return json(200, eventOutput(world, event));
}

function remove(world: World, call: Call): Answer {
  const event = found(world, requireOwned(world, call), call);
  validatedQuery(writeQuery.omit({ conferenceDataVersion: true }), call.request.query);
  if (event.status === 'cancelled') throw new Refusal(410, 'deleted', 'Resource has been deleted');
  requireMatch(call, event);
  world.delete(event);
  return empty(204);
}

function found(world: World, calendar: Calendar, call: Call): StoredEvent {
  const event = world.find(calendar.id, call.params.eventId ?? '');
  if (!event) throw notFound();
  return event;
}

function requireMatch({ request }: Call, event: StoredEvent): void {
  const wanted = request.headers['if-match'];
  if (wanted !== undefined && wanted !== '*' && wanted !== etagOf(event))
    throw new Refusal(412, 'conditionNotMet', 'Precondition Failed', 'global', {
      locationType: 'header',
      location: 'If-Match',
    });
}

function timeOf({ dateTime, date, timeZone }: EventInsert['start']): EventTime {
  if ((dateTime === undefined) === (date == null)) throw invalid('Missing or ambiguous time.', 'required');
  return {
    ...(dateTime === undefined ? {} : { dateTime }),
    ...(date == null ? {} : { date }),
    ...(timeZone == null ? {} : { timeZone }),
  };
}

function requireOrder(times: Pick<StoredEvent, 'start' | 'end'>): void {
  const { from, to } = spanOf(times);
  if (!(from < to)) throw invalid('The specified time range is empty.', 'timeRangeEmpty');
}

function conferenceOf(
  world: World,
  call: Call,
  calendar: Calendar,
  { createRequest }: NonNullable<EventPatch['conferenceData']>,
  meetDelayMs: number,
): Conference {
  if (!calendar.hasMeet || createRequest.conferenceSolutionKey?.type !== 'hangoutsMeet')
    throw invalid('Invalid conference type value.');
  return {
    requestId: createRequest.requestId,
    readyAt: new Date(world.now().getTime() + meetDelayMs),
    fails: call.fault('meet-failure') !== null,
  };
}

function mergedProperties(
  { extendedProperties = {} }: StoredEvent,
  given: NonNullable<EventPatch['extendedProperties']>,
): NonNullable<StoredEvent['extendedProperties']> {
  return {
    private: { ...extendedProperties.private, ...given.private },
    shared: { ...extendedProperties.shared, ...given.shared },
  };
}
