import { z } from 'zod';
import type { EventType } from './model';
import { Refusal } from './problem';
import { timeZone, validated } from './validation';
import { hostsOf, type World } from './world';

const positive = z.coerce.number().int().positive();

const querySchema = z
  .strictObject({
    start: z.string(),
    end: z.string(),
    eventTypeId: positive.optional(),
    eventTypeSlug: z.string().optional(),
    username: z.string().optional(),
    teamSlug: z.string().optional(),
    organizationSlug: z.string().optional(),
    usernames: z.string().optional(),
    timeZone: timeZone.optional(),
    duration: positive.optional(),
    format: z.enum(['time', 'range']).optional(),
    bookingUidToReschedule: z.string().optional(),
    rrHostSubsetIds: z.string().optional(),
  })
  .refine(
    (query) =>
      query.eventTypeId !== undefined ||
      (query.eventTypeSlug !== undefined && (query.username !== undefined || query.teamSlug !== undefined)) ||
      (query.usernames?.split(',').length ?? 0) >= 2,
    'give eventTypeId, or eventTypeSlug with username or teamSlug, or at least two usernames',
  );

/** What a query for slots asks. */
export interface SlotQuery {
  readonly type: EventType;
  readonly hostIds: readonly number[];
  readonly minutes: number;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly timeZone: string | null;
  readonly withEnds: boolean;
  readonly bookingUidToReschedule: string | null;
}

/** @throws Refusal 400 for what the query may not say, 404 for what is not there */
export function readSlotQuery(world: World, search: URLSearchParams): SlotQuery {
  const query = validated(querySchema, Object.fromEntries(search));
  const start = instantOf(query.start, 'start');
  const end = stretched(instantOf(query.end, 'end'));
  if (end < start) throw new Refusal(400, 'Invalid time range given - check the "start" and "end" query parameters.');
  const dynamic = query.eventTypeId === undefined && query.eventTypeSlug === undefined;
  const type = dynamic ? dynamicType(world, query.usernames ?? '') : findType(world, query);
  const subset = query.rrHostSubsetIds?.split(',').map(Number);
  return {
    type,
    hostIds: subset ? hostsOf(type).filter((id) => subset.includes(id)) : hostsOf(type),
    minutes: minutesOf(type, query.duration, dynamic),
    start,
    end,
    timeZone: query.timeZone ?? null,
    withEnds: query.format === 'range',
    bookingUidToReschedule: query.bookingUidToReschedule ?? null,
  };
}

function instantOf(text: string, name: string): number {
  const dateOnly = /^\d{4}-\d\d-\d\d$/.test(text);
  const at = Date.parse(dateOnly || /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  if (Number.isNaN(at) || !/^\d{4}-\d\d-\d\d/.test(text))
    throw new Refusal(400, `${name} must be a valid ISO 8601 date string`);
  return at;
}

/** An end at midnight means the end of that day. */
function stretched(end: number): number {
  return end % 86_400_000 === 0 ? end + 86_399_000 : end;
}

function findType(world: World, query: z.infer<typeof querySchema>): EventType {
  const types = [...world.eventTypes.values()];
  if (query.eventTypeId !== undefined) {
    const type = world.eventTypes.get(query.eventTypeId);
    if (!type) throw new Refusal(404, `Event Type with ID ${query.eventTypeId} not found`);
    return type;
  }
  const user = [...world.users.values()].find((one) => one.username === query.username);
  const team = [...world.teams.values()].find((one) => one.slug === query.teamSlug);
  if (query.username !== undefined && !user) throw new Refusal(404, `User with username ${query.username} not found`);
  if (query.username === undefined && !team) throw new Refusal(404, `Team with slug ${query.teamSlug} not found`);
  const type = types.find(
    (one) => one.slug === query.eventTypeSlug && (user ? one.ownerId === user.id : one.teamId === team?.id),
  );
  if (!type) throw new Refusal(404, `Event Type with slug ${query.eventTypeSlug} not found`);
  return type;
}

/** A meeting of named people who all must be free. */
function dynamicType(world: World, usernames: string): EventType {
  const hostIds = usernames.split(',').map((username) => {
    const user = [...world.users.values()].find((one) => one.username === username.trim());
    if (!user) throw new Refusal(404, `User with username ${username} not found`);
    return user.id;
  });
  const [any] = world.eventTypes.values();
  if (!any) throw new Refusal(404, 'Event Type not found');
  return {
    ...any,
    id: 0,
    ownerId: null,
    teamId: null,
    schedulingType: 'collective',
    hostIds,
    lengthInMinutes: 30,
    slotInterval: null,
  };
}

function minutesOf(type: EventType, asked: number | undefined, dynamic: boolean): number {
  if (asked === undefined) return type.lengthInMinutes;
  if (!dynamic && !type.lengthOptions.includes(asked))
    throw new Refusal(400, 'duration can only be given for event types with several lengths');
  return asked;
}
