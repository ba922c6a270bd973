import { z } from 'zod';
import type { Answer } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { requireCaller } from './admission';
import { eventTypeOutput } from './event-type-output';
import type { EventType } from './model';
import { Refusal, success } from './problem';
import { eventType } from './sample-account';
import { validated } from './validation';
import type { World } from './world';

const place = z.looseObject({ type: z.string() });
const input = z.strictObject({
  lengthInMinutes: z.number().int().positive(),
  lengthInMinutesOptions: z.array(z.number().int().positive()).optional(),
  title: z.string().min(1),
  slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'slug must be lower-case words joined by dashes'),
  description: z.string().optional(),
  locations: z.array(place).optional(),
  slotInterval: z.number().int().positive().optional(),
  minimumBookingNotice: z.number().int().min(0).optional(),
  beforeEventBuffer: z.number().int().min(0).optional(),
  afterEventBuffer: z.number().int().min(0).optional(),
  hidden: z.boolean().optional(),
});
const teamInput = input.extend({
  schedulingType: z.enum(['collective', 'roundRobin', 'managed']),
  hosts: z
    .array(z.strictObject({ userId: z.number(), mandatory: z.boolean().optional(), priority: z.string().optional() }))
    .optional(),
  assignAllTeamMembers: z.boolean().optional(),
});
const listQuery = z.strictObject({
  username: z.string().optional(),
  eventSlug: z.string().optional(),
  usernames: z.string().optional(),
  orgSlug: z.string().optional(),
  orgId: z.coerce.number().optional(),
  sortCreatedAt: z.enum(['asc', 'desc']).optional(),
});
const teamListQuery = z.strictObject({
  eventSlug: z.string().optional(),
  hostsLimit: z.coerce.number().optional(),
  sortCreatedAt: z.enum(['asc', 'desc']).optional(),
});

/** Event types of the caller and of his teams. Fault: `event-type-deleted` when one is read. */
export function eventTypeRoutes(world: World, router: Router): void {
  const own = '/v2/event-types';
  const ofTeam = '/v2/teams/:teamId/event-types';
  router
    .on('GET', own, 'event-types.list', (call) => {
      const query = validated(listQuery, Object.fromEntries(call.request.query));
      const caller = requireCaller(world, call.request);
      const named = [...world.users.values()].find((user) => user.username === query.username)?.id;
      const ownerId = query.username === undefined ? caller : named;
      return list(world, (type) => type.ownerId === ownerId && fitsSlug(type, query.eventSlug));
    })
    .on('POST', own, 'event-types.create', (call) => {
      const ownerId = requireCaller(world, call.request);
      return create(world, { ownerId }, validated(input, call.request.json));
    })
    .on('GET', `${own}/:id`, 'event-types.read', (call) => {
      const type = findType(world, call, (one) => one.ownerId === requireCaller(world, call.request));
      return success(200, eventTypeOutput(world, type));
    })
    .on('DELETE', `${own}/:id`, 'event-types.delete', (call) => remove(world, call, null))
    .on('GET', ofTeam, 'team-event-types.list', (call) => {
      const { eventSlug } = validated(teamListQuery, Object.fromEntries(call.request.query));
      const teamId = memberOf(world, call);
      return list(world, (type) => type.teamId === teamId && fitsSlug(type, eventSlug));
    })
    .on('POST', ofTeam, 'team-event-types.create', (call) => {
      const teamId = adminOf(world, call);
      const given = validated(teamInput, call.request.json);
      const everybody = world.teams.get(teamId)?.memberships.map(({ userId }) => userId) ?? [];
      const hostIds = given.assignAllTeamMembers ? everybody : (given.hosts ?? []).map(({ userId }) => userId);
      return create(world, { teamId, schedulingType: given.schedulingType, hostIds }, given);
    })
    .on('GET', `${ofTeam}/:id`, 'team-event-types.read', (call) => {
      const teamId = memberOf(world, call);
      return success(
        200,
        eventTypeOutput(
          world,
          findType(world, call, (one) => one.teamId === teamId),
        ),
      );
    })
    .on('DELETE', `${ofTeam}/:id`, 'team-event-types.delete', (call) => remove(world, call, adminOf(world, call)));
}

function list(world: World, isMeant: (type: EventType) => boolean): Answer {
  const types = [...world.eventTypes.values()].filter(isMeant);
  return success(
    200,
    types.map((type) => eventTypeOutput(world, type)),
  );
}

function create(
  world: World,
  whose: Pick<EventType, 'ownerId'> | Pick<EventType, 'teamId' | 'schedulingType' | 'hostIds'>,
  given: z.infer<typeof input>,
): Answer {
  const made = eventType({
    ...whose,
    id: world.nextId(),
    title: given.title,
    slug: given.slug,
    description: given.description ?? '',
    lengthInMinutes: given.lengthInMinutes,
    lengthOptions: given.lengthInMinutesOptions ?? [],
    slotInterval: given.slotInterval ?? null,
    minimumBookingNotice: given.minimumBookingNotice ?? 0,
    beforeEventBuffer: given.beforeEventBuffer ?? 0,
    afterEventBuffer: given.afterEventBuffer ?? 0,
    hidden: given.hidden ?? false,
    ...(given.locations ? { locations: given.locations } : {}),
    createdAt: world.now(),
  });
  const clash = [...world.eventTypes.values()].some(
    (one) => one.slug === made.slug && one.ownerId === made.ownerId && one.teamId === made.teamId,
  );
  if (clash) throw new Refusal(400, 'User already has an event type with this slug.');
  world.eventTypes.set(made.id, made);
  return success(201, eventTypeOutput(world, made));
}

function remove(world: World, call: Call, teamId: number | null): Answer {
  const caller = requireCaller(world, call.request);
  const type = findType(world, call, (one) => (teamId === null ? one.ownerId === caller : one.teamId === teamId));
  world.eventTypes.delete(type.id);
  const { id, lengthInMinutes, title, slug } = type;
  return success(200, { id, lengthInMinutes, title, slug });
}

function findType(world: World, call: Call, isMeant: (type: EventType) => boolean): EventType {
  const type = world.eventTypes.get(Number(call.params.id));
  if (!type || !isMeant(type) || call.fault('event-type-deleted'))
    throw new Refusal(404, `Event type with ID ${call.params.id} not found`);
  return type;
}

function fitsSlug(type: EventType, slug: string | undefined): boolean {
  return slug === undefined || type.slug === slug;
}

/** The team an address names, if the caller belongs to it. @throws Refusal 404, 403 */
export function memberOf(world: World, { params, request }: Call): number {
  const team = world.teams.get(Number(params.teamId));
  if (!team) throw new Refusal(404, `Team with id ${params.teamId} not found`);
  const caller = requireCaller(world, request);
  if (!team.memberships.some((one) => one.userId === caller && one.accepted))
    throw new Refusal(403, 'RolesGuard - User is not a member of the team.');
  return team.id;
}

function adminOf(world: World, call: Call): number {
  const teamId = memberOf(world, call);
  if (!world.isTeamAdmin(requireCaller(world, call.request), teamId))
    throw new Refusal(403, 'RolesGuard - User is not an admin of the team.');
  return teamId;
}
