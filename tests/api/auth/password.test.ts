import { beforeEach, expect, it } from 'vitest';
import { GET as me } from '@/app/api/auth/me/route';
import { POST as passwordRoute } from '@/app/api/auth/password/route';
import { POST as signInRoute } from '@/app/api/auth/sign-in/route';
import { auditLog } from '@/lib/db/schema/outgoing';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeApiKey,
  makeOrganization,
  signIn,
  type TestMember,
  testPassword,
} from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const NEXT = 'four other words here';

const world = sharedWorld();
let person: TestMember;
let session: Caller;

beforeEach(async () => {
  person = (await makeOrganization(world)).owner;
  session = await signIn(world, person);
});

const change = (as: Caller | undefined, current_password: string, new_password = NEXT) =>
  callRoute<Problem>(passwordRoute, { as, body: { current_password, new_password } });
const signInWith = (password: string) =>
  callRoute(signInRoute, { body: { email: person.email, password } }).then(({ status }) => status);

it('takes the place of the old password, and ends every other session of the person', async () => {
  const elsewhere = await signIn(world, person);
  expect((await change(session, testPassword)).status).toBe(200);
  expect(await signInWith(testPassword)).toBe(401);
  expect(await signInWith(NEXT)).toBe(200);
  expect((await callRoute(me, { as: session })).status).toBe(200);
  expect((await callRoute(me, { as: elsewhere })).status).toBe(401);
});

it('is written into the audit log, without a password', async () => {
  await change(session, testPassword);
  const written = JSON.stringify(await world.db.select().from(auditLog));
  expect(written).toContain('password.changed');
  expect(written).not.toContain(NEXT);
});

it('asks for the password that holds now, and slows down who guesses it', async () => {
  const wrong = await change(session, 'not my password');
  expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_credentials']);
  expect(wrong.body.errors?.map(({ field }) => field)).toEqual(['current_password']);
  for (let tries = 0; tries < 6; tries += 1) await change(session, 'not my password');
  expect((await change(session, 'not my password')).status).toBe(429);
  expect((await callRoute(me, { as: session })).status).toBe(200);
});

it('refuses a new password that is too short, an API key and a stranger', async () => {
  const short = await change(session, testPassword, 'short');
  expect([short.status, short.body.errors?.[0]?.field]).toEqual([400, 'new_password']);
  const key = await makeApiKey(world, person, ['settings:write']);
  expect((await change(key, testPassword)).status).toBe(403);
  expect((await change(undefined, testPassword)).status).toBe(401);
});
