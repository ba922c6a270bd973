import { and, eq, gte, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { endAttempt } from '@/lib/calls/end-attempt';
import { hangUpCall } from '@/lib/calls/hang-up-call';
import { CALL_HANG_UP } from '@/lib/calls/job-names';
import { claimDue } from '@/lib/calls/scheduler/internal/claim-due';
import { failMissed } from '@/lib/calls/scheduler/internal/fail-missed';
import { runScheduler } from '@/lib/calls/scheduler/run-scheduler';
import { schedulerActor } from '@/lib/calls/scheduler/scheduler-context';
import { reportLeg } from '@/lib/calls/voice/report-leg';
import { bookings } from '@/lib/db/schema/bookings';
import { callSettings, calls, optOuts } from '@/lib/db/schema/calls';
import { notices, organizations, staff } from '@/lib/db/schema/orgs';
import { drainJobs } from '@/lib/jobs/drain';
import { eventually } from '@/tests/support/eventually';
import {
  attemptsOf,
  bookingNow,
  callingOrganization,
  pendingBooking,
  pendingBookings,
  type SchedulerWorld,
  schedulerWorld,
} from '@/tests/support/scheduler-world';
import { callIdOf } from '@/tests/support/scripted-carrier';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let scene: SchedulerWorld;
const later = (seconds: number) => new Date(world.clock.now().getTime() + seconds * 1000);

/** Everything a test made is over, so that the next test's run finds only its own. */
async function freshScene(settings: Partial<typeof callSettings.$inferInsert> = {}) {
  await world.db.update(calls).set({ status: 'canceled', nextCheckAt: null });
  await world.db.update(bookings).set({ status: 'cancelled' });
  scene = await schedulerWorld(world, settings);
}

describe('what a run places', () => {
  it('places what is due, links the booking to its call, and keeps the gates’ answers with it', async () => {
    await freshScene();
    const id = await pendingBooking(world, scene, later(-5));
    const counts = await run();
    expect(counts).toMatchObject({ claimed: 1, ordered: 1 });
    const booking = await bookingNow(world, id);
    const [call] = await attemptsOf(world, id);
    expect(booking).toMatchObject({ status: 'calling', callId: call?.id, attempts: 1 });
    expect(call).toMatchObject({ status: 'queued', carrierSid: scene.carrier.taken[0]?.sid, latenessMs: 5000 });
    expect(call?.gates.map(({ gate, passed }) => [gate, passed])).toEqual([
      ['grace', true],
      ['plan', true],
      ['opt_out', true],
      ['calling_hours', true],
      ['operator_phone', true],
    ]);
    expect(scene.carrier.received[0]).toMatchObject({ detectMachine: false, from: '+12025550100' });
  });

  it('returns at once without an order when nothing falls due within two minutes', async () => {
    await freshScene();
    await pendingBooking(world, scene, later(121));
    expect(await run()).toMatchObject({ claimed: 0 });
    expect(scene.carrier.received).toEqual([]);
  });

  it('waits for what falls due before the next run, and orders it on the second', async () => {
    await freshScene();
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
    await eventuallyDone(running);
  });

  it('respects a cancellation while the run waits', async () => {
    await freshScene();
    const start = later(30);
    const id = await pendingBooking(world, scene, start);
    const running = runScheduler(scene.context);
    await world.db.update(bookings).set({ status: 'cancelled' }).where(eq(bookings.id, id));
    await eventuallyDone(running);
    expect(scene.carrier.received).toEqual([]);
  });

  it('dials every booking exactly once across overlapping and repeated runs', async () => {
    await freshScene();
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, i) => pendingBooking(world, scene, later(-i), { staffId: null, userId: null })),
    );
    await world.db
      .update(callSettings)
      .set({ operatorLine: '+12025559000' })
      .where(eq(callSettings.organizationId, scene.organizationId));
    await Promise.all(Array.from({ length: 8 }, () => runScheduler(scene.context)));
    await run();
    const dialled = scene.carrier.taken.map(callIdOf);
    expect(new Set(dialled).size).toBe(60);
    expect(dialled).toHaveLength(60);
    for (const id of ids) expect((await bookingNow(world, id)).status).toBe('calling');
  });

  it('places more calls than one claim holds, and skips those in progress', async () => {
    await freshScene();
    const ids = await pendingBookings(world, scene, 1_201, later(-5));
    expect(await run()).toMatchObject({ claimed: 1_201, ordered: 1_201 });
    const last = await pendingBooking(world, scene, later(-4));
    expect(await run()).toMatchObject({ claimed: 1, ordered: 1 });
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
    await freshScene({ graceMinutes: 10 });
    const late = await pendingBooking(world, scene, later(-601));
    const inTime = await pendingBooking(world, scene, later(-300));
    expect(await run()).toMatchObject({ missed: 1, ordered: 1 });
    expect(await bookingNow(world, late)).toMatchObject({ status: 'failed', statusReason: 'missed' });
    expect(await bookingNow(world, inTime)).toMatchObject({ status: 'calling' });
    const sent = await world.db.select().from(notices).where(eq(notices.bookingId, late));
    expect(sent).toMatchObject([{ userId: scene.operator.id, kind: 'booking_missed' }]);
  });

  it('ends a missed booking once and the same way, whether dialling or housekeeping finds it first', async () => {
    await freshScene({ graceMinutes: 10 });
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
    await freshScene();
    await pendingBooking(world, scene, later(-1));
    await world.db
      .update(staff)
      .set({ active: false })
      .where(eq(staff.id, scene.operator.staffId ?? ''));
    await world.db
      .update(callSettings)
      .set({ operatorLine: '+12025559000' })
      .where(eq(callSettings.organizationId, scene.organizationId));
    await run();
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
    await freshScene();
    const id = await pendingBooking(world, scene, later(-1), { attendeePhone: '+12025558888' });
    await close();
    expect(await run()).toMatchObject({ refused: 1, ordered: 0 });
    expect(scene.carrier.received).toEqual([]);
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: reason });
    const [call] = await attemptsOf(world, id);
    expect(call).toMatchObject({ status: 'not-placed', orderedAt: null });
    expect(call?.gates.some(({ passed }) => !passed)).toBe(true);
  });
});

describe('when the carrier does not answer', () => {
  it('links an order that timed out after acceptance to its call, and never places it again', async () => {
    await freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown-after-accept';
    expect(await run()).toMatchObject({ unknown: 1 });
    expect((await attemptsOf(world, id))[0]).toMatchObject({ status: 'unknown', carrierSid: null });
    world.clock.advance(46_000);
    expect(await run()).toMatchObject({ settled: 1, ordered: 0 });
    expect((await attemptsOf(world, id))[0]).toMatchObject({
      status: 'queued',
      carrierSid: scene.carrier.taken[0]?.sid,
    });
    expect(scene.carrier.taken).toHaveLength(1);
  });

  it('places an order missing from the carrier’s list once more, in a new attempt', async () => {
    await freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = (_, nth) => (nth === 1 ? 'unknown' : 'accepted');
    await run();
    for (const pauseMs of [44_000, 2_000, 59_000]) {
      world.clock.advance(pauseMs);
      await run();
      expect(scene.carrier.received).toHaveLength(1);
    }
    world.clock.advance(2_000);
    await run();
    world.clock.advance(2_000);
    await run();
    const attempts = await attemptsOf(world, id);
    expect(attempts.map((call) => call.status)).toEqual(['not-placed', 'queued']);
    expect(scene.carrier.taken).toHaveLength(1);
  });

  it('rings once when the carrier lists the call so late that the first look shows nothing', async () => {
    await freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown-after-accept';
    scene.carrier.listsAfterMs = 60_000;
    await run();
    for (let i = 0; i < 4; i++) {
      world.clock.advance(46_000);
      await run();
    }
    expect(scene.carrier.taken).toHaveLength(1);
    expect((await attemptsOf(world, id))[0]).toMatchObject({ carrierSid: scene.carrier.taken[0]?.sid });
  });

  it('hangs up a call that shows up after its order was given up, and notifies the admins', async () => {
    await freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = (_, nth) => (nth === 1 ? 'unknown' : 'accepted');
    await run();
    for (const pauseMs of [46_000, 61_000, 2_000]) {
      world.clock.advance(pauseMs);
      await run();
    }
    const [givenUp] = await attemptsOf(world, id);
    const report = {
      callId: String(givenUp?.id),
      sid: 'late-call',
      party: 'operator',
      parentSid: null,
      status: 'ringing',
      sequence: 0,
      durationSeconds: null,
      answeredBy: null,
      now: world.clock.now(),
      ids: world.deps.ids,
      actor: schedulerActor,
    } as const;
    expect(await world.db.transaction((tx) => reportLeg(tx, report))).toBe('placed_after_all');
    await drainJobs(world.deps, { [CALL_HANG_UP]: hangUpCall(scene.context) }, 1_000);
    expect(scene.carrier.ended).toEqual(['late-call']);
    const told = await world.db.select().from(notices).where(eq(notices.kind, 'stray_call'));
    expect(told.map(({ bookingId }) => bookingId)).toContain(id);
  });

  it('ends a booking within 15 minutes although the carrier’s list never can be read', async () => {
    await freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown';
    scene.carrier.listFails = true;
    await run();
    for (let minute = 0; minute < 14; minute++) {
      world.clock.advance(60_000);
      await run();
    }
    expect((await bookingNow(world, id)).status).toBe('calling');
    world.clock.advance(61_000);
    await run();
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'unconfirmed' });
  });

  it('waits for an account that the carrier refuses, and notifies the admins once', async () => {
    await freshScene({ graceMinutes: 10 });
    const ids = [await pendingBooking(world, scene, later(-1))];
    scene.carrier.script = (_, nth) => (nth <= 2 ? 'account-refused' : 'accepted');
    await run();
    expect(await bookingNow(world, String(ids[0]))).toMatchObject({ status: 'pending' });
    for (let i = 0; i < 3; i++) {
      world.clock.advance(61_000);
      await run();
    }
    expect(scene.carrier.taken).toHaveLength(1);
    expect(await bookingNow(world, String(ids[0]))).toMatchObject({ status: 'calling' });
    const told = await world.db
      .select()
      .from(notices)
      .where(and(eq(notices.kind, 'carrier_account_refused'), eq(notices.organizationId, scene.organizationId)));
    expect(new Set(told.map(({ userId }) => userId)).size).toBe(told.length);
  });

  it('decides nothing and places nothing again while the list can’t be read', async () => {
    await freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown';
    scene.carrier.listFails = true;
    await run();
    for (let i = 0; i < 5; i++) {
      world.clock.advance(31_000);
      await run();
    }
    expect(scene.carrier.received).toHaveLength(1);
    expect((await bookingNow(world, id)).status).toBe('calling');
  });

  it('retries a rejected order with pauses until the grace period ends', async () => {
    await freshScene({ graceMinutes: 5 });
    const id = await pendingBooking(world, scene, later(0));
    scene.carrier.script = () => 'not-taken';
    await runUntil(later(60));
    expect((await bookingNow(world, id)).status).toBe('pending');
    await runUntil(later(360));
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'missed' });
    expect(scene.carrier.received.length).toBeGreaterThan(2);
    expect(scene.carrier.received.length).toBeLessThan(30);
  });

  it('fails the booking of a refused order with the reason, without repeating it', async () => {
    await freshScene({ retryCount: 3 });
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'refused';
    await run();
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'carrier_refused' });
  });
});

describe('the call rate', () => {
  it('orders no more per second than the space accepts, and serves organizations in turn', async () => {
    await freshScene();
    const other = await callingOrganization(world);
    for (let i = 0; i < 6; i++) await pendingBooking(world, scene, later(-1), { staffId: null, userId: null });
    await world.db.update(callSettings).set({ operatorLine: '+12025559001' });
    await pendingBooking(world, other, later(-1));
    world.clock.advance(2_000);
    scene.context.spaceCallsPerSecond = 2;
    const begun = world.clock.now();
    const running = runScheduler(scene.context);
    await eventuallyDone(running);
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
    await freshScene({ retryCount: 1, retrySpacingSeconds: 120 });
    const id = await pendingBooking(world, scene, later(-1));
    await run();
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
    await run();
    expect(await attemptsOf(world, id)).toHaveLength(2);
    await end();
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'operator_no_answer' });
    await end();
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed' });
  });
});

/** A run's two loops, dialling and housekeeping. While both wait for the clock nothing else is under way. */
const LOOPS = 2;

/** Moves the clock on, only while the run waits for it, until the run has returned. */
async function eventuallyDone<Result>(running: Promise<Result>, stepMs = 250): Promise<Result> {
  let done = false;
  const finished = running.finally(() => {
    done = true;
  });
  await eventually('the run returns', () => {
    if (!done && world.clock.sleeping >= LOOPS) world.clock.advance(stepMs);
    return done;
  });
  return finished;
}

/** One run from its beginning to its return. */
function run(): ReturnType<typeof runScheduler> {
  return eventuallyDone(runScheduler(scene.context));
}

/** Runs the scheduler again and again, as cron would, until an instant. */
async function runUntil(instant: Date): Promise<void> {
  while (world.clock.now() < instant) {
    await eventuallyDone(runScheduler(scene.context), 1_000);
    world.clock.advance(5_000);
  }
}
