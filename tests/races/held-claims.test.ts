import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimDue } from '@/lib/calls/scheduler/internal/claim-due';
import { schedulerActor } from '@/lib/calls/scheduler/scheduler-context';
import { isLockTimeout } from '@/lib/db/constraint-errors';
import { bookings } from '@/lib/db/schema/bookings';
import {
  callingOrganization,
  pendingBooking,
  type SchedulerWorld,
  schedulerWorld,
} from '@/tests/support/scheduler-world';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let scene: SchedulerWorld;

beforeAll(async () => {
  world = await openWorld();
  scene = await schedulerWorld(world);
});
afterAll(() => world.close());

const ago = (seconds: number) => new Date(world.clock.now().getTime() - seconds * 1000);

const claim = (callsPerSecond: number) =>
  claimDue(world.db, {
    now: world.clock.now(),
    ids: world.deps.ids,
    actor: schedulerActor,
    spaceCallsPerSecond: callsPerSecond,
    fromNumber: '+12025550100',
    limit: 50,
  });

/** Holds a row in a transaction of its own until the work is done. */
async function holding<Result>(statement: ReturnType<typeof sql>, work: () => Promise<Result>): Promise<Result> {
  return world.db.transaction(async (tx) => {
    await tx.execute(statement);
    return work();
  });
}

describe('while a transaction that hangs holds a due booking', () => {
  it('its organization takes no turn from the others, at one call per second', async () => {
    const other = await callingOrganization(world);
    const held = await pendingBooking(world, scene, ago(60));
    const free = [
      await pendingBooking(world, other, ago(30)),
      await pendingBooking(world, other, ago(20), { staffId: null, userId: null }),
    ];
    const dialled = await holding(sql`select 1 from booking_events where id = ${held} for update`, async () => {
      const found: string[] = [];
      for (let second = 0; second < 2; second += 1) {
        found.push(...(await claim(1)).calls.map(({ bookingId }) => bookingId));
        world.clock.advance(1000);
      }
      return found;
    });
    expect(dialled).toEqual([free[0]]);
    expect((await claim(1)).calls.map(({ bookingId }) => bookingId)).toEqual([held]);
  });

  it('its organization’s other bookings are dialled', async () => {
    await world.db.update(bookings).set({ status: 'cancelled' }).where(eq(bookings.status, 'pending'));
    world.clock.advance(10_000);
    const one = await callingOrganization(world);
    const held = await pendingBooking(world, one, ago(60), { staffId: null, userId: null });
    const next = await pendingBooking(world, one, ago(50));
    const found = await holding(sql`select 1 from booking_events where id = ${held} for update`, () => claim(1));
    expect(found.calls.map(({ bookingId }) => bookingId)).toEqual([next]);
  });
});

describe('while a process that stopped holds the call rate', () => {
  it('a claim gives up within its limit instead of waiting for the process', async () => {
    const error: unknown = await holding(sql`select 1 from carrier_pace where scope = 'space' for update`, () =>
      claim(1).catch((reason) => reason),
    );
    expect(isLockTimeout(error)).toBe(true);
  });
});
