import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '@/app/api/route-table';
import { type Role, roles } from '@/lib/core/context';
import { operations } from '@/lib/http/routes/describe-api';
import { type Permission, permissions, permissionsOf } from '@/lib/orgs/access/permissions';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeApiKey,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
} from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

/** Who may do what, once more by hand: the table of the code must not change without this one. */
const expected: Record<Permission, readonly Role[]> = {
  'bookings:read': roles,
  'bookings:write': ['owner', 'admin', 'operator'],
  'calls:read': roles,
  'calls:execute': ['owner', 'admin', 'operator'],
  'scheduler:read': roles,
  'calendars:read': roles,
  'calendars:write': ['owner', 'admin'],
  'campaigns:read': roles,
  'campaigns:write': ['owner', 'admin'],
  'webhooks:read': ['owner', 'admin', 'supervisor'],
  'webhooks:write': ['owner', 'admin'],
  'opt-outs:write': ['owner', 'admin', 'operator'],
  'members:read': ['owner', 'admin', 'supervisor', 'operator'],
  'members:write': ['owner', 'admin'],
  'staff:write-own': ['owner', 'admin', 'operator'],
  'staff:write': ['owner', 'admin'],
  'api-keys:write': ['owner', 'admin', 'supervisor', 'operator', 'analyst'],
  'api-keys:manage': ['owner', 'admin'],
  'settings:read': ['owner', 'admin', 'supervisor', 'operator'],
  'settings:write': ['owner', 'admin'],
};

const world = sharedWorld();
let owner: TestMember;
const sessions = {} as Record<Role, Caller>;
let freeSession: Caller;

beforeAll(async () => {
  const business = await makeOrganization(world);
  const free = await makeOrganization(world, { plan: 'free' });
  owner = business.owner;
  freeSession = await signIn(world, free.owner);
  for (const role of roles) {
    sessions[role] = await signIn(world, await makeMember(world, business.organization, role));
  }
});

const memberRoutes = operations(routes).filter(({ handler }) => handler.declaration.permission !== undefined);
/** Ids that name nothing: a request that is let in ends at 400, 404 or in success, and changes nothing that counts. */
const nowhere = { id: 'nothing_00000000', attendeeId: 'nothing_00000000', part: '1' };

async function ask(route: (typeof memberRoutes)[number], as?: Caller) {
  const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
  return callRoute<Problem>(route.handler, {
    method: route.method,
    params: nowhere,
    as,
    body: hasBody ? { nonsense: true } : undefined,
  });
}

describe('the table of roles', () => {
  it('is the one written here', () => {
    for (const permission of permissions) {
      const held = roles.filter((role) => permissionsOf[role].includes(permission));
      expect([permission, held]).toEqual([permission, expected[permission]]);
    }
  });

  it('lets nobody but owner, admin and operator write or execute', () => {
    for (const role of ['supervisor', 'analyst', 'viewer'] as const) {
      expect(permissionsOf[role]).not.toContain('bookings:write');
      expect(permissionsOf[role]).not.toContain('calls:execute');
    }
  });
});

const signOut = '/api/auth/sign-out';

describe('every route of a member', () => {
  it.each(memberRoutes)('$method $address is closed to whoever has not signed in', async (route) => {
    const answer = await ask(route);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it.each(memberRoutes.filter(({ address }) => address !== signOut))(
    '$method $address keeps to the table for each role',
    async (route) => {
      const { permission } = route.handler.declaration;
      for (const role of roles) {
        const answer = await ask(route, sessions[role]);
        const allowed = !permission || expected[permission].includes(role);
        if (allowed) expect([401, 402, 403, 500], `${role}: ${answer.body.detail}`).not.toContain(answer.status);
        else expect([role, answer.status, answer.body.code]).toEqual([role, 403, 'forbidden']);
      }
    },
  );

  it.each(memberRoutes.filter(({ handler }) => handler.declaration.permission))(
    '$method $address keeps to the scopes of an API key',
    async (route) => {
      const others = permissions.filter((one) => one !== route.handler.declaration.permission);
      const answer = await ask(route, await makeApiKey(world, owner, others));
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    },
  );

  it.each(memberRoutes.filter(({ handler }) => handler.declaration.feature))(
    '$method $address asks for a plan that includes it, and names one',
    async (route) => {
      const { feature } = route.handler.declaration;
      const answer = await ask(route, freeSession);
      expect(answer).toMatchObject({ status: 402, body: { code: 'plan_required', feature, plan: 'free' } });
      expect(answer.body).toHaveProperty('upgrade_to.0');
    },
  );

  it.each(memberRoutes.filter(({ method }) => method !== 'GET'))(
    '$method $address refuses a page of another site',
    async (route) => {
      const answer = await ask(route, { ...sessions.owner, origin: 'https://evil.example' });
      expect([answer.status, answer.body.code]).toEqual([403, 'cross_origin']);
    },
  );
});
