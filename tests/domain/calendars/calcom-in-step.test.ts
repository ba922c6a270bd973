import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BOOKING_CHANGED } from '@/lib/bookings/job-names';
import { updateBooking } from '@/lib/bookings/update-booking';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { connectCalendar } from '@/lib/calendars/connections/connect-calendar';
import { maintainConnections } from '@/lib/calendars/connections/maintain-connections';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import { createCalcomModule } from '@/lib/calendars/providers/calcom/module';
import { bookSlot } from '@/lib/calendars/slots/book-slot';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { notices } from '@/lib/db/schema/orgs';
import { drainJobs } from '@/lib/jobs/drain';
import { providerStates } from '@/lib/leads/provider-state';
import { calendarContext } from '@/lib/wiring/calendars';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { calcomApi } from '@/tests/sandbox/calcom/api';
import { commandContext, connectionNow } from '@/tests/support/calendar-scene';
import { makeOrganization } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

const official = officialCheck('calcom');
let world: World<Clock>;
let calcom: Calcom;
let calendar: CalendarContext;
let ctx: CommandContext;
const cal = calcomApi(() => calcom);

beforeAll(async () => {
  world = await openWorld({}, systemClock);
  calcom = await startCalcom({ onExchange: official.watch });
});
afterAll(async () => {
  await calcom.stop();
  await world.close();
});
beforeEach(async () => {
  calcom.control.reset();
  const { owner } = await makeOrganization(world);
  ctx = commandContext(world, owner);
  const base = calendarContext(world.deps);
  const module = createCalcomModule({ config: { apiUrl: calcom.url }, kv: base.kv, clock: systemClock });
  calendar = { ...base, calendars: { ...base.calendars, calcom: module } };
});

/** Connects Dana's account by a key of this test, and chooses her consultation. */
async function connected(): Promise<string> {
  const apiKey = `cal_live_${crypto.randomUUID()}`;
  calcom.control.putKey(apiKey, 77);
  const row = await connectCalendar(ctx, calendar, { provider: 'calcom', apiKey });
  await world.db
    .update(connections)
    .set({ settings: { eventTypeId: '4411' } })
    .where(eq(connections.id, row.id));
  return row.id;
}

async function booked(connectionId: string) {
  const row = await connectionNow(world, connectionId);
  const { slots } = await offeredSlots(calendar, row, upcomingRange(ctx.now), 'Europe/Berlin', () => undefined);
  const [, , third] = slots;
  if (!third) throw new Error('no slot');
  const visitor = { name: 'Ada', email: 'ada@visitors.test', timeZone: 'Europe/Berlin', phone: null, notes: null };
  return bookSlot(ctx, calendar, { slotToken: third.token, visitor, source: 'dashboard' });
}

async function ours(id: string) {
  const [row] = await world.db.select().from(bookings).where(eq(bookings.id, id));
  return row;
}

describe('a Cal.com calendar beside ours', () => {
  it('counts as unavailable from the run that could not ask it to the next that can, with the time of its last reading', async () => {
    const id = await connected();
    await maintainConnections(calendar);
    const state = async () => {
      const states = await providerStates(
        { ...ctx, now: systemClock.now() },
        {
          isDown: async () => false,
          isPolled: () => true,
        },
      );
      return states.find(({ connection_id }) => connection_id === id);
    };
    const readAt = (await connectionNow(world, id)).syncedAt?.toISOString();
    expect(await state()).toMatchObject({ available: true, message: null });
    calcom.control.addFault({ kind: 'status', status: 503 });
    await maintainConnections(calendar);
    expect(await state()).toMatchObject({
      available: false,
      message: 'Cal.com data unavailable',
      last_read_at: readAt,
    });
    expect((await connectionNow(world, id)).status).toBe('connected');
    calcom.control.clearFaults();
    await world.deps.kv.delete('circuit:calcom:open');
    await maintainConnections(calendar);
    expect(await state()).toMatchObject({ available: true, message: null });
  });

  it('is connected by a key that works, and by no other', async () => {
    await expect(
      connectCalendar(ctx, calendar, { provider: 'calcom', apiKey: 'cal_live_wrong' }),
    ).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ field: 'api_key' }],
    });
    const row = await connectionNow(world, await connected());
    expect(row).toMatchObject({ accountId: '77', accountLabel: 'dana@example.test', isDefault: true });
    expect(JSON.stringify(row)).not.toContain('cal_live_');
  });

  it('gets our booking with our id, once, though its answer is lost', async () => {
    const connectionId = await connected();
    calcom.control.addFault({ kind: 'commit-then-drop', operation: 'bookings.create', count: 1 });
    const booking = await booked(connectionId);
    expect(booking.kind).toBe('booked');
    expect(calcom.control.bookings()).toMatchObject([{ metadata: { slotline_booking_id: booking.bookingId } }]);
    expect(await ours(booking.bookingId)).toMatchObject({
      externalId: calcom.control.bookings()[0]?.uid,
      syncState: 'synced',
    });
  });

  it('moved or cancelled there is moved or cancelled here', async () => {
    const connectionId = await connected();
    await maintainConnections(calendar);
    const { bookingId } = await booked(connectionId);
    const uid = (await ours(bookingId))?.externalId;
    const start = new Date(((await ours(bookingId))?.startTime.getTime() ?? 0) + 24 * 3_600_000 * 7);
    const moved = await cal('POST', `/bookings/${uid}/reschedule`, { start: start.toISOString() });
    expect(moved.status).toBe(201);
    await maintainConnections(calendar);
    expect(await ours(bookingId)).toMatchObject({
      externalId: moved.body.data.uid,
      startTime: start,
      status: 'pending',
    });
    await cal('POST', `/bookings/${moved.body.data.uid}/cancel`, {});
    await maintainConnections(calendar);
    expect(await ours(bookingId)).toMatchObject({ status: 'cancelled', statusReason: 'cancelled_at_provider' });
  });

  it('decides how long what we asked for lasts, and what we make longer says that it is not so there', async () => {
    const connectionId = await connected();
    await maintainConnections(calendar);
    const { bookingId } = await booked(connectionId);
    const at = (await ours(bookingId))?.startTime.getTime() ?? 0;
    const lasting = (minutes: number) => ({ durationMinutes: minutes, endTime: new Date(at + minutes * 60_000) });
    // As a service of 45 minutes asks for an event type of 30.
    await world.db
      .update(bookings)
      .set({ ...lasting(45), externalEnd: lasting(45).endTime })
      .where(eq(bookings.id, bookingId));
    await maintainConnections(calendar);
    expect(await ours(bookingId)).toMatchObject(lasting(30));

    const lengthen = async (duration_minutes: number) => {
      await updateBooking({ ...ctx, now: systemClock.now() }, bookingId, { duration_minutes });
      await drainJobs({ ...world.deps, db: world.db }, { [BOOKING_CHANGED]: pushBooking(calendar) }, 10_000);
    };
    await lengthen(60);
    const differs = {
      ...lasting(60),
      externalEnd: lasting(30).endTime,
      syncState: 'failed',
      syncError: 'length_fixed',
    };
    expect(await ours(bookingId)).toMatchObject(differs);
    await maintainConnections(calendar);
    expect(await ours(bookingId)).toMatchObject(differs);
    await lengthen(30);
    expect(await ours(bookingId)).toMatchObject({ ...lasting(30), syncState: 'synced', syncError: null });
  });

  it('whose key was deleted needs attention, and the admins are told once', async () => {
    const connectionId = await connected();
    calcom.control.addFault({ kind: 'status', status: 401 });
    await maintainConnections(calendar);
    await maintainConnections(calendar);
    expect(await connectionNow(world, connectionId)).toMatchObject({
      status: 'needs_attention',
      healthReason: 'grant_expired',
    });
    const told = await world.db.select().from(notices).where(eq(notices.organizationId, ctx.org));
    expect(told.filter(({ kind }) => kind === 'calendar_needs_attention')).toHaveLength(1);
    calcom.control.clearFaults();
    await maintainConnections(calendar);
    expect(await connectionNow(world, connectionId)).toMatchObject({ status: 'connected', healthReason: null });
  });
});

itFitsTheOfficialDescription(official);
