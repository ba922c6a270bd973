import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { POST as postRestore } from '@/app/api/bookings/[id]/restore/route';
import { DELETE as deleteBooking, GET as getBooking } from '@/app/api/bookings/[id]/route';
import { POST as postCancel } from '@/app/api/bookings/cancel/route';
import { BOOKING_CHANGED } from '@/lib/bookings/job-names';
import type { Booking, CancelBookingsResponse, TimelineEntry } from '@/lib/contracts/bookings';
import { type BookingStatus, bookings } from '@/lib/db/schema/bookings';
import { optOuts } from '@/lib/db/schema/calls';
import { jobs } from '@/lib/db/schema/jobs';
import { services } from '@/lib/db/schema/orgs';
import { booked, change } from '@/tests/support/booking-requests';
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
let rival: Caller;

beforeAll(async () => {
  ({ organization } = await makeOrganization(world));
  operator = await makeMember(world, organization, 'operator', { name: 'Olivia', phone: '+12025550111' });
  caller = await signIn(world, operator);
  rival = await signIn(world, (await makeOrganization(world)).owner);
});

let day = 0;
function freeTime(): string {
  day += 1;
  return new Date(Date.UTC(2026, 2, 4, 15) + day * 86_400_000).toISOString();
}

type Answer = Problem & { booking: Booking; booking_status: BookingStatus; timeline: TimelineEntry[] };

const cancel = (as: Caller, id: string) => callRoute<Answer>(deleteBooking, { method: 'DELETE', as, params: { id } });
const restore = (as: Caller, id: string) => callRoute<Answer>(postRestore, { method: 'POST', as, params: { id } });
const details = (as: Caller, id: string) => callRoute<Answer>(getBooking, { as, params: { id } });

async function setStatus(id: string, status: BookingStatus, columns: Partial<typeof bookings.$inferInsert> = {}) {
  await world.db
    .update(bookings)
    .set({ status, ...columns })
    .where(eq(bookings.id, id));
}

async function stored(id: string) {
  const [row] = await world.db.select().from(bookings).where(eq(bookings.id, id));
  if (!row) throw new Error('The booking is gone.');
  return row;
}

describe('PATCH', () => {
  it('moves a booking, its end and the instant of its call with it', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    const start_time = freeTime();
    const { status, body } = await change(caller, booking.id, { start_time, duration_minutes: 60 });
    expect(status).toBe(200);
    expect(body.booking).toMatchObject({
      start_time,
      due_at: start_time,
      end_time: new Date(Date.parse(start_time) + 3_600_000).toISOString(),
      duration_minutes: 60,
      title: booking.title,
    });
    const { timeline } = (await details(caller, booking.id)).body;
    expect(timeline.map(({ kind }) => kind)).toEqual(['booking.created', 'booking.rescheduled']);
    expect(timeline[1]).toMatchObject({ summary: 'Rescheduled', actor: { kind: 'user', name: 'Olivia' } });
    expect(timeline[1]?.evidence).toContainEqual({ label: 'Duration', value: '30 min to 60 min' });
    expect(timeline[1]?.evidence).toContainEqual({
      label: 'Start',
      value: `${booking.start_time} to ${start_time}`,
    });
  });

  it('edits what it names and leaves the rest; null clears', async () => {
    const booking = await booked(caller, { start_time: freeTime(), notes: 'Old', description: 'Stays' });
    const { body } = await change(caller, booking.id, {
      title: 'New title',
      notes: null,
      attendee_phone: '+44 20 7946 0018',
      attendee_name: null,
      modulations: { qa: true },
    });
    expect(body.booking).toMatchObject({
      title: 'New title',
      notes: null,
      description: 'Stays',
      attendee_phone: '+442079460018',
      attendee_name: 'ada@example.com',
      modulations: { qa: true },
      start_time: booking.start_time,
      due_at: booking.due_at,
    });
    const { timeline } = (await details(caller, booking.id)).body;
    expect(timeline.at(-1)?.kind).toBe('booking.edited');
  });

  it('lets the attendee’s time zone follow the number until one is stated, and again once it is cleared', async () => {
    const booking = await booked(caller, { start_time: freeTime(), attendee_phone: '+1 213 555 0142' });
    const zoneAfter = async (body: Record<string, unknown>) => {
      const { attendee_timezone, attendee_timezone_origin } = (await change(caller, booking.id, body)).body.booking;
      return [attendee_timezone, attendee_timezone_origin];
    };
    expect(await zoneAfter({ attendee_phone: '+44 20 7946 0018' })).toEqual(['Europe/London', 'by_number']);
    expect(await zoneAfter({ attendee_timezone: 'Europe/London' })).toEqual(['Europe/London', 'stated']);
    expect(await zoneAfter({ attendee_phone: '+1 213 555 0142' })).toEqual(['Europe/London', 'stated']);
    expect(await zoneAfter({ attendee_timezone: null })).toEqual(['America/Los_Angeles', 'by_number']);
  });

  it('reads a wall time in the zone of the booking', async () => {
    const booking = await booked(caller, { start_time: freeTime(), timezone: 'America/New_York' });
    const { body } = await change(caller, booking.id, { start_time: '2026-11-01T01:30:00' });
    expect(body.booking.start_time).toBe('2026-11-01T05:30:00.000Z');
    expect(body.start_resolution?.kind).toBe('repeated');
  });

  it('hands a booking to a colleague', async () => {
    const colleague = await makeMember(world, organization, 'operator', { name: 'Oscar' });
    const booking = await booked(caller, { start_time: freeTime() });
    const { body } = await change(caller, booking.id, { staff: colleague.staffId });
    expect(body.booking).toMatchObject({ staff_name: 'Oscar', user_id: colleague.id });
    const { timeline } = (await details(caller, booking.id)).body;
    expect(timeline.at(-1)?.evidence).toEqual([{ label: 'Operator', value: 'Olivia to Oscar' }]);
  });

  it('a change that changes nothing leaves no trace', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    const { status, body } = await change(caller, booking.id, { title: booking.title });
    expect(status).toBe(200);
    expect(body.booking).toEqual(booking);
    expect((await details(caller, booking.id)).body.timeline).toHaveLength(1);
  });

  it('keeps a set retry when only words change, and gives it up when the booking moves', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    const dueAt = new Date(Date.parse(booking.start_time) + 300_000);
    const retry = { dueAt, holdUntil: dueAt, attempts: 1, statusReason: 'attendee_busy' };
    await setStatus(booking.id, 'pending', retry);
    await change(caller, booking.id, { notes: 'Ask for Bob' });
    expect(await stored(booking.id)).toMatchObject(retry);
    const start_time = freeTime();
    await change(caller, booking.id, { start_time });
    expect(await stored(booking.id)).toMatchObject({
      dueAt: new Date(start_time),
      holdUntil: null,
      attempts: 1,
      statusReason: null,
    });
  });

  it.each([
    ['a start in the past', { start_time: '2026-03-02T09:00:00Z' }, 'start_in_past'],
    ['an unknown zone', { timezone: 'Nope' }, 'unknown_time_zone'],
    ['a bad phone', { attendee_phone: 'abc' }, 'invalid_phone'],
    ['an empty title', { title: '' }, 'validation_failed'],
    ['nothing', {}, 'validation_failed'],
    ['a status', { status: 'cancelled' }, 'validation_failed'],
    ['a bad version', { title: 'x', if_updated_at: 'yesterday' }, 'validation_failed'],
  ])('400 for %s, and nothing changes', async (_, body, code) => {
    const booking = await booked(caller, { start_time: freeTime() });
    const answer = await change(caller, booking.id, body);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect((await details(caller, booking.id)).body.booking).toEqual(booking);
  });

  it('400 for a number that opted out', async () => {
    await world.db.insert(optOuts).values({
      id: world.deps.ids.make('optOut'),
      organizationId: organization.id,
      phone: '+12025550178',
      createdAt: world.clock.now(),
    });
    const booking = await booked(caller, { start_time: freeTime() });
    const answer = await change(caller, booking.id, { attendee_phone: '+12025550178' });
    expect([answer.status, answer.body.code]).toEqual([400, 'opted_out']);
  });

  it('409 when the operator is busy then; a booking is not in its own way', async () => {
    const taken = await booked(caller, { start_time: freeTime() });
    const booking = await booked(caller, { start_time: freeTime() });
    const clash = await change(caller, booking.id, { start_time: taken.start_time });
    expect([clash.status, clash.body.code]).toEqual([409, 'operator_busy']);
    const shifted = new Date(Date.parse(booking.start_time) + 600_000).toISOString();
    expect((await change(caller, booking.id, { start_time: shifted })).status).toBe(200);
  });

  it('409 with the status once a booking is calling or ended', async () => {
    for (const status of ['calling', 'completed', 'failed', 'cancelled'] as const) {
      const booking = await booked(caller, { start_time: freeTime() });
      await setStatus(booking.id, status);
      const answer = await callRoute<Answer>(getBooking, { as: caller, params: { id: booking.id } });
      const changed = await change(caller, booking.id, { title: 'Other' });
      expect([changed.status, changed.body.code]).toEqual([409, 'booking_locked']);
      expect(changed.body).toMatchObject({ booking_status: status });
      const cancelled = await cancel(caller, booking.id);
      expect([cancelled.status, cancelled.body.code, cancelled.body.booking_status]).toEqual([
        409,
        'booking_locked',
        status,
      ]);
      expect((await details(caller, booking.id)).body).toEqual(answer.body);
    }
  });

  it('changes a meeting at the provider, and has every change carried there', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    const service = { id: world.deps.ids.make('service'), organizationId: organization.id, slug: booking.id };
    await world.db.insert(services).values({ ...service, name: 'Intro', durationMinutes: 30 });
    await setStatus(booking.id, 'pending', { fulfilment: 'meeting', attendeePhone: null, serviceId: service.id });
    const changed = await change(caller, booking.id, { notes: 'Bring slides' });
    expect(changed.body).toMatchObject({ booking: { notes: 'Bring slides', attendee_phone: null }, warnings: [] });
    const waiting = () => world.db.$count(jobs, and(eq(jobs.name, BOOKING_CHANGED), eq(jobs.key, booking.id)));
    expect(await waiting()).toBe(1);
    await world.db.delete(jobs);
    await cancel(caller, booking.id);
    expect(await waiting()).toBe(1);
    await world.db.delete(jobs);
    await restore(caller, booking.id);
    expect(await waiting()).toBe(1);
  });

  it('409 when somebody else changed the booking since the editor looked', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    const seen = { if_updated_at: booking.updated_at };
    expect((await change(caller, booking.id, { ...seen, notes: 'First' })).status).toBe(200);
    const late = await change(caller, booking.id, { ...seen, notes: 'Second' });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    expect((await stored(booking.id)).notes).toBe('First');
  });
});

describe('DELETE and undo', () => {
  it('cancels and keeps the row; a second time is 409', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    const { status, body } = await cancel(caller, booking.id);
    expect(status).toBe(200);
    expect(body.booking).toMatchObject({ id: booking.id, status: 'cancelled', status_reason: 'cancelled_by_user' });
    expect((await cancel(caller, booking.id)).body.code).toBe('booking_locked');
    expect((await details(caller, booking.id)).body.timeline.map(({ kind }) => kind)).toEqual([
      'booking.created',
      'booking.cancelled',
    ]);
  });

  it('gives the time back at once', async () => {
    const start_time = freeTime();
    await cancel(caller, (await booked(caller, { start_time })).id);
    expect((await booked(caller, { start_time })).status).toBe('pending');
  });

  it('can be undone for ten minutes', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    await cancel(caller, booking.id);
    world.clock.advance(600_000);
    const undone = await restore(caller, booking.id);
    expect(undone.status).toBe(200);
    expect(undone.body.booking).toMatchObject({ status: 'pending', status_reason: null, due_at: booking.start_time });
    expect((await details(caller, booking.id)).body.timeline.at(-1)?.kind).toBe('booking.restored');

    await cancel(caller, booking.id);
    world.clock.advance(601_000);
    const late = await restore(caller, booking.id);
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
  });

  it('cannot be undone when it is not cancelled, has begun, or the time was given away', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    expect((await restore(caller, booking.id)).body.code).toBe('conflict');

    await cancel(caller, booking.id);
    await booked(caller, { start_time: booking.start_time });
    const taken = await restore(caller, booking.id);
    expect([taken.status, taken.body.code]).toEqual([409, 'operator_busy']);

    const soon = await booked(caller, { start_time: new Date(world.clock.now().getTime() + 300_000).toISOString() });
    await cancel(caller, soon.id);
    world.clock.advance(300_000);
    expect((await restore(caller, soon.id)).body.code).toBe('conflict');
  });
});

describe('cancelling several', () => {
  const cancelMany = (as: Caller, ids: string[]) =>
    callRoute<CancelBookingsResponse & Problem>(postCancel, { as, body: { ids } });

  it('cancels what is pending and says what it left', async () => {
    const [first, second, third] = [
      await booked(caller, { start_time: freeTime() }),
      await booked(caller, { start_time: freeTime() }),
      await booked(caller, { start_time: freeTime() }),
    ];
    await setStatus(second.id, 'completed');
    const { status, body } = await cancelMany(caller, [third.id, second.id, first.id, third.id]);
    expect(status).toBe(200);
    expect(body.results).toEqual([
      { id: third.id, outcome: 'cancelled', status: 'cancelled' },
      { id: second.id, outcome: 'locked', status: 'completed' },
      { id: first.id, outcome: 'cancelled', status: 'cancelled' },
    ]);
  });

  it('404 when one is not there, or not ours, and then none is cancelled', async () => {
    const ours = await booked(caller, { start_time: freeTime() });
    const theirs = await booked(rival, { start_time: freeTime() });
    for (const other of ['bk_none', theirs.id])
      expect((await cancelMany(caller, [ours.id, other])).body.code).toBe('not_found');
    expect((await stored(ours.id)).status).toBe('pending');
    expect((await stored(theirs.id)).status).toBe('pending');
  });

  it('400 for none and for too many', async () => {
    expect((await cancelMany(caller, [])).status).toBe(400);
    expect(
      (
        await cancelMany(
          caller,
          Array.from({ length: 101 }, (_, i) => `bk_${i}`),
        )
      ).status,
    ).toBe(400);
  });
});

describe('who may', () => {
  it('roles that only look get 403, and nothing changes', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    for (const role of ['supervisor', 'analyst', 'viewer'] as const) {
      const as = await signIn(world, await makeMember(world, organization, role));
      expect((await change(as, booking.id, { title: 'Mine' })).status).toBe(403);
      expect((await cancel(as, booking.id)).status).toBe(403);
      expect((await restore(as, booking.id)).status).toBe(403);
      expect((await callRoute(postCancel, { as, body: { ids: [booking.id] } })).status).toBe(403);
      expect((await details(as, booking.id)).status).toBe(200);
    }
    expect((await details(caller, booking.id)).body.booking).toEqual(booking);
  });

  it('another organization sees 404 everywhere, and changes nothing', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    expect((await details(rival, booking.id)).status).toBe(404);
    expect((await change(rival, booking.id, { title: 'Mine' })).status).toBe(404);
    expect((await cancel(rival, booking.id)).status).toBe(404);
    expect((await restore(rival, booking.id)).status).toBe(404);
    expect((await details(caller, booking.id)).body.booking).toEqual(booking);
  });

  it('nobody without a credential, and no plan without the feature', async () => {
    const booking = await booked(caller, { start_time: freeTime() });
    const { owner } = await makeOrganization(world, { plan: 'pro' });
    const pro = await signIn(world, owner);
    for (const [as, status] of [
      [{}, 401],
      [pro, 402],
    ] as const) {
      expect((await details(as, booking.id)).status).toBe(status);
      expect((await change(as, booking.id, { title: 'x' })).status).toBe(status);
      expect((await cancel(as, booking.id)).status).toBe(status);
      expect((await restore(as, booking.id)).status).toBe(status);
    }
  });
});
