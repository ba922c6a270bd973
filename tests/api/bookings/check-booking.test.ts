import { beforeAll, describe, expect, it } from 'vitest';
import { GET as checkRoute } from '@/app/api/bookings/check/route';
import type { BookingCheck } from '@/lib/contracts/bookings';
import { bookings } from '@/lib/db/schema/bookings';
import { optOuts } from '@/lib/db/schema/calls';
import { booked } from '@/tests/support/booking-requests';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
  type TestOrganization,
} from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let organization: TestOrganization;
let operator: TestMember;
let caller: Caller;

beforeAll(async () => {
  ({ organization } = await makeOrganization(world));
  operator = await makeMember(world, organization, 'operator', {
    name: 'Olivia',
    phone: '+12025550111',
    timeZone: 'Europe/Berlin',
  });
  caller = await signIn(world, operator);
});

const check = (query: Record<string, string>, as: Caller = caller) =>
  callRoute<{ check: BookingCheck } & Problem>(checkRoute, { as, query });

describe('GET /api/bookings/check', () => {
  it('shows the instant, the attendee’s local time and a free operator', async () => {
    const { status, body } = await check({
      start: '2026-03-03T16:00',
      timezone: 'Europe/Berlin',
      duration: '45',
      phone: '+1 202 555 0143',
    });
    expect(status).toBe(200);
    expect(body.check).toEqual({
      start_time: '2026-03-03T15:00:00.000Z',
      end_time: '2026-03-03T15:45:00.000Z',
      duration_minutes: 45,
      timezone: 'Europe/Berlin',
      start_local: '2026-03-03T16:00:00+01:00',
      start_resolution: null,
      in_past: false,
      attendee: {
        phone: '+12025550143',
        phone_valid: true,
        timezone: 'America/New_York',
        possible_timezones: ['America/New_York'],
        timezone_from: 'phone',
        start_local: '2026-03-03T10:00:00-05:00',
        at_night: false,
        opted_out: false,
      },
      operator: {
        staff_id: operator.staffId,
        name: 'Olivia',
        timezone: 'Europe/Berlin',
        start_local: '2026-03-03T16:00:00+01:00',
        free: true,
        busy_until: null,
      },
      warnings: [],
    });
  });

  it('says before saving how a skipped or repeated wall time would be understood', async () => {
    const { body } = await check({ start: '2026-10-04T02:10', timezone: 'Australia/Lord_Howe' });
    expect(body.check).toMatchObject({
      start_local: '2026-10-04T02:40:00+11:00',
      start_resolution: { kind: 'gap', requested: '2026-10-04T02:10:00' },
    });
    expect(body.check.start_resolution?.message).toContain('skip 02:10');
    const repeated = await check({ start: '2026-04-05T01:45', timezone: 'Australia/Lord_Howe' });
    expect(repeated.body.check.start_resolution).toMatchObject({
      kind: 'repeated',
      alternative: '2026-04-04T15:15:00.000Z',
    });
  });

  it('names no zone when the number allows several that differ, unless one is stated', async () => {
    const query = { start: '2026-07-01T15:00:00Z', phone: '+18505550143' };
    const guessed = await check(query);
    expect(guessed.body.check.attendee).toMatchObject({
      timezone: null,
      timezone_from: null,
      start_local: null,
      possible_timezones: ['America/New_York', 'America/Chicago'],
    });
    const stated = await check({ ...query, attendee_timezone: 'america/chicago' });
    expect(stated.body.check.attendee).toMatchObject({
      timezone: 'America/Chicago',
      timezone_from: 'stated',
      start_local: '2026-07-01T10:00:00-05:00',
    });
  });

  it('warns of the night, of the past, of a number that is none or opted out', async () => {
    const night = await check({ start: '2026-03-04T05:00:00Z', phone: '+12025550143' });
    expect(night.body.check.attendee.at_night).toBe(true);
    expect(night.body.check.warnings.map(({ code }) => code)).toEqual(['outside_calling_hours']);
    expect((await check({ start: '2026-03-01T15:00:00Z' })).body.check.in_past).toBe(true);
    const none = await check({ start: '2026-03-04T15:00:00Z', phone: '12' });
    expect(none.body.check.attendee).toMatchObject({ phone: null, phone_valid: false });
    await world.db.insert(optOuts).values({
      id: world.deps.ids.make('optOut'),
      organizationId: organization.id,
      phone: '+12025550177',
      createdAt: world.clock.now(),
    });
    const out = await check({ start: '2026-03-04T15:00:00Z', phone: '+12025550177' });
    expect(out.body.check.attendee.opted_out).toBe(true);
  });

  it('says until when the operator is busy, and does not count the booking being changed', async () => {
    const booking = await booked(caller, { start_time: '2026-03-05T15:00:00Z' });
    await booked(caller, { start_time: '2026-03-05T15:30:00Z' });
    const query = { start: '2026-03-05T15:15:00Z', duration: '10' };
    expect((await check(query)).body.check.operator).toMatchObject({
      free: false,
      busy_until: '2026-03-05T16:00:00.000Z',
    });
    const itself = await check({ ...query, booking: booking.id });
    expect(itself.body.check.operator).toMatchObject({ free: true });
  });

  it('changes nothing', async () => {
    const before = await world.db.$count(bookings);
    await check({ start: '2026-03-04T15:00:00Z', phone: '+12025550143' });
    expect(await world.db.$count(bookings)).toBe(before);
  });

  it.each([
    ['no start', {}, 400, 'validation_failed'],
    ['a start that is none', { start: '2026-02-30T10:00' }, 400, 'validation_failed'],
    ['an unknown zone', { start: '2026-03-04T15:00', timezone: 'Nope' }, 400, 'unknown_time_zone'],
    ['too long', { start: '2026-03-04T15:00', duration: '481' }, 400, 'validation_failed'],
    ['unknown staff', { start: '2026-03-04T15:00', staff: 'stf_none' }, 404, 'not_found'],
    ['an unknown service', { start: '2026-03-04T15:00', service: 'svc_none' }, 404, 'not_found'],
  ])('%s', async (_, query, status, code) => {
    const answer = await check(query as unknown as Record<string, string>);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is for members of a plan that has it, and their own staff', async () => {
    const { owner } = await makeOrganization(world, { plan: 'pro' });
    const start = '2026-03-04T15:00:00Z';
    expect((await check({ start }, {})).status).toBe(401);
    expect((await check({ start }, await signIn(world, owner))).status).toBe(402);
    const rival = await makeOrganization(world);
    expect((await check({ start, staff: rival.owner.staffId })).status).toBe(404);
  });
});
