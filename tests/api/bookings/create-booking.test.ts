import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { GET as getBooking } from '@/app/api/bookings/[id]/route';
import { GET as listBookings, POST as postBooking } from '@/app/api/bookings/route';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { callSettings, optOuts } from '@/lib/db/schema/calls';
import { services, staff } from '@/lib/db/schema/orgs';
import { book, bookingBody } from '@/tests/support/booking-requests';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeApiKey,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
  type TestOrganization,
  updateOrganization,
} from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let organization: TestOrganization;
let operator: TestMember;
let caller: Caller;

beforeAll(async () => {
  ({ organization } = await makeOrganization(world));
  operator = await makeMember(world, organization, 'operator', { name: 'Olivia', phone: '+12025550111' });
  caller = await signIn(world, operator);
});

/** Another time for every test, so that they do not stand in each other's way. */
let hour = 0;
function freeTime(): string {
  hour += 1;
  return new Date(Date.UTC(2026, 2, 4, 14) + hour * 86_400_000).toISOString();
}

async function countBookings(): Promise<number> {
  return world.db.$count(bookings);
}

describe('what a created booking is', () => {
  it('carries every field, the number in E.164 and the end that follows from the duration', async () => {
    const start = freeTime();
    const answer = await book(caller, {
      title: '  Follow-up call ',
      description: 'Discuss proposal',
      start_time: start,
      duration_minutes: 45,
      attendee_phone: '+1 (202) 555-0143',
      attendee_email: 'Ada@Example.com',
      attendee_timezone: 'america/new_york',
      timezone: 'europe/berlin',
      notes: 'Internal notes',
      modulations: { survey: true, record: false },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ success: true, start_resolution: null, warnings: [] });
    expect(answer.body.booking).toMatchObject({
      title: 'Follow-up call',
      description: 'Discuss proposal',
      start_time: start,
      end_time: new Date(Date.parse(start) + 45 * 60_000).toISOString(),
      duration_minutes: 45,
      timezone: 'Europe/Berlin',
      attendee_name: 'Ada Lovelace',
      attendee_email: 'ada@example.com',
      attendee_phone: '+12025550143',
      attendee_timezone: 'America/New_York',
      attendee_timezone_origin: 'stated',
      notes: 'Internal notes',
      status: 'pending',
      status_reason: null,
      source: 'dashboard',
      modulations: { survey: true, record: false },
      staff_id: operator.staffId,
      staff_name: 'Olivia',
      user_id: operator.id,
      call_id: null,
      due_at: start,
      attempts: 0,
      reminder_sent: false,
      created_by: operator.id,
    });
    const history = await world.db
      .select()
      .from(bookingHistory)
      .where(eq(bookingHistory.bookingId, answer.body.booking.id));
    expect(history).toMatchObject([{ kind: 'created', actor: { kind: 'user', userId: operator.id } }]);
  });

  it('takes the attendee’s time zone from the number when none is stated, and says so', async () => {
    const { body } = await book(caller, { start_time: freeTime(), attendee_phone: '+1 213 555 0142' });
    const zone = { attendee_timezone: 'America/Los_Angeles', attendee_timezone_origin: 'by_number' };
    expect(body.booking).toMatchObject(zone);
    const read = await callRoute<{ booking: unknown }>(getBooking, { as: caller, params: { id: body.booking.id } });
    expect(read.body.booking).toMatchObject(zone);
  });

  it('leaves the time zone open when the number may be in several', async () => {
    const { body } = await book(caller, { start_time: freeTime(), attendee_phone: '+1 850 555 0142' });
    expect(body.booking).toMatchObject({ attendee_timezone: null, attendee_timezone_origin: null });
  });

  it('takes what is missing from the service, the organization and the creator', async () => {
    const serviceId = world.deps.ids.make('service');
    await world.db
      .insert(services)
      .values({ id: serviceId, organizationId: organization.id, slug: 'demo', name: 'Demo', durationMinutes: 20 });
    const body = { attendee_name: undefined, duration_minutes: undefined };
    const withService = await book(caller, { ...body, start_time: freeTime(), service: serviceId });
    expect(withService.body.booking).toMatchObject({
      duration_minutes: 20,
      service_id: serviceId,
      service_name: 'Demo',
      attendee_name: 'ada@example.com',
    });
    const without = await book(caller, { ...body, start_time: freeTime(), attendee_email: '' });
    expect(without.body.booking).toMatchObject({
      duration_minutes: 30,
      timezone: 'UTC',
      attendee_email: null,
      attendee_name: '+12025550143',
      staff_id: operator.staffId,
    });
  });

  it('says where it comes from by the credential; only the extension names itself', async () => {
    const key = await makeApiKey(world, operator, ['bookings:write']);
    const sources = async (as: Caller, source?: string) =>
      (await book(as, { start_time: freeTime(), source })).body.booking.source;
    expect(await sources(caller)).toBe('dashboard');
    expect(await sources(key)).toBe('api');
    expect(await sources(key, 'dashboard')).toBe('api');
    expect(await sources(key, 'extension')).toBe('extension');
  });

  it('can be for a colleague, or for nobody in particular', async () => {
    const colleague = await makeMember(world, organization, 'operator', { name: 'Oscar' });
    const start_time = freeTime();
    const theirs = await book(caller, { start_time, staff: colleague.staffId });
    expect(theirs.body.booking).toMatchObject({ staff_id: colleague.staffId, user_id: colleague.id });
    const nobodys = await book(caller, { start_time, staff_id: null });
    expect(nobodys.body.booking).toMatchObject({ staff_id: null, user_id: null });
  });

  it('understands a wall time in the given zone, and a number as people of that country write it', async () => {
    await updateOrganization(world, organization, { timeZone: 'Europe/Berlin' });
    const local = await book(caller, { start_time: '2026-07-01T10:00', attendee_phone: '030 901820' });
    await updateOrganization(world, organization, { timeZone: 'UTC' });
    expect(local.body.booking).toMatchObject({
      start_time: '2026-07-01T08:00:00.000Z',
      timezone: 'Europe/Berlin',
      attendee_phone: '+4930901820',
    });
    const inZone = await book(caller, { start_time: '2026-07-01T10:00', time_zone: 'Asia/Kathmandu' });
    expect(inZone.body.booking.start_time).toBe('2026-07-01T04:15:00.000Z');
  });
});

describe('what is told beside the booking', () => {
  it('says how a wall time was understood that the clocks skip or repeat', async () => {
    const skipped = await book(caller, { start_time: '2026-03-08T02:30', timezone: 'America/New_York' });
    expect(skipped.body.booking.start_time).toBe('2026-03-08T07:30:00.000Z');
    expect(skipped.body.start_resolution).toMatchObject({
      kind: 'gap',
      requested: '2026-03-08T02:30:00',
      resolved: '2026-03-08T03:30:00-04:00',
      alternative: null,
    });
    const repeated = await book(caller, { start_time: '2026-11-01T01:30', timezone: 'America/New_York' });
    expect(repeated.body.booking.start_time).toBe('2026-11-01T05:30:00.000Z');
    expect(repeated.body.start_resolution).toMatchObject({
      kind: 'repeated',
      resolved: '2026-11-01T01:30:00-04:00',
      alternative: '2026-11-01T06:30:00.000Z',
    });
  });

  it('warns of calling hours, and books all the same', async () => {
    const night = await book(caller, { start_time: '2026-05-01T05:00:00Z' });
    expect(night.status).toBe(201);
    expect(night.body.warnings.map(({ code }) => code)).toEqual(['outside_calling_hours']);
    const nowhere = await book(caller, { start_time: freeTime(), attendee_phone: '+18005550199' });
    expect(nowhere.body.warnings.map(({ code }) => code)).toEqual(['attendee_zone_unknown']);
  });

  it('warns when no telephone would ring for the operator', async () => {
    const silent = await makeMember(world, organization, 'operator', { name: 'Silent' });
    const codes = async (staff_id: string | null) =>
      (await book(caller, { start_time: freeTime(), staff_id })).body.warnings.map(({ code }) => code);
    expect(await codes(silent.staffId)).toEqual(['operator_without_phone']);
    expect(await codes(null)).toEqual(['no_operator']);
    await world.db
      .update(callSettings)
      .set({ operatorLine: '+12025550112' })
      .where(eq(callSettings.organizationId, organization.id));
    expect(await codes(silent.staffId)).toEqual([]);
    expect(await codes(null)).toEqual([]);
  });
});

describe('each fault has its own error, and creates nothing', () => {
  const cases: [fault: string, changes: Record<string, unknown>, status: number, code: string, field: string][] = [
    ['a start in the past', { start_time: '2026-03-02T09:59:59Z' }, 400, 'start_in_past', 'start_time'],
    ['an unknown zone', { timezone: 'Mars/Olympus' }, 400, 'unknown_time_zone', 'timezone'],
    ['no title', { title: undefined }, 400, 'validation_failed', 'title'],
    [
      'a start that no calendar reaches',
      { start_time: '9999-12-31T23:59:00Z' },
      400,
      'validation_failed',
      'start_time',
    ],
    ['an offset for a zone', { timezone: '+02:00' }, 400, 'unknown_time_zone', 'timezone'],
    ['an unknown zone of the attendee', { attendee_timezone: 'Nope' }, 400, 'unknown_time_zone', 'attendee_timezone'],
    ['an abbreviation without daylight saving time', { timezone: 'EST' }, 400, 'unknown_time_zone', 'timezone'],
    ['a premium number', { attendee_phone: '+19005550143' }, 400, 'number_not_callable', 'attendee_phone'],
    ['a satellite phone', { attendee_phone: '+8821612345678' }, 400, 'number_not_callable', 'attendee_phone'],
    ['a bad phone', { attendee_phone: '12' }, 400, 'invalid_phone', 'attendee_phone'],
    ['a phone with an extension', { attendee_phone: '+12025550143 ext 9' }, 400, 'invalid_phone', 'attendee_phone'],
    ['no title', { title: ' ' }, 400, 'validation_failed', 'title'],
    ['no phone', { attendee_phone: undefined }, 400, 'validation_failed', 'attendee_phone'],
    ['no start', { start_time: undefined }, 400, 'validation_failed', 'start_time'],
    ['a day that does not exist', { start_time: '2026-02-30T10:00:00Z' }, 400, 'validation_failed', 'start_time'],
    ['a start that is no time', { start_time: 'tomorrow' }, 400, 'validation_failed', 'start_time'],
    ['too short', { duration_minutes: 4 }, 400, 'validation_failed', 'duration_minutes'],
    ['too long', { duration_minutes: 481 }, 400, 'validation_failed', 'duration_minutes'],
    ['half a minute', { duration_minutes: 30.5 }, 400, 'validation_failed', 'duration_minutes'],
    ['a bad e-mail', { attendee_email: 'ada' }, 400, 'validation_failed', 'attendee_email'],
    ['an unknown modulation', { modulations: { sing: true } }, 400, 'validation_failed', 'modulations'],
  ];

  it.each(cases)('%s', async (_, changes, status, code, field) => {
    const before = await countBookings();
    const answer = await book(caller, changes);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.code).toBe(code);
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    expect(await countBookings()).toBe(before);
  });

  it('says of a field that was not sent that it is required', async () => {
    const { body } = await book(caller, { title: undefined, attendee_phone: undefined });
    expect(body.errors).toEqual([
      { field: 'title', message: 'Enter a title.' },
      { field: 'attendee_phone', message: 'Enter a phone number.' },
    ]);
  });

  it('names the faults of a phone number and an email address in one response', async () => {
    const { status, body } = await book(caller, { attendee_phone: '12345', attendee_email: 'notmail' });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      {
        field: 'attendee_phone',
        message: 'Enter a valid phone number with its country code, e.g. +1 202 555 0123.',
      },
      { field: 'attendee_email', message: 'Enter a valid email address, e.g. name@company.com.' },
    ]);
  });

  it('refuses the character that the database keeps in no text: in a body, a query and an address', async () => {
    const answers = await Promise.all([
      book(caller, { title: 'a\0b' }),
      book(caller, { modulations: { 'a\0': 'b\0' } }),
      callRoute<Problem>(listBookings, { as: caller, query: { q: '\0' } }),
      callRoute<Problem>(getBooking, { as: caller, params: { id: 'bk_\0' } }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [400, 'validation_failed']),
    );
  });

  it('names every fault at once', async () => {
    const answer = await book(caller, { timezone: 'Mars/Olympus', attendee_phone: '12' });
    expect(answer.body.errors?.map(({ field }) => field)).toEqual(['timezone', 'attendee_phone']);
  });

  it('a clash with the same operator: 409 that says until when they are busy', async () => {
    const day = '2026-06-01';
    await book(caller, { start_time: `${day}T15:00:00Z`, duration_minutes: 30 });
    await book(caller, { start_time: `${day}T15:30:00Z`, duration_minutes: 30 });
    const before = await countBookings();
    const clash = await callRoute<Problem & { busy_until: string }>(postBooking, {
      as: caller,
      body: bookingBody({ start_time: `${day}T15:10:00Z`, timezone: 'Europe/Berlin' }),
    });
    expect(clash.status).toBe(409);
    expect(clash.body.code).toBe('operator_busy');
    expect(clash.body.busy_until).toBe(`${day}T16:00:00.000Z`);
    expect(clash.body.detail).toContain('Olivia is busy until');
    expect(clash.body.detail).toContain('18:00 (Europe/Berlin)');
    expect(await countBookings()).toBe(before);
    const after = await book(caller, { start_time: `${day}T16:00:00Z` });
    expect(after.status).toBe(201);
  });

  it('a number that opted out', async () => {
    await world.db.insert(optOuts).values({
      id: world.deps.ids.make('optOut'),
      organizationId: organization.id,
      phone: '+12025550177',
      createdAt: world.clock.now(),
    });
    const answer = await book(caller, { start_time: freeTime(), attendee_phone: '202-555-0177 ', timezone: 'UTC' });
    expect(answer.body.code).toBe('invalid_phone');
    const written = await book(caller, { start_time: freeTime(), attendee_phone: '+1 202-555-0177' });
    expect([written.status, written.body.code]).toEqual([400, 'opted_out']);
  });

  it('staff or a service of another organization: 404; one that is no longer active: 400', async () => {
    const rival = await makeOrganization(world);
    const foreignService = world.deps.ids.make('service');
    const oldService = world.deps.ids.make('service');
    const service = { name: 'Old', durationMinutes: 10 };
    await world.db.insert(services).values([
      { ...service, id: foreignService, organizationId: rival.organization.id, slug: 'a' },
      { ...service, id: oldService, organizationId: organization.id, slug: 'b', active: false },
    ]);
    const former = await makeMember(world, organization, 'operator');
    await world.db.update(staff).set({ active: false }).where(eq(staff.id, former.staffId));
    const start_time = freeTime();
    const outcome = async (changes: Record<string, unknown>) => {
      const { status, body } = await book(caller, { start_time, ...changes });
      return [status, body.code];
    };
    expect(await outcome({ staff: rival.owner.staffId })).toEqual([404, 'not_found']);
    expect(await outcome({ service_id: foreignService })).toEqual([404, 'not_found']);
    expect(await outcome({ staff_id: former.staffId })).toEqual([400, 'validation_failed']);
    expect(await outcome({ service: oldService })).toEqual([400, 'validation_failed']);
  });
});

describe('who may book', () => {
  it('owner, admin and operator may; supervisor, analyst and viewer may only look', async () => {
    for (const role of ['owner', 'admin', 'operator', 'supervisor', 'analyst', 'viewer'] as const) {
      const member = await makeMember(world, organization, role);
      const as = await signIn(world, member);
      const mayWrite = ['owner', 'admin', 'operator'].includes(role);
      const { status, body } = await book(as, { start_time: freeTime() });
      expect([role, status]).toEqual([role, mayWrite ? 201 : 403]);
      if (!mayWrite) expect(body.code).toBe('forbidden');
      expect((await callRoute(listBookings, { as })).status).toBe(200);
    }
  });

  it('a plan without scheduled calls is answered with 402 and what to upgrade to', async () => {
    for (const plan of ['free', 'pro'] as const) {
      const { owner } = await makeOrganization(world, { plan });
      const as = await signIn(world, owner);
      const answer = await callRoute<Problem & { upgrade_to: string[] }>(postBooking, { as, body: bookingBody() });
      expect([answer.status, answer.body.code]).toEqual([402, 'plan_required']);
      expect(answer.body.upgrade_to).toEqual(['business', 'enterprise']);
      expect((await callRoute(listBookings, { as })).status).toBe(402);
    }
  });

  it('nobody without a credential, and no key without the scope', async () => {
    expect((await book({})).status).toBe(401);
    const key = await makeApiKey(world, operator, ['bookings:read']);
    expect((await book(key)).status).toBe(403);
  });
});
