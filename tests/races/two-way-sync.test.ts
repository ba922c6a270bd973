import { and, eq, gt, isNotNull, lt } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeEndedMeetings } from '@/lib/attendance/complete-ended-meetings';
import { markAttendance } from '@/lib/attendance/mark-attendance';
import { cancelBooking } from '@/lib/bookings/cancel-booking';
import { createBooking } from '@/lib/bookings/create-booking';
import { meetingStatus, openToProvider } from '@/lib/bookings/lifecycle';
import { updateBooking } from '@/lib/bookings/update-booking';
import { maintainConnection } from '@/lib/calendars/connections/maintain-connections';
import { type Clock, systemClock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { serviceMappings } from '@/lib/db/schema/calendars';
import { services } from '@/lib/db/schema/orgs';
import { DAY_MS } from '@/lib/time/units';
import { calendarContext } from '@/lib/wiring/calendars';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { seededRandom } from '@/sandbox/carrier/seeded-random';
import { bookingOf } from '@/tests/sandbox/calcom/api';
import { type CalcomAccount, type CalcomStage, calcomAccount, calcomStage } from '@/tests/support/calcom-stage';
import { commandContext, connectionNow } from '@/tests/support/calendar-scene';

const RUNS = 24;
const ACTS = 30;

let stage: CalcomStage;
/** How far both sides' time is ahead of this machine's. */
let ahead = 0;
const clock: Clock = {
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() + ahead),
  sleepUntil: (instant, signal) => systemClock.sleepUntil(new Date(instant.getTime() - ahead), signal),
};

beforeAll(async () => {
  stage = await calcomStage(clock);
});
afterAll(() => stage.close());

/** Half hours to come of Dana's working days, each given out once: what is chosen is free. */
function* halfHours(): Generator<string> {
  const today = clock.now().getTime();
  for (let day = 2; ; day += 1) {
    const at = new Date(today + day * DAY_MS);
    if (at.getUTCDay() % 6 === 0) continue;
    for (let half = 0; half < 10; half += 1) {
      at.setUTCHours(15 + Math.floor(half / 2), (half % 2) * 30, 0, 0);
      if (at.getTime() > clock.now().getTime() + DAY_MS) yield at.toISOString();
    }
  }
}

/** Waits until what was told has arrived and what was left is done. */
async function quiet(): Promise<void> {
  await stage.calcom.control.delivered();
  await stage.world.settle();
}

/** Drives both sides by one random source. */
function driver(account: CalcomAccount, serviceId: string, seed: number) {
  const { world, calcom, cal } = stage;
  const random = seededRandom(seed);
  const slots = halfHours();
  const next = () => String(slots.next().value);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const ctx = () => commandContext(world, account.owner);
  const ours = () =>
    world.db
      .select()
      .from(bookings)
      .where(
        and(
          eq(bookings.organizationId, account.ctx.org),
          eq(bookings.status, 'pending'),
          gt(bookings.startTime, clock.now()),
        ),
      );
  const overHere = () =>
    world.db
      .select({ bookingId: attendees.bookingId, attendeeId: attendees.id })
      .from(attendees)
      .innerJoin(bookings, eq(bookings.id, attendees.bookingId))
      .where(and(eq(attendees.organizationId, account.ctx.org), lt(bookings.startTime, clock.now())));
  const theirs = () => calcom.control.bookings().filter(({ status }) => status === 'accepted');
  // What the other side has ended in between is refused: both sides live with that.
  const orRefused = (work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    });
  const acts: Record<string, () => Promise<unknown>> = {
    bookHere: () =>
      createBooking(ctx(), {
        title: 'Consultation',
        start_time: next(),
        duration_minutes: 30,
        timezone: 'UTC',
        attendee_name: 'Ann Here',
        attendee_email: 'ann@here.test',
        attendee_phone: '+12025550143',
        service_id: serviceId,
        staff_id: null,
      }),
    async moveHere() {
      const booking = pick(await ours());
      if (booking) await orRefused(updateBooking(ctx(), booking.id, { start_time: next(), timezone: 'UTC' }));
    },
    /** Cal.com's event type says how long it lasts: the booking says that the two differ, until it is as long again. */
    async lengthenHere() {
      const booking = pick(await ours());
      if (booking) await orRefused(updateBooking(ctx(), booking.id, { duration_minutes: pick([30, 45, 60]) ?? 30 }));
    },
    async cancelHere() {
      const booking = pick(await ours());
      if (booking) await orRefused(cancelBooking(ctx(), booking.id));
    },
    bookThere: () => cal('POST', '/bookings', bookingOf(next(), { metadata: {} })),
    async moveThere() {
      const booking = pick(theirs());
      if (booking) await cal('POST', `/bookings/${booking.uid}/reschedule`, { start: next() });
    },
    async moveThereWhatIsOver() {
      const booking = pick(theirs().filter(({ start }) => start < clock.now()));
      if (booking) await cal('POST', `/bookings/${booking.uid}/reschedule`, { start: next() });
    },
    async cancelThere() {
      const booking = pick(theirs());
      if (booking) await cal('POST', `/bookings/${booking.uid}/cancel`, { cancellationReason: 'no' });
    },
    async markHere() {
      const person = pick(await overHere());
      const showedUp = pick([true, false, null]);
      if (person && showedUp !== undefined) await markAttendance(ctx(), { ...person, showedUp });
    },
    async markThere() {
      const booking = pick(theirs().filter(({ start }) => start < clock.now()));
      const attendees = [{ email: 'guest@example.test', absent: random() < 0.5 }];
      if (booking) await cal('POST', `/bookings/${booking.uid}/mark-absent`, { attendees });
    },
    settle: () => completeEndedMeetings(world.deps),
    /** Nothing is on its way meanwhile: what takes moments does not take days, and nobody cancels what is over. */
    async timePasses() {
      await drainDueJobs(world.deps, 5_000);
      await quiet();
      ahead += DAY_MS * (1 + Math.floor(random() * 2));
    },
    drain: () => drainDueJobs(world.deps, 5_000),
    async poll() {
      await maintainConnection(calendarContext(world.deps), await connectionNow(world, account.connectionId));
    },
  };
  return { acts, random, pick };
}

async function makeService(account: CalcomAccount): Promise<string> {
  const { ids } = stage.world.deps;
  const serviceId = ids.make('service');
  const organizationId = account.ctx.org;
  await stage.world.db
    .insert(services)
    .values({ id: serviceId, organizationId, slug: 'intro', name: 'Intro', durationMinutes: 30 });
  await stage.world.db.insert(serviceMappings).values({
    id: ids.make('mapping'),
    organizationId,
    connectionId: account.connectionId,
    serviceId,
    eventTypeId: '4411',
    eventTypeName: 'Consultation',
    createdAt: stage.world.clock.now(),
  });
  return serviceId;
}

/** What both sides hold, in the same words. */
async function bothEnds(account: CalcomAccount) {
  const here = await stage.world.db
    .select({
      uid: bookings.externalId,
      start: bookings.startTime,
      ends: bookings.endTime,
      end: bookings.externalEnd,
      why: bookings.syncError,
    })
    .from(bookings)
    .where(and(eq(bookings.organizationId, account.ctx.org), openToProvider, isNotNull(bookings.connectionId)));
  const there = stage.calcom.control.bookings().filter(({ status }) => status === 'accepted' || status === 'pending');
  for (const { ends, end, why } of here)
    expect({ isInStep: ends.getTime() === end?.getTime() }).toEqual({ isInStep: why !== 'length_fixed' });
  const sorted = (rows: { uid: string | null; start: Date; end: Date | null }[]) =>
    rows.map(({ uid, start, end }) => `${start.toISOString()} ${end?.toISOString()} ${uid}`).sort();
  return { here: sorted(here), there: sorted([...there]) };
}

/** Every meeting stands as those who came, or did not, have it; none of those that were held is cancelled for it. */
async function expectSettled({ ctx }: CalcomAccount): Promise<void> {
  const { db } = stage.world;
  const rows = await db.select().from(bookings).where(eq(bookings.organizationId, ctx.org));
  const people = await db.select().from(attendees).where(eq(attendees.organizationId, ctx.org));
  for (const row of rows) {
    const showedUp = people.filter(({ bookingId }) => bookingId === row.id).map((person) => person.showedUp);
    const { status, statusReason } = row;
    expect({ status, statusReason }).toEqual(meetingStatus(row, showedUp, clock.now()) ?? { status, statusReason });
  }
}

const writes = () =>
  stage.calcom.control.exchanges().filter(({ operation }) => /create|reschedule|cancel/i.test(operation ?? '')).length;

describe('bookings changed here and at Cal.com', () => {
  it.each(Array.from({ length: RUNS }, (_, i) => i + 1))(
    'end equal on both sides, with webhooks lost, doubled and reordered, and without a loop (seed %i)',
    { timeout: 120_000 },
    async (seed) => {
      stage.calcom.control.reset();
      const account = await calcomAccount(stage);
      const { acts, random, pick } = driver(account, await makeService(account), seed);
      stage.calcom.control.seedFaults(seed);
      for (const kind of ['webhook-lost', 'webhook-duplicate', 'webhook-reorder'] as const)
        stage.calcom.control.addFault({ kind, probability: 0.3, delayMs: 40 });
      const names = [...Object.keys(acts), 'bookThere', 'timePasses', 'markHere', 'markHere'];
      const done: string[] = [];
      for (let n = 0; n < ACTS; n += 1) {
        // One act at a time, or two at once.
        const both = [pick(names), ...(random() < 0.3 ? [pick(names)] : [])].filter((name) => name !== undefined);
        const chosen = both.includes('timePasses') ? ['timePasses'] : both;
        done.push(chosen.join('+'));
        await Promise.all(chosen.map((name) => acts[name]?.()));
      }
      stage.calcom.control.clearFaults();
      for (let round = 0; round < 4; round += 1) {
        await quiet();
        await acts.drain?.();
        await acts.poll?.();
        await acts.settle?.();
      }
      const before = writes();
      const ends = await bothEnds(account);
      expect(ends.here, done.join(', ')).toEqual(ends.there);
      await expectSettled(account);
      // Nothing is left to say: neither side answers the other any more.
      for (let round = 0; round < 2; round += 1) {
        await acts.drain?.();
        await acts.poll?.();
        await quiet();
      }
      expect(writes()).toBe(before);
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(ACTS * 8);
    },
  );
});
