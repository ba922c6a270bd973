import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { POST as restore } from '@/app/api/bookings/[id]/restore/route';
import { DELETE as cancel, PATCH as change } from '@/app/api/bookings/[id]/route';
import { POST as create } from '@/app/api/bookings/route';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { disconnectCalendar } from '@/lib/calendars/connections/disconnect-calendar';
import { applyChanges } from '@/lib/calendars/inbound/apply-changes';
import { pushBooking } from '@/lib/calendars/outbound/push-booking';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import type { Booking } from '@/lib/contracts/bookings';
import { bookings } from '@/lib/db/schema/bookings';
import { serviceMappings } from '@/lib/db/schema/calendars';
import { jobs } from '@/lib/db/schema/jobs';
import { services } from '@/lib/db/schema/orgs';
import { drainJobs } from '@/lib/jobs/drain';
import { type CalendarScene, calendarScene, connectionNow } from '@/tests/support/calendar-scene';
import { callRoute } from '@/tests/support/call-route';
import { type CountingProvider, countingProvider, registryWith } from '@/tests/support/counting-provider';
import { type Caller, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let scene: CalendarScene;
let provider: CountingProvider;
let caller: Caller;
let serviceId: string;

beforeAll(async () => {
  // What routes hasten is lost here: the jobs are carried out when a test says so.
  world.override({ afterResponse: () => undefined });
});

/** An organization whose service is an event type of a connected calendar. */
async function open() {
  scene = await calendarScene(world);
  provider = countingProvider([]);
  const bookings = {
    setsLength: true,
    find: async (_connection: unknown, key: string) =>
      [...provider.held.values()].includes(key) ? `ext_${key}` : null,
    async reschedule(_connection: unknown, externalId: string, slot: { start: Date }) {
      const key = externalId.replace('ext_', '').split('~')[0] ?? '';
      for (const [start, holder] of provider.held) if (holder === key) provider.held.delete(start);
      provider.held.set(slot.start.getTime(), key);
      return { kind: 'moved' as const, externalId: `ext_${key}~${slot.start.getTime()}` };
    },
    async cancel(_connection: unknown, externalId: string) {
      const key = externalId.replace('ext_', '').split('~')[0] ?? '';
      for (const [start, holder] of provider.held) if (holder === key) provider.held.delete(start);
    },
    markAbsent: null,
  };
  scene.calendar.calendars = registryWith(scene.calendar.calendars, provider, { bookings });
  caller = await signIn(world, scene.owner);
  serviceId = world.deps.ids.make('service');
  const { organizationId } = scene.owner;
  await world.db
    .insert(services)
    .values({ id: serviceId, organizationId, slug: 'intro', name: 'Intro', durationMinutes: 30 });
  await world.db.insert(serviceMappings).values({
    id: world.deps.ids.make('mapping'),
    organizationId,
    connectionId: scene.connectionId,
    serviceId,
    eventTypeId: '42',
    eventTypeName: 'Intro call',
    createdAt: world.clock.now(),
  });
}

/** Lists are asked for the time of a booking: elsewhere it is not seen. */
function findsByTime() {
  const facet = scene.calendar.calendars.sandbox.bookings;
  if (!facet) throw new Error('no bookings facet');
  const find = async (_connection: unknown, key: string, slot: { start: Date }) =>
    provider.held.get(slot.start.getTime()) === key ? `ext_${key}` : null;
  scene.calendar.calendars = registryWith(scene.calendar.calendars, provider, { bookings: { ...facet, find } });
}

async function book(changes: Record<string, unknown> = {}): Promise<Booking> {
  const { body, status } = await callRoute<{ booking: Booking }>(create, {
    method: 'POST',
    as: caller,
    body: {
      title: 'Follow-up',
      start_time: '2026-03-04T15:00:00Z',
      attendee_phone: '+12025550143',
      attendee_email: 'ada@visitors.test',
      service_id: serviceId,
      ...changes,
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.booking;
}

async function drain(calendar: CalendarContext = scene.calendar) {
  const handlers = { 'booking-changed': pushBooking(calendar) };
  return drainJobs({ db: world.db, clock: world.clock, logger: world.deps.logger }, handlers, 10_000);
}

async function rowOf(id: string) {
  const [row] = await world.db.select().from(bookings).where(eq(bookings.id, id));
  if (!row) throw new Error('no such booking');
  return row;
}

const isPushOf = (id: string) => and(eq(jobs.name, 'booking-changed'), eq(jobs.key, id));
const starts = () => [...provider.held.keys()].map((start) => new Date(start).toISOString());

describe('a booking of a mapped service is kept in step at the provider', () => {
  it('is written right behind the answer, before any cron', async () => {
    await open();
    const left: (() => Promise<void>)[] = [];
    world.override({ afterResponse: (task) => left.push(task), calendars: scene.calendar.calendars });
    await book();
    expect(starts()).toEqual([]);
    await Promise.all(left.map((task) => task()));
    world.override({ afterResponse: () => undefined });
    expect(starts()).toEqual(['2026-03-04T15:00:00.000Z']);
  });

  it('is booked there, moved with us, and cancelled with us', async () => {
    await open();
    const { id } = await book();
    expect(provider.held.size).toBe(0);
    await drain();
    expect(starts()).toEqual(['2026-03-04T15:00:00.000Z']);
    expect(await rowOf(id)).toMatchObject({
      syncState: 'synced',
      externalId: `ext_${id}`,
      connectionId: scene.connectionId,
    });

    await callRoute(change, {
      method: 'PATCH',
      as: caller,
      params: { id },
      body: { start_time: '2026-03-04T17:00:00Z' },
    });
    await drain();
    expect(starts()).toEqual(['2026-03-04T17:00:00.000Z']);

    await callRoute(cancel, { method: 'DELETE', as: caller, params: { id } });
    await drain();
    expect(starts()).toEqual([]);
  });

  it('a cancellation that is undone is booked there again', async () => {
    await open();
    const { id } = await book();
    await drain();
    await callRoute(cancel, { method: 'DELETE', as: caller, params: { id } });
    await drain();
    await callRoute(restore, { method: 'POST', as: caller, params: { id }, body: {} });
    await drain();
    expect(starts()).toEqual(['2026-03-04T15:00:00.000Z']);
  });

  it('any number of changes before the first delivery end in one booking there, as it stands last', async () => {
    await open();
    const { id } = await book();
    for (const hour of [16, 17, 18])
      await callRoute(change, {
        method: 'PATCH',
        as: caller,
        params: { id },
        body: { start_time: `2026-03-04T${hour}:00:00Z` },
      });
    await drain();
    expect(starts()).toEqual(['2026-03-04T18:00:00.000Z']);
    await drain();
    expect(starts()).toEqual(['2026-03-04T18:00:00.000Z']);
  });

  it('a lost answer is asked for again under the same key, and ends in one booking', async () => {
    await open();
    const { id } = await book();
    let lost = true;
    provider.onBook = (key) => {
      if (!lost) return undefined;
      lost = false;
      provider.held.set(Date.parse('2026-03-04T15:00:00Z'), key);
      throw new UncertainOutcome('timeout');
    };
    expect(await drain()).toMatchObject({ failed: 1 });
    world.clock.advance(6_000);
    expect(await drain()).toMatchObject({ done: 1 });
    expect(starts()).toEqual(['2026-03-04T15:00:00.000Z']);
    expect(await rowOf(id)).toMatchObject({ syncState: 'synced' });
  });

  it('a time that is taken there stays ours, and says that it is not in the calendar and why', async () => {
    await open();
    provider.held.set(Date.parse('2026-03-04T15:00:00Z'), 'somebody else');
    const { id } = await book();
    await drain();
    expect(await rowOf(id)).toMatchObject({ status: 'pending', syncState: 'failed', syncError: 'slot_unavailable' });
  });

  it('says at once that it is being written there, and nothing where its service is in no calendar', async () => {
    await open();
    expect(await book()).toMatchObject({ sync_state: 'pending', connection_id: null });
    expect(await book({ service_id: null, start_time: '2026-03-04T19:00:00Z' })).toMatchObject({ sync_state: null });
    await drain();
  });

  it('what kept it out of the calendar can be mended: it is written there with the next change', async () => {
    await open();
    const { id } = await book({ attendee_email: null });
    await drain();
    expect(await rowOf(id)).toMatchObject({ syncState: 'failed', syncError: 'email_missing' });
    await callRoute(change, {
      method: 'PATCH',
      as: caller,
      params: { id },
      body: { attendee_email: 'ada@visitors.test' },
    });
    expect(await rowOf(id)).toMatchObject({ syncState: 'pending', syncError: null });
    await drain();
    expect(await rowOf(id)).toMatchObject({ syncState: 'synced' });
  });

  it('a change after its calendar was disconnected says so; what was never there waits for nothing', async () => {
    await open();
    const { id } = await book();
    await drain();
    const { id: never } = await book({ start_time: '2026-03-04T20:00:00Z' });
    await disconnectCalendar({ ...scene.ctx, now: world.clock.now() }, scene.calendar, scene.connectionId);
    await callRoute(change, {
      method: 'PATCH',
      as: caller,
      params: { id },
      body: { start_time: '2026-03-04T18:00:00Z' },
    });
    await drain();
    expect(await rowOf(id)).toMatchObject({ syncState: 'failed', syncError: 'disconnected' });
    expect(await rowOf(never)).toMatchObject({ syncState: null, syncError: null });
  });

  it('a cancellation that we cannot carry there is said to be left to a person', async () => {
    await open();
    const { id } = await book();
    await drain();
    scene.calendar.calendars = registryWith(scene.calendar.calendars, provider);
    await callRoute(cancel, { method: 'DELETE', as: caller, params: { id } });
    await drain();
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', syncState: 'failed', syncError: 'cannot_cancel' });
  });

  it('cancelled while it is being written there, it is undone there', async () => {
    await open();
    const { id } = await book();
    provider.onBook = async () => {
      provider.onBook = () => undefined;
      await callRoute(cancel, { method: 'DELETE', as: caller, params: { id } });
      // Another instance delivers the cancellation at once and finds nothing there yet.
      await drain();
      return undefined;
    };
    await drain();
    await drain();
    expect(starts()).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', externalId: null, syncState: 'synced' });
  });

  it('a booking that appears there after its cancellation was delivered is found and undone', async () => {
    await open();
    const { id } = await book();
    await callRoute(cancel, { method: 'DELETE', as: caller, params: { id } });
    await drain();
    // The request to book was still under way when we died; the provider carries it out now.
    provider.held.set(Date.parse('2026-03-04T15:00:00Z'), id);
    world.clock.advance(91_000);
    await drain();
    expect(starts()).toEqual([]);
    world.clock.advance(91_000);
    expect(await drain()).toMatchObject({ done: 0 });
  });

  it.each([
    ['moved', 'PATCH', ['2026-03-04T18:00:00.000Z']],
    ['moved and cancelled', 'DELETE', []],
  ] as const)(
    'made there by a request whose answer was lost, then %s here: it is found where it was asked for',
    async (_, last, left) => {
      await open();
      findsByTime();
      const { id } = await book();
      provider.onBook = (key) => {
        provider.onBook = () => undefined;
        provider.held.set(Date.parse('2026-03-04T15:00:00Z'), key);
        throw new UncertainOutcome('timeout');
      };
      await drain();
      const to = { start_time: '2026-03-04T18:00:00Z' };
      await callRoute(change, { method: 'PATCH', as: caller, params: { id }, body: to });
      if (last === 'DELETE') await callRoute(cancel, { method: 'DELETE', as: caller, params: { id } });
      for (let time = 0; time < 3; time += 1) {
        await drain();
        world.clock.advance(6_000);
      }
      expect(starts()).toEqual(left);
    },
  );

  it('a failure of an older delivery does not hide a newer change', async () => {
    await open();
    const { id } = await book();
    provider.onBook = async () => {
      provider.onBook = () => undefined;
      await callRoute(change, {
        method: 'PATCH',
        as: caller,
        params: { id },
        body: { start_time: '2026-03-04T18:00:00Z' },
      });
      return { kind: 'slot_taken' };
    };
    await drain();
    await drain();
    expect(starts()).toEqual(['2026-03-04T18:00:00.000Z']);
    expect(await rowOf(id)).toMatchObject({ status: 'pending', syncState: 'synced' });
  });

  it('a meeting that was held stays there, however it ended', async () => {
    await open();
    const { id } = await book();
    await drain();
    const ends = [
      { status: 'completed', statusReason: null },
      { status: 'failed', statusReason: 'no_show' },
    ] as const;
    for (const end of ends) {
      await world.db
        .update(bookings)
        .set({ fulfilment: 'meeting', ...end })
        .where(eq(bookings.id, id));
      await world.db.update(jobs).set({ status: 'waiting' }).where(isPushOf(id));
      expect(await drain()).toMatchObject({ done: 1 });
      expect(starts()).toEqual(['2026-03-04T15:00:00.000Z']);
      expect(await rowOf(id)).toMatchObject({ ...end, externalId: `ext_${id}`, syncState: 'synced' });
    }
  });

  it('a job whose runner died is taken over when its lease ends', async () => {
    await open();
    const { id } = await book();
    await world.db
      .update(jobs)
      .set({ status: 'running', attempts: 1, leaseUntil: new Date(world.clock.now().getTime() + 60_000) })
      .where(isPushOf(id));
    expect(await drain()).toMatchObject({ done: 0 });
    world.clock.advance(61_000);
    expect(await drain()).toMatchObject({ done: 1 });
    expect(starts()).toHaveLength(1);
  });
});

describe('what changes at the provider changes here', () => {
  it('a move and a deletion reach the booking; repeated or of our own making they change nothing', async () => {
    await open();
    const { id } = await book();
    await drain();
    const row = await connectionNow(world, scene.connectionId);
    const at = (hour: number) => new Date(Date.UTC(2026, 2, 5, hour));
    const moved = { externalId: `ext_${id}`, state: 'live' as const, start: at(9), end: at(10) };
    const own = { ...moved, start: new Date('2026-03-04T15:00:00Z'), end: new Date('2026-03-04T15:30:00Z') };
    expect(await applyChanges(scene.calendar, row, [own])).toBe(0);
    expect(await applyChanges(scene.calendar, row, [moved])).toBe(1);
    expect(await applyChanges(scene.calendar, row, [moved])).toBe(0);
    expect(await rowOf(id)).toMatchObject({ startTime: at(9), dueAt: at(9), durationMinutes: 60, status: 'pending' });
    const deleted = { externalId: `ext_${id}`, state: 'cancelled' as const, start: null, end: null };
    expect(await applyChanges(scene.calendar, row, [deleted])).toBe(1);
    expect(await applyChanges(scene.calendar, row, [deleted])).toBe(0);
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', statusReason: 'cancelled_at_provider' });
  });

  it('a meeting that was held is to come again when it is moved there, and a call that was made is not', async () => {
    await open();
    const { id } = await book();
    await drain();
    const row = await connectionNow(world, scene.connectionId);
    const at = (hour: number) => new Date(Date.UTC(2026, 2, 5, hour));
    const moved = { externalId: `ext_${id}`, state: 'live' as const, start: at(9), end: at(10) };
    const noShow = { status: 'failed', statusReason: 'no_show' } as const;
    await world.db.update(bookings).set(noShow).where(eq(bookings.id, id));
    expect(await applyChanges(scene.calendar, row, [moved])).toBe(0);
    await world.db.update(bookings).set({ fulfilment: 'meeting' }).where(eq(bookings.id, id));
    expect(await applyChanges(scene.calendar, row, [moved])).toBe(1);
    expect(await rowOf(id)).toMatchObject({ startTime: at(9), status: 'pending', statusReason: null });
  });
});
