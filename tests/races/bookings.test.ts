import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { POST as postRestore } from '@/app/api/bookings/[id]/restore/route';
import { DELETE as deleteBooking } from '@/app/api/bookings/[id]/route';
import { claimDue } from '@/lib/calls/scheduler/internal/claim-due';
import { schedulerActor } from '@/lib/calls/scheduler/scheduler-context';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { callSettings, calls } from '@/lib/db/schema/calls';
import { services } from '@/lib/db/schema/orgs';
import { book, booked, change } from '@/tests/support/booking-requests';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let organizationId: string;
let staffId: string;
let caller: Caller;

/** An operator of a new organization for every test, whose time is all free. */
beforeEach(async () => {
  const { organization } = await makeOrganization(world);
  organizationId = organization.id;
  const operator = await makeMember(world, organization, 'operator', { name: 'Olivia', phone: '+12025550111' });
  staffId = operator.staffId;
  caller = await signIn(world, operator);
  await world.db
    .update(callSettings)
    .set({ callingHours: { enabled: false, start: '00:00', end: '24:00', days: [1] } })
    .where(eq(callSettings.organizationId, organizationId));
});

const live = () =>
  world.db
    .select()
    .from(bookings)
    .where(and(eq(bookings.staffId, staffId), inArray(bookings.status, ['pending', 'calling'])))
    .orderBy(bookings.startTime);

const minutesAfter = (start: string, minutes: number) => new Date(Date.parse(start) + minutes * 60_000).toISOString();

describe('one operator is never booked twice', () => {
  it('of 50 creates for the same time at once, one wins and 49 are told until when', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => book(caller)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const { status, body } of refused) {
      expect([status, body.code]).toEqual([409, 'operator_busy']);
      expect(body.detail).toContain('Olivia is busy until');
    }
    expect(await live()).toHaveLength(1);
  });

  it('of 50 creates that overlap here and there, those that won do not overlap', async () => {
    const first = '2026-03-05T15:00:00Z';
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => book(caller, { start_time: minutesAfter(first, (i * 7) % 120) })),
    );
    const won = answers.filter(({ status }) => status === 201).length;
    expect(answers.filter(({ body }) => body.code === 'operator_busy')).toHaveLength(50 - won);
    const rows = await live();
    expect(rows).toHaveLength(won);
    for (const [i, row] of rows.entries())
      expect(rows[i + 1]?.startTime.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
        row.endTime.getTime(),
      );
  });

  it('time that a service keeps free around its bookings is nobody else’s, whoever books first', async () => {
    const id = world.deps.ids.make('service');
    await world.db.insert(services).values({
      id,
      organizationId,
      slug: 'roomy',
      name: 'Roomy',
      durationMinutes: 30,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 15,
    });
    const roomy = await booked(caller, { start_time: '2026-03-05T15:00:00Z', service: id });
    const at = (start_time: string, more: Record<string, unknown> = {}) => book(caller, { start_time, ...more });
    const behind = await at('2026-03-05T15:40:00Z');
    expect([behind.body.code, behind.body.detail]).toEqual([
      'operator_busy',
      'Olivia is busy until Thu, 5 Mar 2026, 15:45 (UTC).',
    ]);
    expect((await at('2026-03-05T14:25:00Z')).body.code).toBe('operator_busy');
    // Both keep time free between them.
    const next = await at('2026-03-05T15:50:00Z', { service: id });
    expect([next.body.code, next.body.detail]).toEqual([
      'operator_busy',
      'Olivia is busy until Thu, 5 Mar 2026, 15:55 (UTC).',
    ]);
    expect((await at('2026-03-05T14:20:00Z')).status).toBe(201);
    const plain = (await at('2026-03-05T15:45:00Z')).body.booking;
    // A change of the service asks for its time, too.
    expect((await change(caller, plain.id, { service: id })).body.code).toBe('operator_busy');
    expect((await change(caller, roomy.id, { service: null })).status).toBe(200);
    expect((await change(caller, plain.id, { service: id })).status).toBe(200);
  });

  it('of bookings that move to one time at once, one arrives and the others stay where they were', async () => {
    const starts = Array.from({ length: 12 }, (_, i) => minutesAfter('2026-03-06T15:00:00Z', i * 30));
    const bookings = await Promise.all(starts.map((start_time) => booked(caller, { start_time })));
    const answers = await Promise.all(
      bookings.map(({ id }) => change(caller, id, { start_time: '2026-03-07T15:00:00Z' })),
    );
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([
      200,
      ...Array.from({ length: 11 }, () => 'operator_busy'),
    ]);
    const rows = await live();
    expect(rows.filter(({ startTime }) => startTime.toISOString() === '2026-03-07T15:00:00.000Z')).toHaveLength(1);
    expect(rows).toHaveLength(12);
  });

  it('a cancellation undone while the time is given away: one of the two holds it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const start_time = minutesAfter('2026-03-08T15:00:00Z', round * 30);
      const { id } = await booked(caller, { start_time });
      await callRoute(deleteBooking, { method: 'DELETE', as: caller, params: { id } });
      const [undone, other] = await Promise.all([
        callRoute<Problem>(postRestore, { method: 'POST', as: caller, params: { id } }),
        book(caller, { start_time }),
      ]);
      expect([undone.body.code ?? 'ok', other.body.code ?? 'ok'].sort()).toEqual(['ok', 'operator_busy']);
    }
    expect(await live()).toHaveLength(10);
  });
});

describe('a booking meets the scheduler', () => {
  const claim = () =>
    claimDue(world.db, {
      now: world.clock.now(),
      ids: world.deps.ids,
      actor: schedulerActor,
      spaceCallsPerSecond: 1000,
      fromNumber: '+12025550100',
      limit: 500,
    });

  async function dueBookings(count: number): Promise<string[]> {
    const start = new Date(world.clock.now().getTime() + 600_000).toISOString();
    const bookings = await Promise.all(
      Array.from({ length: count }, () => booked(caller, { start_time: start, staff_id: null })),
    );
    await world.db
      .update(callSettings)
      .set({ operatorLine: '+12025550112' })
      .where(eq(callSettings.organizationId, organizationId));
    world.clock.set(new Date(start));
    return bookings.map(({ id }) => id);
  }

  it('cancelled against claimed: either the cancellation counts and no call exists, or it is told to be too late', async () => {
    const ids = await dueBookings(30);
    const [cancelled] = await Promise.all([
      Promise.all(ids.map((id) => callRoute<Problem>(deleteBooking, { method: 'DELETE', as: caller, params: { id } }))),
      claim(),
      claim(),
    ]);
    // What was being cancelled at that instant is left for the next look.
    await claim();
    const placed = await world.db.select().from(calls).where(inArray(calls.bookingId, ids));
    const rows = await world.db.select().from(bookings).where(inArray(bookings.id, ids));
    for (const [i, { status, body }] of cancelled.entries()) {
      const attempts = placed.filter(({ bookingId }) => bookingId === ids[i]);
      const row = rows.find(({ id }) => id === ids[i]);
      if (status === 200) {
        expect([attempts.length, row?.status]).toEqual([0, 'cancelled']);
      } else {
        expect(body).toMatchObject({ code: 'booking_locked', booking_status: 'calling' });
        expect([attempts.length, row?.status]).toEqual([1, 'calling']);
      }
    }
  });

  it('a cancellation one second before the start still counts', async () => {
    const ids = await dueBookings(1);
    world.clock.advance(-1000);
    await callRoute(deleteBooking, { method: 'DELETE', as: caller, params: { id: ids[0] ?? '' } });
    world.clock.advance(1000);
    expect((await claim()).calls).toEqual([]);
  });

  it('moved against claimed: a booking that moved is not called at its old time', async () => {
    const ids = await dueBookings(30);
    const later = minutesAfter(world.clock.now().toISOString(), 600);
    const [moved] = await Promise.all([
      Promise.all(ids.map((id) => change(caller, id, { start_time: later }))),
      claim(),
    ]);
    await claim();
    const rows = await world.db.select().from(bookings).where(inArray(bookings.id, ids));
    for (const [i, { status, body }] of moved.entries()) {
      const row = rows.find(({ id }) => id === ids[i]);
      if (status === 200) expect([row?.status, row?.dueAt.toISOString()]).toEqual(['pending', later]);
      else expect([body.code, row?.status]).toEqual(['booking_locked', 'calling']);
    }
  });
});

describe('two editors at once', () => {
  it('who saw an older state is refused; who names none changes only what was named', async () => {
    const booking = await booked(caller);
    const seen = { if_updated_at: booking.updated_at };
    const guarded = await Promise.all(
      Array.from({ length: 10 }, (_, i) => change(caller, booking.id, { ...seen, notes: `guarded ${i}` })),
    );
    expect(guarded.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(guarded.filter(({ body }) => body.code === 'conflict')).toHaveLength(9);

    const fields = { title: 'New', notes: 'New', description: 'New', attendee_name: 'New' };
    await Promise.all(Object.entries(fields).map(([field, value]) => change(caller, booking.id, { [field]: value })));
    const [row] = await world.db.select().from(bookings).where(eq(bookings.id, booking.id));
    expect(row).toMatchObject({ title: 'New', notes: 'New', description: 'New', attendeeName: 'New' });
    const history = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, booking.id));
    expect(history.filter(({ kind }) => kind === 'edited')).toHaveLength(5);
  });
});
