import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { GET as me } from '@/app/api/auth/me/route';
import { PATCH as changeRoute, DELETE as removeRoute } from '@/app/api/members/[id]/route';
import { GET as listRoute } from '@/app/api/members/route';
import { GET as noticesRoute } from '@/app/api/notices/route';
import { GET as staffRoute } from '@/app/api/staff/route';
import type { MemberWire } from '@/lib/contracts/members';
import type { NoticeWire } from '@/lib/contracts/notices';
import type { StaffWire } from '@/lib/contracts/staff';
import { memberships } from '@/lib/db/schema/orgs';
import { booked, change as changeBooking } from '@/tests/support/booking-requests';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeApiKey,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
  type TestOrganization,
} from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let organization: TestOrganization;
let owner: TestMember;
let asOwner: Caller;
let asAdmin: Caller;

beforeEach(async () => {
  ({ organization, owner } = await makeOrganization(world));
  asOwner = await signIn(world, owner);
  asAdmin = await signIn(world, await makeMember(world, organization, 'admin'));
});

async function membersOf(as: Caller): Promise<MemberWire[]> {
  return (await callRoute<{ members: MemberWire[] }>(listRoute, { as })).body.members;
}

async function membershipId(member: TestMember): Promise<string> {
  const found = (await membersOf(asOwner)).find(({ user_id }) => user_id === member.id);
  if (!found) throw new Error('No such member.');
  return found.id;
}

async function change(as: Caller, member: TestMember, role: string) {
  const params = { id: await membershipId(member) };
  return callRoute<Problem & { member: MemberWire }>(changeRoute, { method: 'PATCH', as, params, body: { role } });
}

async function remove(as: Caller, member: TestMember) {
  const params = { id: await membershipId(member) };
  return callRoute<Problem>(removeRoute, { method: 'DELETE', as, params });
}

describe('GET /api/members', () => {
  it('lists everybody of the organization, the most powerful first', async () => {
    await makeMember(world, organization, 'viewer', { name: 'Vic' });
    await makeMember(world, organization, 'operator', { name: 'Zoe' });
    await makeMember(world, organization, 'operator', { name: 'abe' });
    const members = await membersOf(asOwner);
    expect(members.map(({ role }) => role)).toEqual(['owner', 'admin', 'operator', 'operator', 'viewer']);
    expect(members.map(({ name }) => name).slice(2)).toEqual(['abe', 'Zoe', 'Vic']);
  });
});

describe('PATCH /api/members/:id', () => {
  it('gives another role, which holds from the next request on', async () => {
    const member = await makeMember(world, organization, 'viewer');
    const session = await signIn(world, member);
    const { status, body } = await change(asAdmin, member, 'operator');
    expect([status, body.member.role]).toEqual([200, 'operator']);
    expect((await callRoute(me, { as: session })).body).toMatchObject({
      permissions: expect.arrayContaining(['bookings:write']),
    });
  });

  it('refuses an unknown role, an unknown member and a body with anything else in it', async () => {
    const member = await makeMember(world, organization);
    expect((await change(asOwner, member, 'king')).status).toBe(400);
    const params = { id: await membershipId(member) };
    const more = { method: 'PATCH', as: asOwner, params, body: { role: 'viewer', name: 'X' } } as const;
    expect((await callRoute(changeRoute, more)).status).toBe(400);
    expect(
      (await callRoute(changeRoute, { ...more, params: { id: 'mem_none' }, body: { role: 'viewer' } })).status,
    ).toBe(404);
  });

  it('lets only owners make or unmake owners', async () => {
    const member = await makeMember(world, organization, 'operator');
    expect((await change(asAdmin, member, 'owner')).body.code).toBe('forbidden');
    expect((await change(asAdmin, owner, 'viewer')).body.code).toBe('forbidden');
    expect((await remove(asAdmin, owner)).body.code).toBe('forbidden');
    expect((await change(asOwner, member, 'owner')).status).toBe(200);
    expect((await change(asOwner, member, 'operator')).status).toBe(200);
  });

  it('keeps the last owner', async () => {
    const demoted = await change(asOwner, owner, 'admin');
    expect([demoted.status, demoted.body.code]).toEqual([409, 'last_owner']);
    const removed = await remove(asOwner, owner);
    expect([removed.status, removed.body.code]).toEqual([409, 'last_owner']);
    expect((await membersOf(asOwner)).filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  it('keeps one owner when all of them step down at once', async () => {
    const owners = [owner];
    for (let i = 0; i < 4; i += 1) owners.push(await makeMember(world, organization, 'owner'));
    const ids = await Promise.all(owners.map(membershipId));
    const sessions = await Promise.all(owners.map((one) => signIn(world, one)));
    const steps = await Promise.all(
      sessions.map((as, i) => {
        const next = { id: ids[(i + 1) % ids.length] ?? '' };
        return i % 2
          ? callRoute(changeRoute, { method: 'PATCH', as, params: next, body: { role: 'viewer' } })
          : callRoute(removeRoute, { method: 'DELETE', as, params: next });
      }),
    );
    const left = await world.db.select().from(memberships).where(eq(memberships.organizationId, organization.id));
    expect(left.filter(({ role }) => role === 'owner').length).toBeGreaterThanOrEqual(1);
    expect(steps.filter(({ status }) => status >= 500)).toEqual([]);
  });
});

describe('DELETE /api/members/:id', () => {
  it('ends sessions and keys of the person here, and takes them off the list of who can be booked', async () => {
    const member = await makeMember(world, organization, 'operator');
    const session = await signIn(world, member);
    const key = await makeApiKey(world, member, ['bookings:read']);
    expect((await callRoute(staffRoute, { as: key })).status).toBe(200);
    expect((await remove(asAdmin, member)).status).toBe(200);
    expect((await callRoute(me, { as: session })).status).toBe(401);
    expect((await callRoute(staffRoute, { as: key })).status).toBe(401);
    const { body } = await callRoute<{ staff: { id: string; active: boolean }[] }>(staffRoute, { as: asOwner });
    expect(body.staff.find(({ id }) => id === member.staffId)?.active).toBe(false);
  });

  it('tells the admins which bookings to come are left without an operator, and rings nobody who left', async () => {
    const member = await makeMember(world, organization, 'operator', { name: 'Leo', phone: '+12025550113' });
    const bookings = [];
    for (const day of [8, 6])
      bookings.push(await booked(await signIn(world, member), { start_time: `2026-03-0${day}T15:00:00Z` }));
    expect((await remove(asAdmin, member)).status).toBe(200);
    const { body } = await callRoute<{ notices: NoticeWire[] }>(noticesRoute, { as: asOwner });
    expect(body.notices).toMatchObject([{ kind: 'operator_left', booking_id: bookings[1]?.id }]);
    expect(body.notices[0]?.message).toContain('Leo no longer takes calls but still has 2 upcoming bookings');
    const { body: after } = await callRoute<{ staff: StaffWire[] }>(staffRoute, { as: asOwner });
    expect(after.staff.find(({ id }) => id === member.staffId)).toMatchObject({ active: false, phone: null });
    const other = await makeMember(world, organization, 'operator');
    const given = await changeBooking(asOwner, bookings[1]?.id ?? '', { staff: other.staffId });
    expect([given.status, given.body.booking.staff_id]).toEqual([200, other.staffId]);
  });

  it('leaves no notice of somebody without bookings to come', async () => {
    await remove(asAdmin, await makeMember(world, organization, 'operator'));
    const { body } = await callRoute<{ notices: NoticeWire[] }>(noticesRoute, { as: asOwner });
    expect(body.notices).toEqual([]);
  });

  it('ends a membership once', async () => {
    const member = await makeMember(world, organization, 'operator');
    const id = await membershipId(member);
    const both = await Promise.all(
      [1, 2].map(() => callRoute(removeRoute, { method: 'DELETE', as: asOwner, params: { id } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });
});

describe('the last owner, raced', () => {
  it('one of two owners demoting each other stays', async () => {
    for (let round = 0; round < 10; round += 1) {
      const made = await makeOrganization(world);
      const other = await makeMember(world, made.organization, 'owner');
      asOwner = await signIn(world, made.owner);
      const asOther = await signIn(world, other);
      const [mine, theirs] = await Promise.all([membershipId(made.owner), membershipId(other)]);
      const demote = (as: Caller, id: string) =>
        callRoute(changeRoute, { method: 'PATCH', as, params: { id }, body: { role: 'viewer' } });
      const both = await Promise.all([demote(asOwner, theirs), demote(asOther, mine)]);
      expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
      const left = await world.db
        .select()
        .from(memberships)
        .where(eq(memberships.organizationId, made.organization.id));
      expect(left.filter(({ role }) => role === 'owner')).toHaveLength(1);
    }
  });
});
