import { z } from 'zod';
import { json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { type Caller, isAdmin } from './admission';
import { freeTimes } from './availability';
import type { EventType } from './model';
import { eventTypeOutput } from './output';
import { page } from './paging';
import { invalid, missing, notAllowed } from './refusal';
import { instant, uuidOf } from './uris';
import { count, flag, utcInstant, validated } from './validation';
import type { World } from './world';

const listQuery = z.strictObject({
  user: z.url().optional(),
  organization: z.url().optional(),
  active: flag.optional(),
  admin_managed: flag.optional(),
  sort: z
    .string()
    .regex(/^(name|position|created_at|updated_at):(asc|desc)$/)
    .default('name:asc'),
  count,
  page_token: z.string().optional(),
});
const timesQuery = z.strictObject({ event_type: z.url(), start_time: utcInstant, end_time: utcInstant });
const MAX_WINDOW_MS = 31 * 86_400_000;

type CallerOf = (call: Call) => Caller;

/** What can be booked, and when. Faults: `event-type-deleted`, `stale-read` (of available times). */
export function eventTypeRoutes(world: World, callerOf: CallerOf, router: Router): void {
  router
    .on('GET', '/event_types', 'event-types.list', (call) => {
      const query = validated(listQuery, Object.fromEntries(call.request.query));
      const types = listed(world, callerOf(call), query)
        .filter(({ active }) => query.active === undefined || active === query.active)
        .filter(({ adminManaged }) => query.admin_managed === undefined || adminManaged === query.admin_managed)
        .sort(orderOf(query.sort));
      return page(
        call.request,
        types.map((type) => eventTypeOutput(world, type)),
        query.count,
      );
    })
    .on('GET', '/event_types/:uuid', 'event-types.read', (call) => {
      if (call.fault('event-type-deleted')) throw missing();
      const type = visibleType(world, callerOf(call), call.params.uuid ?? '');
      return json(200, { resource: eventTypeOutput(world, type) });
    })
    .on('GET', '/event_type_available_times', 'available-times.list', (call) => {
      const query = validated(timesQuery, Object.fromEntries(call.request.query));
      const [start, end] = [query.start_time.getTime(), query.end_time.getTime()];
      if (start < world.now().getTime()) throw invalid({ parameter: 'start_time', message: 'must be in the future' });
      if (end <= start) throw invalid({ parameter: 'end_time', message: 'must be after start_time' });
      if (end - start > MAX_WINDOW_MS)
        throw invalid({ parameter: 'end_time', message: 'must be at most 31 days after start_time' });
      if (call.fault('event-type-deleted')) throw missing();
      const type = visibleType(world, callerOf(call), uuidOf('event_types', query.event_type));
      if (!type.active) throw missing();
      const stale = call.fault('stale-read') !== null;
      return json(200, {
        collection: freeTimes(world, type, { start, end }, stale).map(({ start: at, seats }) => ({
          status: 'available',
          invitees_remaining: seats,
          start_time: instant(new Date(at)),
          scheduling_url: `https://calendly.com/${type.slug ?? type.uuid}/${new Date(at).toISOString()}`,
        })),
      });
    });
}

/** A type of the caller's own organization. @throws Refusal 404 */
export function visibleType(world: World, caller: Caller, uuid: string): EventType {
  const type = world.eventType(uuid);
  if (world.organizationOf(type) !== caller.user.organizationId) throw missing();
  return type;
}

function listed(world: World, caller: Caller, query: { user?: string; organization?: string }): EventType[] {
  const all = [...world.eventTypes.values()];
  if (query.user !== undefined) {
    const userId = uuidOf('users', query.user);
    const mine = userId === caller.user.uuid;
    if (!mine && (world.user(userId).organizationId !== caller.user.organizationId || !isAdmin(caller)))
      throw notAllowed();
    return all.filter(({ hostIds }) => hostIds.includes(userId));
  }
  if (query.organization === undefined) throw invalid({ parameter: 'user', message: 'is missing' });
  if (uuidOf('organizations', query.organization) !== caller.user.organizationId || !isAdmin(caller))
    throw notAllowed();
  // Types without a slug are in no listing of the organization, though their hosts see them.
  return all.filter((type) => type.slug !== null && world.organizationOf(type) === caller.user.organizationId);
}

function orderOf(sort: string): (a: EventType, b: EventType) => number {
  const [by, direction] = sort.split(':');
  const sign = direction === 'desc' ? -1 : 1;
  if (by === 'position') return (a, b) => sign * (a.position - b.position);
  if (by === 'name') return (a, b) => sign * a.name.localeCompare(b.name);
  return (a, b) => sign * (a.createdAt.getTime() - b.createdAt.getTime());
}
