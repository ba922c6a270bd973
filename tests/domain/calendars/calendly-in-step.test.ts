import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { maintainConnections } from '@/lib/calendars/connections/maintain-connections';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import type { OAuthFacet } from '@/lib/calendars/provider-module';
import { createCalendlyModule } from '@/lib/calendars/providers/calendly/module';
import { bookSlot } from '@/lib/calendars/slots/book-slot';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { jobs } from '@/lib/db/schema/jobs';
import { notices } from '@/lib/db/schema/orgs';
import { introCallId } from '@/sandbox/calendly/sample-account';
import { type Calendly, startCalendly } from '@/sandbox/calendly/start-calendly';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { calendarScene, connectionNow } from '@/tests/support/calendar-scene';
import { calendlyConfig, callbackUri, eventTypeUri, grantCode } from '@/tests/support/calendly';
import { openWorld, type World } from '@/tests/support/world';

const official = officialCheck('calendly');
let aheadMs = 0;
/** The real time, set forward by the test; waiting takes as long as it does. */
const clock: Clock = {
  now: () => new Date(Date.now() + aheadMs),
  elapsed: () => systemClock.elapsed(),
  sleepUntil: (instant, signal) => systemClock.sleepUntil(new Date(instant.getTime() - aheadMs), signal),
};

let world: World<Clock>;
let calendly: Calendly;
let calendar: CalendarContext;
let ctx: CommandContext;
let connectionId: string;

beforeEach(async () => {
  aheadMs = 0;
  world = await openWorld({}, clock);
  calendly = await startCalendly({ now: () => clock.now(), onExchange: official.watch });
  const module = createCalendlyModule({ config: calendlyConfig(calendly), kv: world.deps.kv, clock });
  const { account, credentials, expiresAt } = await exchanged(module.oauth);
  const scene = await calendarScene(world, {
    provider: 'calendly',
    accountId: account.accountId,
    accountLabel: account.label,
    secret: credentials,
    tokenExpiresAt: expiresAt,
    settings: { eventTypeId: eventTypeUri(introCallId), eventTypeName: '30 Minute Meeting' },
  });
  ({ ctx, connectionId } = scene);
  calendar = { ...scene.calendar, calendars: { ...scene.calendar.calendars, calendly: module } };
});
afterEach(async () => {
  await world.close();
  await calendly.stop();
});

async function exchanged(oauth: OAuthFacet | null) {
  if (!oauth) throw new Error('no OAuth');
  return oauth.exchange({ ...(await grantCode(oauth)), redirectUri: callbackUri });
}

const control = () => calendly.control;
const held = () =>
  control()
    .meetings()
    .filter(({ cancellation }) => cancellation === null);
const visitor = { name: 'Ada', email: 'ada@visitors.test', timeZone: 'Europe/Berlin', phone: null, notes: null };

async function wantedSlot(): Promise<{ token: string; start: string }> {
  const row = await connectionNow(world, connectionId);
  const { slots } = await offeredSlots(calendar, row, upcomingRange(clock.now()), 'Europe/Berlin', () => undefined);
  const slot = slots[2];
  if (!slot) throw new Error('no slot');
  return slot;
}

async function booked() {
  const { token } = await wantedSlot();
  return bookSlot({ ...ctx, now: clock.now() }, calendar, { slotToken: token, visitor, source: 'dashboard' });
}

async function ours(id: string) {
  const [row] = await world.db.select().from(bookings).where(eq(bookings.id, id));
  if (!row) throw new Error('no booking');
  return row;
}

/** What the job does that looks after a booking, once. */
async function reconcile(bookingId: string): Promise<void> {
  const [job] = await world.db.select().from(jobs).where(eq(jobs.key, bookingId));
  if (!job) throw new Error('no job');
  await pushBooking(calendar)(job);
}

const minutesPass = (minutes: number) => {
  aheadMs += minutes * 60_000;
};

describe('a Calendly calendar beside ours', () => {
  it('has our booking once, though its answer is lost', async () => {
    control().addFault({ kind: 'commit-then-drop', operation: 'invitees.create', count: 1 });
    const booking = await booked();
    expect(booking.kind).toBe('booked');
    expect(await ours(booking.bookingId)).toMatchObject({
      syncState: 'synced',
      externalId: expect.stringContaining(control().invitees()[0]?.uuid ?? 'nothing'),
    });
    expect(held()).toHaveLength(1);
  });

  it('has no booking that we do not know of, though its answer is lost and its lists lag', async () => {
    control().addFault({ kind: 'commit-then-drop', operation: 'invitees.create', count: 1 });
    control().addFault({ kind: 'stale-read', operation: 'scheduled-events.list' });
    const booking = await booked();
    expect(booking.kind).toBe('unconfirmed');
    await expect(reconcile(booking.bookingId)).rejects.toThrow();
    expect(await ours(booking.bookingId)).toMatchObject({ status: 'pending', externalId: null });
    minutesPass(1);
    await reconcile(booking.bookingId);
    expect(await ours(booking.bookingId)).toMatchObject({ status: 'pending', syncState: 'synced' });
    expect(held()).toHaveLength(1);
  });

  it('and none either when nothing came of the request: then it is made', async () => {
    control().addFault({ kind: 'drop', operation: 'invitees.create', count: 1 });
    const booking = await booked();
    expect(booking.kind).toBe('unconfirmed');
    minutesPass(1);
    await reconcile(booking.bookingId);
    expect(await ours(booking.bookingId)).toMatchObject({ syncState: 'synced' });
    expect(held()).toHaveLength(1);
  });

  it('100 visitors for one slot end with one booking', async () => {
    const { token, start } = await wantedSlot();
    const ended = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) =>
        bookSlot({ ...ctx, now: clock.now() }, calendar, {
          slotToken: token,
          visitor: { ...visitor, email: `v${n}@visitors.test` },
          source: 'dashboard',
        }),
      ),
    );
    const won = ended.filter((one) => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    const lost = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(new Set(lost.map(({ code }) => code))).toEqual(new Set(['slot_taken']));
    expect(lost.every(({ extra }) => extra.slots?.every((slot: { start: string }) => slot.start !== start))).toBe(true);
    expect(held()).toHaveLength(1);
    expect(
      control()
        .exchanges()
        .filter(({ status }) => status === 429),
    ).toEqual([]);
  }, 60_000);

  it('moved or cancelled there is moved or cancelled here', async () => {
    await maintainConnections(calendar);
    const { bookingId } = await booked();
    const before = await ours(bookingId);
    minutesPass(10);
    const later = new Date(before.startTime.getTime() + 7 * 86_400_000);
    const moved = control().reschedule(before.externalId?.split('/').at(-1) ?? '', later);
    await maintainConnections(calendar);
    expect(await ours(bookingId)).toMatchObject({
      startTime: later,
      status: 'pending',
      externalId: expect.stringContaining(moved.uuid),
    });
    minutesPass(10);
    control().cancel(moved.uuid, 'invitee', 'ill');
    await maintainConnections(calendar);
    expect(await ours(bookingId)).toMatchObject({ status: 'cancelled', statusReason: 'cancelled_at_provider' });
  });

  it('moved or cancelled here is moved or cancelled there, and what comes back changes nothing', async () => {
    await maintainConnections(calendar);
    const { bookingId } = await booked();
    const before = await ours(bookingId);
    const shift = (time: Date) => new Date(time.getTime() + 7 * 86_400_000);
    const [startTime, endTime] = [shift(before.startTime), shift(before.endTime)];
    await world.db.update(bookings).set({ startTime, endTime }).where(eq(bookings.id, bookingId));
    await reconcile(bookingId);
    expect(held().map(({ start }) => start)).toEqual([startTime]);
    const after = await ours(bookingId);
    expect(after.externalId).not.toBe(before.externalId);
    expect(after.externalUrl).toBe(`${calendly.url}/reschedulings/${after.externalId?.split('/').at(-1)}`);
    minutesPass(10);
    await maintainConnections(calendar);
    expect(await ours(bookingId)).toMatchObject({ startTime, status: 'pending', externalId: after.externalId });
    await world.db.update(bookings).set({ status: 'cancelled' }).where(eq(bookings.id, bookingId));
    await reconcile(bookingId);
    expect(held()).toEqual([]);
  });

  it('whose grant was revoked needs attention within one run, the admins are told once, and it heals by itself', async () => {
    await maintainConnections(calendar);
    control().revokeGrants();
    minutesPass(15);
    await maintainConnections(calendar);
    await maintainConnections(calendar);
    expect(await connectionNow(world, connectionId)).toMatchObject({
      status: 'needs_attention',
      healthReason: 'grant_expired',
    });
    const told = await world.db.select().from(notices).where(eq(notices.organizationId, ctx.org));
    expect(told.filter(({ kind }) => kind === 'calendar_needs_attention')).toHaveLength(1);
    control().restoreGrants();
    await maintainConnections(calendar);
    expect(await connectionNow(world, connectionId)).toMatchObject({ status: 'connected', healthReason: null });
  });

  it('is checked daily: a subscription that Calendly switched off is made anew', async () => {
    await maintainConnections(calendar);
    const [first] = control().subscriptions();
    control().disableSubscription(first?.uuid ?? '');
    await maintainConnections(calendar);
    expect(control().subscriptions()[0]?.uuid).toBe(first?.uuid);
    minutesPass(24 * 60 + 1);
    await maintainConnections(calendar);
    expect(control().subscriptions()).toMatchObject([{ state: 'active' }]);
    expect(control().subscriptions()[0]?.uuid).not.toBe(first?.uuid);
  });

  it('a thousand who ask at once make two requests', async () => {
    const row = await connectionNow(world, connectionId);
    const before = control().exchanges().length;
    const range = upcomingRange(clock.now());
    await Promise.all(
      Array.from({ length: 1_000 }, () => offeredSlots(calendar, row, range, 'Europe/Berlin', () => undefined)),
    );
    const made = control()
      .exchanges()
      .slice(before)
      .map(({ operation }) => operation);
    expect(made.toSorted()).toEqual(['available-times.list', 'event-types.read']);
  }, 60_000);
});

itFitsTheOfficialDescription(official);
