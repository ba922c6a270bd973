import { runScheduler } from '@/lib/calls/scheduler/run-scheduler';
import { bookings } from '@/lib/db/schema/bookings';
import { type callSettings, calls } from '@/lib/db/schema/calls';
import { eventually } from './eventually';
import { type SchedulerWorld, schedulerWorld } from './scheduler-world';
import type { sharedWorld } from './world';

/** A run's two loops, dialling and housekeeping. While both wait for the clock nothing else is under way. */
const LOOPS = 2;

/** Runs of the scheduler on a test's clock. */
export function schedulerRuns(world: ReturnType<typeof sharedWorld>) {
  /** Ends what earlier tests made, so that the next run finds only its own. */
  async function freshScene(settings: Partial<typeof callSettings.$inferInsert> = {}): Promise<SchedulerWorld> {
    await world.db.update(calls).set({ status: 'canceled', nextCheckAt: null });
    await world.db.update(bookings).set({ status: 'cancelled' });
    return schedulerWorld(world, settings);
  }

  /** Moves the clock on, only while the run waits for it, until the run has returned. */
  async function untilDone<Result>(running: Promise<Result>, stepMs = 250): Promise<Result> {
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
  function run(scene: SchedulerWorld): ReturnType<typeof runScheduler> {
    return untilDone(runScheduler(scene.context));
  }

  /** Runs the scheduler again and again, as cron would, until an instant. */
  async function runUntil(scene: SchedulerWorld, instant: Date): Promise<void> {
    while (world.clock.now() < instant) {
      await untilDone(runScheduler(scene.context), 1_000);
      world.clock.advance(5_000);
    }
  }

  return { freshScene, untilDone, run, runUntil };
}
