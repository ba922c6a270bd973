import { beforeAll, expect, it } from 'vitest';
import { GET as me } from '@/app/api/auth/me/route';
import { POST as signInRoute } from '@/app/api/auth/sign-in/route';
import { POST as switchRoute } from '@/app/api/auth/switch/route';
import type { SessionResponse } from '@/lib/contracts/auth';
import { addMember } from '@/lib/orgs/members/add-member';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeOrganization, signIn, type TestMember, testPassword } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let owner: TestMember;
let second: { id: string };
let foreign: { id: string };

beforeAll(async () => {
  owner = (await makeOrganization(world)).owner;
  second = (await makeOrganization(world)).organization;
  foreign = (await makeOrganization(world)).organization;
  const { db, ids } = world.deps;
  await addMember(
    { db, ids, now: world.clock.now() },
    { organizationId: second.id, user: owner, role: 'viewer', timeZone: 'UTC' },
  );
});

const change = (as: Caller, organization: { id: string }) =>
  callRoute<Problem & SessionResponse>(switchRoute, { as, body: { organization_id: organization.id } });

it('opens a session in the other organization, with the role there, and ends this one', async () => {
  const session = await signIn(world, owner);
  const { status, body, headers } = await change(session, second);
  expect(status).toBe(200);
  expect(body.organization).toMatchObject({ id: second.id, role: 'viewer' });
  expect((await callRoute(me, { as: session })).status).toBe(401);
  const there = { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
  const { body: who } = await callRoute<{ organizations: { id: string }[] }>(me, { as: there });
  expect(who.organizations.map(({ id }) => id).sort()).toEqual([owner.organizationId, second.id].sort());
});

it('does not tell a foreign organization from none, and keeps the session', async () => {
  const session = await signIn(world, owner);
  const answers = [await change(session, foreign), await change(session, { id: 'org_none' })];
  for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'not_found']);
  expect(answers[0]?.body.detail).toBe(answers[1]?.body.detail);
  expect((await callRoute(me, { as: session })).status).toBe(200);
});

it('signs in to the organization used last', async () => {
  const session = await signIn(world, owner);
  world.clock.advance(1000);
  await change(session, second);
  const { body } = await callRoute<SessionResponse>(signInRoute, {
    body: { email: owner.email, password: testPassword },
  });
  expect(body.organization.id).toBe(second.id);
});
