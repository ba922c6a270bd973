import { z } from 'zod';
import { type Answer, empty, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf } from './admission';
import { eventChange, eventCreate } from './event-input';
import { etagOf, eventOutput } from './event-output';
import type { Account, StoredEvent } from './model';
import { badRequest, Refusal } from './refusal';
import { validated, validatedQuery } from './validation';
import { DEFAULT_CALENDAR, type World } from './world';

const readQuery = z.strictObject({ $select: z.string().optional() });
const listQuery = z.strictObject({ $select: z.string().optional(), $filter: z.string(), $top: z.string().optional() });

/** The one filter on events that the simulator knows: by a named property. */
const BY_PROPERTY = /^singleValueExtendedProperties\/Any\(ep: ep\/id eq '([^']+)' and ep\/value eq '((?:[^']|'')*)'\)$/;

/** `/me`, and events: create once per transaction, find, read, change, delete. */
export function eventRoutes(world: World, router: Router, teamsDelayMs: number): void {
  router
    .on('GET', '/v1.0/me', 'me.read', (call) => me(call))
    .on('POST', '/v1.0/me/events', 'events.create', (call) => create(world, call, teamsDelayMs))
    .on('POST', '/v1.0/me/calendars/:calendarId/events', 'events.create', (call) => create(world, call, teamsDelayMs))
    .on('GET', '/v1.0/me/events', 'events.list', (call) => list(world, call))
    .on('GET', '/v1.0/me/events/:id', 'events.read', (call) => read(world, call))
    .on('PATCH', '/v1.0/me/events/:id', 'events.change', (call) => change(world, call))
    .on('DELETE', '/v1.0/me/events/:id', 'events.delete', (call) => remove(world, call));
}

function me(call: Call): Answer {
  validatedQuery(readQuery, call.request.query);
  const { id, email, name, kind } = callerOf(call);
  return json(200, { id, displayName: name, mail: kind === 'work' ? email : null, userPrincipalName: email });
}

function create(world: World, call: Call, teamsDelayMs: number): Answer {
  const account = callerOf(call);
  const {
    onlineMeetingProvider,
    singleValueExtendedProperties = [],
    ...input
  } = validated(eventCreate, call.request.json);
  const known = world
    .liveEvents(account.id)
    .find(({ transactionId }) => transactionId !== null && transactionId === input.transactionId);
  if (known) return json(201, eventOutput(world, known, call.request));
  requireOrder(input.start, input.end);
  if (input.isOnlineMeeting) requireTeams(account, onlineMeetingProvider);
  const event = world.add({
    ...input,
    accountId: account.id,
    calendarId: call.params.calendarId ?? DEFAULT_CALENDAR,
    meetingReadyAt: input.isOnlineMeeting ? new Date(world.now().getTime() + teamsDelayMs) : null,
    properties: Object.fromEntries(singleValueExtendedProperties.map(({ id, value }) => [id, value])),
  });
  return json(201, eventOutput(world, event, call.request));
}

function list(world: World, call: Call): Answer {
  const { $filter } = validatedQuery(listQuery, call.request.query);
  const [, id = '', value = ''] = BY_PROPERTY.exec($filter) ?? [];
  if (id === '') throw badRequest(`Invalid filter clause: ${$filter}`, 'ErrorInvalidUrlQueryFilter');
  const found = world
    .liveEvents(callerOf(call).id)
    .filter(({ properties }) => properties[id] === value.replaceAll("''", "'"));
  return json(200, { value: found.map((event) => eventOutput(world, event, call.request)) });
}

function read(world: World, call: Call): Answer {
  validatedQuery(readQuery, call.request.query);
  return json(200, eventOutput(world, eventOf(world, call), call.request));
}

function change(world: World, call: Call): Answer {
  const event = eventOf(world, call);
  const wanted = call.request.headers['if-match'];
  if (wanted !== undefined && wanted !== etagOf(event))
    throw new Refusal(412, 'ErrorIrresolvableConflict', 'The send or update operation could not be performed.');
  const { onlineMeetingProvider: _, ...changes } = validated(eventChange, call.request.json);
  requireOrder(changes.start ?? event.start, changes.end ?? event.end);
  return json(200, eventOutput(world, world.change(event, changes), call.request));
}

function remove(world: World, call: Call): Answer {
  world.delete(eventOf(world, call));
  return empty(204);
}

function eventOf(world: World, call: Call): StoredEvent {
  return world.event(callerOf(call).id, call.params.id ?? '');
}

function requireOrder(start: Date, end: Date): void {
  if (!(start < end))
    throw badRequest('The end date must be after the start date.', 'ErrorCalendarEndDateIsEarlierThanStartDate');
}

function requireTeams({ hasTeams }: Account, provider: string | undefined): void {
  if (!hasTeams || provider !== 'teamsForBusiness')
    throw badRequest('The online meeting provider is not supported by this calendar.', 'ErrorInvalidRequest');
}
