import type { Router } from '@/sandbox/provider-kit/router';
import { requireCaller } from './admission';
import { memberOf } from './event-type-routes';
import { success } from './problem';
import type { World } from './world';

/** Who the key belongs to, his teams, and who is in them. */
export function peopleRoutes(world: World, router: Router): void {
  router
    .on('GET', '/v2/me', 'me.read', ({ request }) => {
      const { id, username, email, name, timeZone } = world.user(requireCaller(world, request));
      return success(200, {
        id,
        username,
        email,
        name,
        avatarUrl: null,
        bio: null,
        timeFormat: 12,
        defaultScheduleId: null,
        weekStart: 'Sunday',
        timeZone,
        organizationId: null,
      });
    })
    .on('GET', '/v2/teams', 'teams.list', ({ request }) => {
      const caller = requireCaller(world, request);
      const teams = [...world.teams.values()].filter(({ memberships }) =>
        memberships.some((one) => one.userId === caller && one.accepted),
      );
      return success(
        200,
        teams.map(({ id, name, slug }) => ({ id, name, slug, isOrganization: false, timeZone: 'Europe/London' })),
      );
    })
    .on('GET', '/v2/teams/:teamId/memberships', 'memberships.list', (call) => {
      const team = world.teams.get(memberOf(world, call));
      const { query } = call.request;
      const emails = query.get('emails')?.split(',');
      const skip = Number(query.get('skip') ?? 0);
      const members = (team?.memberships ?? [])
        .map((membership) => ({ membership, user: world.user(membership.userId) }))
        .filter(({ user }) => !emails || emails.includes(user.email));
      return success(
        200,
        members.slice(skip, skip + Number(query.get('take') ?? 250)).map(({ membership, user }) => ({
          ...membership,
          teamId: team?.id,
          disableImpersonation: false,
          user: { username: user.username, name: user.name, email: user.email, metadata: {} },
        })),
      );
    });
}
