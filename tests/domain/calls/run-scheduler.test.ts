import { eq, gte, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { endAttempt } from '@/lib/calls/end-attempt';
import { claimDue } from '@/lib/calls/scheduler/internal/claim-due';
import { failMissed } from '@/lib/calls/scheduler/internal/fail-missed';
import { runScheduler } from '@/lib/calls/scheduler/run-scheduler';
import { schedulerActor } from '@/lib/calls/scheduler/scheduler-context';
import { bookings } from '@/lib/db/schema/bookings';
import { callSettings, calls, optOuts } from '@/lib/db/schema/calls';
import { notices, organizations, staff } from '@/lib/db/schema/orgs';
import { eventually } from '@/tests/support/eventually';
import { schedulerRuns } from '@/tests/support/scheduler-runs';
import {
  attemptsOf,
  bookingNow,
  callingOrganization,
  pendingBooking,
  pendingBookings,
  type SchedulerWorld,
} from '@/tests/support/scheduler-world';
import { callIdOf } from '@/tests/support/scripted-carrier';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
const runs = schedulerRuns(world);
let scene: SchedulerWorld;
const later = (seconds: number) => new Date(world.clock.now().getTime() + seconds * 1000);

describe('what a run places', () => {
  it('places what is due, links the booking to its call, and keeps the gates’ answers with it', async () => {
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-5));
    const counts = await runs.run(scene);
    expect(counts).toMatchObject({ claimed: 1, ordered: 1 });
    const booking = await bookingNow(world, id);
    const [call] = await attemptsOf(world, id);
    expect(booking).toMatchObject({ status: 'calling', callId: call?.id, attempts: 1 });
    expect(call).toMatchObject({ status: 'queued', carrierSid: scene.carrier.taken[0]?.sid, latenessMs: 5000 });
    expect(call?.gates.map(({ gate, passed }) => [gate, passed])).toEqual([
      ['grace', true],
      ['plan', true],
      ['opt_out', true],
      ['callable', true],
      ['calling_hours', true],
      ['operator_phone', true],
    ]);
    expect(scene.carrier.received[0]).toMatchObject({ detectMachine: false, from: '+12025550100' });
  });

  it('returns at once without an order when nothing falls due within two minutes', async () => {
    scene = await runs.freshScene();
    await pendingBooking(world, scene, later(121));
    expect(await runs.run(scene)).toMatchObject({ claimed: 0 });
    expect(scene.carrier.received).toEqual([]);
  });

  it('waits for what falls due before the next run, and orders it on the second', async () => {
    scene = await runs.freshScene();
    const start = later(90);
    await pendingBooking(world, scene, start);
    const running = runScheduler(scene.context);
    for (let step = 0; step < 89; step++) {
      world.clock.advance(1000);
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(scene.carrier.received).toEqual([]);
    }
    await eventually('the call is ordered at its time', () => {
      if (world.clock.now() < start) world.clock.set(start);
      return scene.carrier.taken.length === 1;
    });
    expect(scene.carrier.taken[0]?.takenAt).toEqual(start);
    await runs.untilDone(running);
  });

  it('respects a cancellation while the run waits', async () => {
    scene = await runs.freshScene();
    const start = later(30);
    const id = await pendingBooking(world, scene, start);
    const running = runScheduler(scene.context);
    await world.db.update(bookings).set({ status: 'cancelled' }).where(eq(bookings.id, id));
    await runs.untilDone(running);
    expect(scene.carrier.received).toEqual([]);
  });

  it('dials every booking exactly once across overlapping and repeated runs', async () => {
    scene = await runs.freshScene();
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, i) => pendingBooking(world, scene, later(-i), { staffId: null, userId: null })),
    );
    await world.db
      .update(callSettings)
      .set({ operatorLine: '+12025559000' })
      .where(eq(callSettings.organizationId, scene.organizationId));
    await Promise.all(Array.from({ length: 8 }, () => runScheduler(scene.context)));
    await runs.run(scene);
    const dialled = scene.carrier.taken.map(callIdOf);
    expect(new Set(dialled).size).toBe(60);
    expect(dialled).toHaveLength(60);
    for (const id of ids) expect((await bookingNow(world, id)).status).toBe('calling');
  });

  it('places more calls than one claim holds, and skips those in progress', async () => {
    scene = await runs.freshScene();
    const ids = await pendingBookings(world, scene, 1_201, later(-5));
    expect(await runs.run(scene)).toMatchObject({ claimed: 1_201, ordered: 1_201 });
    const last = await pendingBooking(world, scene, later(-4));
    expect(await runs.run(scene)).toMatchObject({ claimed: 1, ordered: 1 });
    expect(scene.carrier.taken.map(callIdOf)).toHaveLength(1_202);
    expect(new Set(scene.carrier.taken.map(callIdOf)).size).toBe(1_202);
    expect((await bookingNow(world, last)).status).toBe('calling');
    expect((await bookingNow(world, ids[0] ?? '')).attempts).toBe(1);
  });

  it('sets a booking to calling without writing to an index', async () => {
    const { rows } = await world.db.execute<{ name: string; definition: string }>(
      sql`select indexname as name, indexdef as definition from pg_indexes where tablename = 'booking_events'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    const changed = /\b(?:status|call_id|attempts|updated_at)\b/;
    expect(rows.filter(({ definition }) => changed.test(definition)).map(({ name }) => name)).toEqual([]);
  });

  it('fails a booking past its grace period as missed: it is not dialled, and its operator is notified', async () => {
    scene = await runs.freshScene({ graceMinutes: 10 });
    const late = await pendingBooking(world, scene, later(-601));
    const inTime = await pendingBooking(world, scene, later(-300));
    expect(await runs.run(scene)).toMatchObject({ missed: 1, ordered: 1 });
    expect(await bookingNow(world, late)).toMatchObject({ status: 'failed', statusReason: 'missed' });
    expect(await bookingNow(world, inTime)).toMatchObject({ status: 'calling' });
    const sent = await world.db.select().from(notices).where(eq(notices.bookingId, late));
    expect(sent).toMatchObject([{ userId: scene.operator.id, kind: 'booking_missed' }]);
  });

  it('ends a missed booking once and the same way, whether dialling or housekeeping finds it first', async () => {
    scene = await runs.freshScene({ graceMinutes: 10 });
    const id = await pendingBooking(world, scene, later(-601));
    const { db, clock, ids, spaceCallsPerSecond, fromNumber } = scene.context;
    const settings = { now: clock.now(), ids, actor: schedulerActor };
    const dialling = { ...settings, spaceCallsPerSecond, fromNumber, limit: 10 };
    const claims = await Promise.all(Array.from({ length: 4 }, () => claimDue(db, dialling)));
    expect(claims.map(({ missed, refused }) => missed + refused).reduce((a, b) => a + b)).toBe(1);
    expect(await failMissed(db, settings)).toBe(0);
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'missed', attempts: 0 });
    expect(await attemptsOf(world, id)).toEqual([]);
    const sent = await world.db.select().from(notices).where(eq(notices.bookingId, id));
    expect(sent.map(({ kind }) => kind)).toEqual(['booking_missed']);
  });
});

describe('an operator who was deactivated', () => {
  it('never rings: the organization’s fallback line takes the call', async () => {
    scene = await runs.freshScene();
    await pendingBooking(world, scene, later(-1));
    await world.db
      .update(staff)
      .set({ active: false })
      .where(eq(staff.id, scene.operator.staffId ?? ''));
    await world.db
      .update(callSettings)
      .set({ operatorLine: '+12025559000' })
      .where(eq(callSettings.organizationId, scene.organizationId));
    await runs.run(scene);
    expect(scene.carrier.taken.map(({ to }) => to)).toEqual(['+12025559000']);
  });
});

describe('the gates', () => {
  it.each([
    [
      'opted_out',
      async () =>
        void (await world.db.insert(optOuts).values({
          id: 'opt_1',
          organizationId: scene.organizationId,
          phone: '+12025558888',
          createdAt: world.clock.now(),
        })),
    ],
    [
      'plan_required',
      async () =>
        void (await world.db
          .update(organizations)
          .set({ plan: 'pro' })
          .where(eq(organizations.id, scene.organizationId))),
    ],
    [
      'outside_calling_hours',
      async () =>
        void (await world.db
          .update(callSettings)
          .set({ callingHours: { enabled: true, start: '03:00', end: '03:01', days: [7] } })
          .where(eq(callSettings.organizationId, scene.organizationId))),
    ],
  ])('%s refuses the call at the instant of dialling and keeps the evidence', async (reason, close) => {
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-1), { attendeePhone: '+12025558888' });
    await close();
    expect(await runs.run(scene)).toMatchObject({ refused: 1, ordered: 0 });
    expect(scene.carrier.received).toEqual([]);
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: reason });
    const [call] = await attemptsOf(world, id);
    expect(call).toMatchObject({ status: 'not-placed', orderedAt: null });
    expect(call?.gates.some(({ passed }) => !passed)).toBe(true);
  });
});

describe('the call rate', () => {
  it('orders no more per second than the space accepts, and serves organizations in turn', async () => {
    scene = await runs.freshScene();
    const other = await callingOrganization(world);
    for (let i = 0; i < 6; i++) await pendingBooking(world, scene, later(-1), { staffId: null, userId: null });
    await world.db.update(callSettings).set({ operatorLine: '+12025559001' });
    await pendingBooking(world, other, later(-1));
    world.clock.advance(2_000);
    scene.context.spaceCallsPerSecond = 2;
    const begun = world.clock.now();
    const running = runScheduler(scene.context);
    await runs.untilDone(running);
    expect(scene.carrier.taken).toHaveLength(7);
    const claimed = await world.db.select({ at: calls.intentAt }).from(calls).where(gte(calls.intentAt, begun));
    const instants = claimed.map(({ at }) => at.getTime());
    for (const end of instants)
      expect(instants.filter((at) => at > end - 1000 && at <= end).length).toBeLessThanOrEqual(2);
    const [ownOther] = await world.db.select().from(calls).where(eq(calls.organizationId, other.organizationId));
    expect(scene.carrier.taken.slice(0, 2).map(callIdOf)).toContain(ownOther?.id);
  });
});

describe('retries', () => {
  it('retries busy and unanswered calls as configured, each as a new attempt', async () => {
    scene = await runs.freshScene({ retryCount: 1, retrySpacingSeconds: 120 });
    const id = await pendingBooking(world, scene, later(-1));
    await runs.run(scene);
    const end = async () => {
      const call = (await attemptsOf(world, id)).at(-1);
      await world.db.transaction((tx) =>
        endAttempt(tx, {
          callId: call?.id ?? '',
          status: 'no-answer',
          end: { connected: false, reason: 'operator_no_answer' },
          now: world.clock.now(),
          ids: world.deps.ids,
          actor: schedulerActor,
        }),
      );
    };
    await end();
    expect(await bookingNow(world, id)).toMatchObject({ status: 'pending', dueAt: later(120) });
    world.clock.advance(120_000);
    await runs.run(scene);
    expect(await attemptsOf(world, id)).toHaveLength(2);
    await end();
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'operator_no_answer' });
    await end();
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed' });
  });
});
