import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { hangUpCall } from '@/lib/calls/hang-up-call';
import { CALL_HANG_UP } from '@/lib/calls/job-names';
import { schedulerActor } from '@/lib/calls/scheduler/scheduler-context';
import { reportLeg } from '@/lib/calls/voice/report-leg';
import { notices } from '@/lib/db/schema/orgs';
import { drainJobs } from '@/lib/jobs/drain';
import { schedulerRuns } from '@/tests/support/scheduler-runs';
import { attemptsOf, bookingNow, pendingBooking, type SchedulerWorld } from '@/tests/support/scheduler-world';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
const runs = schedulerRuns(world);
let scene: SchedulerWorld;
const later = (seconds: number) => new Date(world.clock.now().getTime() + seconds * 1000);

describe('when the carrier does not answer', () => {
  it('links an order that timed out after acceptance to its call, and never places it again', async () => {
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown-after-accept';
    expect(await runs.run(scene)).toMatchObject({ unknown: 1 });
    expect((await attemptsOf(world, id))[0]).toMatchObject({ status: 'unknown', carrierSid: null });
    world.clock.advance(46_000);
    expect(await runs.run(scene)).toMatchObject({ settled: 1, ordered: 0 });
    expect((await attemptsOf(world, id))[0]).toMatchObject({
      status: 'queued',
      carrierSid: scene.carrier.taken[0]?.sid,
    });
    expect(scene.carrier.taken).toHaveLength(1);
  });

  it('places an order missing from the carrier’s list once more, in a new attempt', async () => {
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = (_, nth) => (nth === 1 ? 'unknown' : 'accepted');
    await runs.run(scene);
    for (const pauseMs of [44_000, 2_000, 59_000]) {
      world.clock.advance(pauseMs);
      await runs.run(scene);
      expect(scene.carrier.received).toHaveLength(1);
    }
    world.clock.advance(2_000);
    await runs.run(scene);
    world.clock.advance(2_000);
    await runs.run(scene);
    const attempts = await attemptsOf(world, id);
    expect(attempts.map((call) => call.status)).toEqual(['not-placed', 'queued']);
    expect(scene.carrier.taken).toHaveLength(1);
  });

  it('rings once when the carrier lists the call so late that the first look shows nothing', async () => {
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown-after-accept';
    scene.carrier.listsAfterMs = 60_000;
    await runs.run(scene);
    for (let i = 0; i < 4; i++) {
      world.clock.advance(46_000);
      await runs.run(scene);
    }
    expect(scene.carrier.taken).toHaveLength(1);
    expect((await attemptsOf(world, id))[0]).toMatchObject({ carrierSid: scene.carrier.taken[0]?.sid });
  });

  it('hangs up a call that shows up after its order was given up, and notifies the admins', async () => {
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = (_, nth) => (nth === 1 ? 'unknown' : 'accepted');
    await runs.run(scene);
    for (const pauseMs of [46_000, 61_000, 2_000]) {
      world.clock.advance(pauseMs);
      await runs.run(scene);
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
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown';
    scene.carrier.listFails = true;
    await runs.run(scene);
    for (let minute = 0; minute < 14; minute++) {
      world.clock.advance(60_000);
      await runs.run(scene);
    }
    expect((await bookingNow(world, id)).status).toBe('calling');
    world.clock.advance(61_000);
    await runs.run(scene);
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'unconfirmed' });
  });

  it('waits for an account that the carrier refuses, and notifies the admins once', async () => {
    scene = await runs.freshScene({ graceMinutes: 10 });
    const ids = [await pendingBooking(world, scene, later(-1))];
    scene.carrier.script = (_, nth) => (nth <= 2 ? 'account-refused' : 'accepted');
    await runs.run(scene);
    expect(await bookingNow(world, String(ids[0]))).toMatchObject({ status: 'pending' });
    for (let i = 0; i < 3; i++) {
      world.clock.advance(61_000);
      await runs.run(scene);
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
    scene = await runs.freshScene();
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'unknown';
    scene.carrier.listFails = true;
    await runs.run(scene);
    for (let i = 0; i < 5; i++) {
      world.clock.advance(31_000);
      await runs.run(scene);
    }
    expect(scene.carrier.received).toHaveLength(1);
    expect((await bookingNow(world, id)).status).toBe('calling');
  });

  it('retries a rejected order with pauses until the grace period ends', async () => {
    scene = await runs.freshScene({ graceMinutes: 5 });
    const id = await pendingBooking(world, scene, later(0));
    scene.carrier.script = () => 'not-taken';
    await runs.runUntil(scene, later(60));
    expect((await bookingNow(world, id)).status).toBe('pending');
    await runs.runUntil(scene, later(360));
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'missed' });
    expect(scene.carrier.received.length).toBeGreaterThan(2);
    expect(scene.carrier.received.length).toBeLessThan(30);
  });

  it('fails the booking of a refused order with the reason, without repeating it', async () => {
    scene = await runs.freshScene({ retryCount: 3 });
    const id = await pendingBooking(world, scene, later(-1));
    scene.carrier.script = () => 'refused';
    await runs.run(scene);
    expect(await bookingNow(world, id)).toMatchObject({ status: 'failed', statusReason: 'carrier_refused' });
  });
});
