import { beforeAll, describe, expect, it } from 'vitest';
import { PATCH as changeRoute } from '@/app/api/staff/[id]/route';
import { POST as createRoute, GET as listRoute } from '@/app/api/staff/route';
import type { StaffWire } from '@/lib/contracts/staff';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn, type TestMember } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let operator: TestMember;
let other: TestMember;
let asOwner: Caller;
let asOperator: Caller;

beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world, { timeZone: 'America/Denver' });
  operator = await makeMember(world, organization, 'operator');
  other = await makeMember(world, organization, 'operator');
  asOwner = await signIn(world, owner);
  asOperator = await signIn(world, operator);
});

type Answer = Problem & { staff_member: StaffWire };

const create = (body: object) => callRoute<Answer>(createRoute, { as: asOwner, body });
const change = (as: Caller, id: string, body: object) =>
  callRoute<Answer>(changeRoute, { method: 'PATCH', as, params: { id }, body });

describe('POST /api/staff', () => {
  it('adds somebody without an account, with the number in E.164 and the zone of the organization', async () => {
    const { status, body } = await create({ name: 'Nurse', phone: '+1 (303) 555-0100' });
    expect(status).toBe(201);
    expect(body.staff_member).toMatchObject({
      user_id: null,
      name: 'Nurse',
      phone: '+13035550100',
      time_zone: 'America/Denver',
      active: true,
    });
    const { body: listed } = await callRoute<{ staff: StaffWire[] }>(listRoute, { as: asOperator });
    expect(listed.staff).toContainEqual(body.staff_member);
  });

  it.each([
    [{ name: 'X', phone: '555' }, 'invalid_phone', 'phone'],
    [{ name: 'X', phone: '+19005550143' }, 'number_not_callable', 'phone'],
    [{ name: 'X', time_zone: 'Mars/Base' }, 'unknown_time_zone', 'time_zone'],
    [{ name: '' }, 'validation_failed', 'name'],
  ])('refuses %j as %s', async (body, code, field) => {
    const answer = await create(body);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.field]).toEqual([400, code, field]);
  });
});

describe('PATCH /api/staff/:id', () => {
  it('lets people set the telephone that rings for them, and take it away', async () => {
    const set = await change(asOperator, operator.staffId, { phone: '+44 20 7946 0958', time_zone: 'europe/london' });
    expect(set.body.staff_member).toMatchObject({ phone: '+442079460958', time_zone: 'Europe/London' });
    expect((await change(asOperator, operator.staffId, { phone: null })).body.staff_member.phone).toBeNull();
  });

  it('lets them change nobody else, nor whether they can be booked', async () => {
    expect((await change(asOperator, other.staffId, { phone: '+442079460958' })).status).toBe(403);
    expect((await change(asOperator, operator.staffId, { active: false })).status).toBe(403);
    expect((await change(asOwner, other.staffId, { active: false })).body.staff_member.active).toBe(false);
  });

  it('refuses nothing at all, unknown fields and unknown people', async () => {
    expect((await change(asOwner, other.staffId, {})).status).toBe(400);
    expect((await change(asOwner, other.staffId, { user_id: 'usr_1' })).status).toBe(400);
    expect((await change(asOwner, 'stf_none', { name: 'X' })).status).toBe(404);
  });
});
