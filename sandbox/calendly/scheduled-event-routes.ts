import { z } from 'zod';
import { empty, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { type Caller, isAdmin } from './admission';
import { STALE_SECONDS } from './availability';
import type { Invitee, Meeting } from './model';
import { inviteeOutput, meetingOutput } from './output';
import { page } from './paging';
import { invalid, missing, notAllowed } from './refusal';
import type { Schedule } from './schedule';
import { instant, inviteeOfUri, inviteeUri, uri, uuidOf } from './uris';
import { count, utcInstant, validated } from './validation';
import type { World } from './world';

const status = z.enum(['active', 'canceled']).optional();
const listQuery = z.strictObject({
  user: z.url().optional(),
  organization: z.url().optional(),
  invitee_email: z.email().optional(),
  status,
  sort: z.enum(['start_time:asc', 'start_time:desc']).default('start_time:asc'),
  min_start_time: utcInstant.optional(),
  max_start_time: utcInstant.optional(),
  count,
  page_token: z.string().optional(),
});
const inviteesQuery = z.strictObject({
  status,
  email: z.email().optional(),
  sort: z.enum(['created_at:asc', 'created_at:desc']).default('created_at:asc'),
  count,
  page_token: z.string().optional(),
});
const cancelInput = z.strictObject({ reason: z.string().max(10_000).optional() });
const noShowInput = z.strictObject({ invitee: z.url() });

interface Desk {
  world: World;
  schedule: Schedule;
  callerOf: (call: Call) => Caller;
  pages: () => string;
}

/** What is booked, and changes of it. Fault: `stale-read` on both lists. */
export function scheduledEventRoutes({ world, schedule, callerOf, pages }: Desk, router: Router): void {
  const meetingOf = (call: Call) => {
    const meeting = world.meeting(call.params.uuid ?? '');
    requireSight(world, callerOf(call), meeting);
    return meeting;
  };
  router
    .on('GET', '/scheduled_events', 'scheduled-events.list', (call) => {
      const query = validated(listQuery, Object.fromEntries(call.request.query));
      const seen = call.fault('stale-read') ? world.meetingsAsOf(STALE_SECONDS) : [...world.meetings.values()];
      const sign = query.sort.endsWith('desc') ? -1 : 1;
      const found = listed(world, callerOf(call), query, seen)
        .filter(({ cancellation }) => !query.status || (query.status === 'canceled') === (cancellation !== null))
        .filter(({ start }) => !query.min_start_time || start >= query.min_start_time)
        .filter(({ start }) => !query.max_start_time || start < query.max_start_time)
        .filter((meeting) => !query.invitee_email || hasInvitee(world, meeting, query.invitee_email))
        .sort((a, b) => sign * (a.start.getTime() - b.start.getTime()));
      return page(
        call.request,
        found.map((meeting) => meetingOutput(world, meeting)),
        query.count,
      );
    })
    .on('GET', '/scheduled_events/:uuid', 'scheduled-events.read', (call) =>
      json(200, { resource: meetingOutput(world, meetingOf(call)) }),
    )
    .on('GET', '/scheduled_events/:uuid/invitees', 'invitees.list', (call) => {
      const query = validated(inviteesQuery, Object.fromEntries(call.request.query));
      const found = world
        .inviteesOf(meetingOf(call))
        .filter(({ cancellation }) => !query.status || (query.status === 'canceled') === (cancellation !== null))
        .filter(({ email }) => !query.email || email === query.email);
      return page(
        call.request,
        found.map((invitee) => inviteeOutput(invitee, pages())),
        query.count,
      );
    })
    .on('GET', '/scheduled_events/:uuid/invitees/:invitee', 'invitees.read', (call) => {
      const meeting = meetingOf(call);
      const invitee = world.invitee(call.params.invitee ?? '');
      if (invitee.meetingId !== meeting.uuid) throw missing();
      return json(200, { resource: inviteeOutput(invitee, pages()) });
    })
    .on('POST', '/scheduled_events/:uuid/cancellation', 'scheduled-events.cancel', (call) => {
      const { reason = null } = validated(cancelInput, call.request.json ?? {});
      const { name } = callerOf(call).user;
      const cancellation = schedule.cancel(meetingOf(call), { canceled_by: name, canceler_type: 'host', reason });
      return json(201, { resource: cancellation });
    })
    .on('POST', '/invitee_no_shows', 'no-shows.create', (call) => {
      const { meetingId, inviteeId } = inviteeOfUri(validated(noShowInput, call.request.json).invitee);
      requireSight(world, callerOf(call), world.meeting(meetingId));
      const invitee = world.invitee(inviteeId);
      if (invitee.noShow) throw invalid({ parameter: 'invitee', message: 'is already marked as no show' });
      return json(201, { resource: noShowOutput(invitee, schedule.markNoShow(invitee)) });
    })
    .on('GET', '/invitee_no_shows/:uuid', 'no-shows.read', (call) => {
      const { invitee, noShow } = noShowOf(world, callerOf(call), call.params.uuid);
      return json(200, { resource: noShowOutput(invitee, noShow) });
    })
    .on('DELETE', '/invitee_no_shows/:uuid', 'no-shows.delete', (call) => {
      schedule.unmarkNoShow(noShowOf(world, callerOf(call), call.params.uuid).invitee);
      return empty();
    });
}

function listed(
  world: World,
  caller: Caller,
  query: { user?: string; organization?: string },
  seen: readonly Meeting[],
): Meeting[] {
  if (query.user !== undefined) {
    const userId = uuidOf('users', query.user);
    const mine = userId === caller.user.uuid;
    if (!mine && (world.user(userId).organizationId !== caller.user.organizationId || !isAdmin(caller)))
      throw notAllowed();
    return seen.filter(({ hostIds }) => hostIds.includes(userId));
  }
  if (query.organization === undefined) throw invalid({ parameter: 'user', message: 'is missing' });
  const organizationId = uuidOf('organizations', query.organization);
  if (organizationId !== caller.user.organizationId || !isAdmin(caller)) throw notAllowed();
  return seen.filter(({ hostIds }) => hostIds.some((id) => world.user(id).organizationId === organizationId));
}

function requireSight(world: World, caller: Caller, meeting: Meeting): void {
  const near = meeting.hostIds.some((id) => world.user(id).organizationId === caller.user.organizationId);
  if (!near) throw missing();
  if (!meeting.hostIds.includes(caller.user.uuid) && !isAdmin(caller)) throw notAllowed();
}

function hasInvitee(world: World, meeting: Meeting, email: string): boolean {
  return world.inviteesOf(meeting).some((invitee) => invitee.email.toLowerCase() === email.toLowerCase());
}

function noShowOf(world: World, caller: Caller, uuid: string | undefined) {
  const invitee = [...world.invitees.values()].find(({ noShow }) => noShow?.uuid === uuid);
  if (!invitee?.noShow) throw missing();
  requireSight(world, caller, world.meeting(invitee.meetingId));
  return { invitee, noShow: invitee.noShow };
}

function noShowOutput(invitee: Invitee, noShow: NonNullable<Invitee['noShow']>): object {
  return {
    uri: uri('invitee_no_shows', noShow.uuid),
    invitee: inviteeUri(invitee.meetingId, invitee.uuid),
    created_at: instant(noShow.createdAt),
  };
}
