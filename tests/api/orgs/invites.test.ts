import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { POST as signInRoute } from '@/app/api/auth/sign-in/route';
import { POST as switchRoute } from '@/app/api/auth/switch/route';
import { DELETE as revokeRoute } from '@/app/api/invites/[id]/route';
import { POST as acceptRoute, GET as showRoute } from '@/app/api/invites/accept/route';
import { POST as inviteRoute, GET as listRoute } from '@/app/api/invites/route';
import type { SessionResponse } from '@/lib/contracts/auth';
import type { InviteWire, ShownInvite } from '@/lib/contracts/invites';
import { kvEntries } from '@/lib/db/schema/kv';
import { invites, memberships, staff, users } from '@/lib/db/schema/orgs';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
  type TestOrganization,
  testPassword,
} from '@/tests/support/factories';
import { sharedWorld, worldOpensAt } from '@/tests/support/world';

const world = sharedWorld();
let organization: TestOrganization;
let owner: TestMember;
let asOwner: Caller;

beforeEach(async () => {
  world.clock.set(worldOpensAt);
  await world.db.delete(kvEntries);
  ({ organization, owner } = await makeOrganization(world, { timeZone: 'Europe/Berlin' }));
  asOwner = await signIn(world, owner);
});

type Made = Problem & { invite: InviteWire; link: string };

const invite = (email: string, role = 'operator', as = asOwner, headers = {}) =>
  callRoute<Made>(inviteRoute, { as, headers, body: { email, role } });

async function tokenFor(email: string, role = 'operator'): Promise<string> {
  const { body } = await invite(email, role);
  return body.link.slice(body.link.lastIndexOf('/') + 1);
}

const accept = (token: string, more: { name?: string; password: string }) =>
  callRoute<Problem & SessionResponse>(acceptRoute, { body: { token, ...more } });

let serial = 0;
function someone(): string {
  serial += 1;
  return `someone-${serial}@invites.test`;
}

describe('POST /api/invites', () => {
  it('shows the link once and keeps only the hash of its token', async () => {
    const email = someone();
    const { status, body } = await invite(email.toUpperCase());
    expect(status).toBe(201);
    expect(body.link).toMatch(/^http:\/\/localhost:3000\/invite\/[\w-]{43}$/);
    expect(body.invite).toMatchObject({ email, role: 'operator', invited_by: owner.name, expired: false });
    const listed = await callRoute<{ invites: InviteWire[] }>(listRoute, { as: asOwner });
    expect(listed.body.invites.map(({ id }) => id)).toEqual([body.invite.id]);
    const token = body.link.slice(-43);
    expect(JSON.stringify(await world.db.select().from(invites))).not.toContain(token);
  });

  it('answers a repeat under the same Idempotency-Key with the same link', async () => {
    const email = someone();
    const first = await invite(email, 'viewer', asOwner, { 'idempotency-key': email });
    const second = await invite(email, 'viewer', asOwner, { 'idempotency-key': email });
    expect(second.body).toEqual(first.body);
    const other = await invite(email, 'admin', asOwner, { 'idempotency-key': email });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_mismatch']);
  });

  it('refuses what is no address, a role that is none, and a member', async () => {
    expect((await invite('nobody', 'operator')).body.errors?.[0]?.field).toBe('email');
    expect((await invite(someone(), 'king')).body.errors?.[0]?.field).toBe('role');
    const member = await makeMember(world, organization);
    const { status, body } = await invite(member.email);
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([409, 'conflict', 'email']);
  });

  it('does not let an admin invite an owner', async () => {
    const asAdmin = await signIn(world, await makeMember(world, organization, 'admin'));
    expect((await invite(someone(), 'owner', asAdmin)).body.code).toBe('forbidden');
    expect((await invite(someone(), 'admin', asAdmin)).status).toBe(201);
  });

  it('leaves one valid link when an address is invited again', async () => {
    const email = someone();
    const first = await tokenFor(email);
    const second = await tokenFor(email);
    expect((await accept(first, { name: 'X', password: testPassword })).body.code).toBe('invite_expired');
    expect((await accept(second, { name: 'X', password: testPassword })).status).toBe(200);
  });
});

describe('GET /api/invites/accept', () => {
  const show = (token: string) => callRoute<Problem & { invite: ShownInvite }>(showRoute, { query: { token } });

  it('shows the holder of the link what it leads to', async () => {
    const email = someone();
    expect((await show(await tokenFor(email))).body.invite).toMatchObject({
      organization_name: organization.name,
      email,
      role: 'operator',
      account_exists: false,
    });
    const elsewhere = await makeMember(world, (await makeOrganization(world)).organization);
    expect((await show(await tokenFor(elsewhere.email))).body.invite.account_exists).toBe(true);
  });

  it('tells nothing else apart: unknown, used, revoked and expired links look the same', async () => {
    const used = await tokenFor(someone());
    await accept(used, { name: 'X', password: testPassword });
    const made = await invite(someone());
    await callRoute(revokeRoute, { method: 'DELETE', as: asOwner, params: { id: made.body.invite.id } });
    const late = await tokenFor(someone());
    world.clock.advance(7 * 86_400_000);
    const problems = await Promise.all(['x'.repeat(43), used, made.body.link.slice(-43), late].map(show));
    for (const { status, body } of problems)
      expect([status, body.code, body.detail]).toEqual([400, 'invite_expired', problems[0]?.body.detail]);
  });
});

describe('POST /api/invites/accept', () => {
  it('makes an account, a member and staff in the zone of the organization, and signs in', async () => {
    const email = someone();
    const { status, body, headers } = await accept(await tokenFor(email, 'supervisor'), {
      name: ' Mia Muster ',
      password: testPassword,
    });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ name: 'Mia Muster', email });
    expect(body.organization).toMatchObject({ id: organization.id, role: 'supervisor' });
    expect(headers.get('set-cookie')).toContain('HttpOnly');
    const [entry] = await world.db.select().from(staff).where(eq(staff.userId, body.user.id));
    expect(entry).toMatchObject({ name: 'Mia Muster', timeZone: 'Europe/Berlin', active: true });
    expect((await callRoute(signInRoute, { body: { email, password: testPassword } })).status).toBe(200);
  });

  it('names each field of a new account that needs mending, and uses nothing up', async () => {
    const token = await tokenFor(someone());
    const bad = await accept(token, { password: 'short' });
    expect(bad.status).toBe(400);
    expect(bad.body.errors?.map(({ field }) => field)).toEqual(['name', 'password']);
    expect((await accept(token, { name: 'X', password: testPassword })).status).toBe(200);
  });

  it('asks somebody with an account for the password they have', async () => {
    const elsewhere = await makeMember(world, (await makeOrganization(world)).organization);
    const token = await tokenFor(elsewhere.email);
    const wrong = await accept(token, { name: 'Thief', password: 'a password of the thief' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_credentials']);
    const right = await accept(token, { password: testPassword });
    expect(right.body.user).toEqual({ id: elsewhere.id, name: elsewhere.name, email: elsewhere.email });

    const session = { cookie: right.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const back = await callRoute<SessionResponse>(switchRoute, {
      as: session,
      body: { organization_id: elsewhere.organizationId },
    });
    expect(back.body.organization.id).toBe(elsewhere.organizationId);
    expect((await callRoute(switchRoute, { as: session, body: { organization_id: organization.id } })).status).toBe(
      401,
    );
  });

  it('slows down guessing that password like a sign-in', async () => {
    const elsewhere = await makeMember(world, (await makeOrganization(world)).organization);
    const token = await tokenFor(elsewhere.email);
    const answers: number[] = [];
    for (let i = 0; i < 8; i += 1) answers.push((await accept(token, { password: 'a wrong password' })).status);
    expect(answers.at(-1)).toBe(429);
  });

  it('makes one member when the link is used twice at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = someone();
      const token = await tokenFor(email);
      const both = await Promise.all([1, 2, 3].map((i) => accept(token, { name: `N${i}`, password: testPassword })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
      const made = await world.db
        .select({ id: memberships.id })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(eq(users.email, email));
      expect(made).toHaveLength(1);
    }
  });

  it('gives one account when invites of two organizations are accepted at once', async () => {
    const email = someone();
    const mine = await tokenFor(email);
    const other = await makeOrganization(world);
    asOwner = await signIn(world, other.owner);
    const theirs = await tokenFor(email);
    const both = await Promise.all([mine, theirs].map((token) => accept(token, { name: 'X', password: testPassword })));
    expect(both.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(both.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await world.db.select().from(users).where(eq(users.email, email))).toHaveLength(1);
  });
});

describe('DELETE /api/invites/:id', () => {
  it('makes the link worthless, once', async () => {
    const { body } = await invite(someone());
    const call = { method: 'DELETE', as: asOwner, params: { id: body.invite.id } } as const;
    expect((await callRoute(revokeRoute, call)).status).toBe(200);
    expect((await callRoute(revokeRoute, call)).status).toBe(404);
    const accepted = await accept(body.link.slice(-43), { name: 'X', password: testPassword });
    expect(accepted.body.code).toBe('invite_expired');
  });
});
