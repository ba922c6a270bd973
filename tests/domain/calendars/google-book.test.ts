import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { GOOGLE_SCOPES } from '@/lib/calendars/providers/google/oauth';
import { DAY_MS } from '@/lib/time/units';
import { dana, roomCalendar, sharedCalendar } from '@/sandbox/google/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type GoogleWorld, googleWorld } from '@/tests/support/google';

const official = officialCheck('google');
const visitor: Visitor = {
  name: 'Ada Lovelace',
  email: 'ada@visitors.test',
  timeZone: 'Europe/London',
  phone: '+442079460018',
  notes: 'About engines',
};
let world: GoogleWorld;
let connection: OpenConnection;

beforeEach(async () => {
  world = await googleWorld({ onExchange: official.watch, timeoutMs: 1_500 });
  connection = world.connection();
});
afterEach(() => world.close());

const control = () => world.google.control;
const provider = () => world.module.provider;
const range = () => ({ from: new Date(), to: new Date(Date.now() + 7 * DAY_MS) });
const free = (of = connection) => provider().availableSlots(of, range(), 'UTC');
const nth = async (n = 0): Promise<Slot> => (await free())[n] ?? expect.unreachable();
const live = () =>
  control()
    .events()
    .filter(({ status }) => status !== 'cancelled');
const bookedId = async (slot: Slot, key = 'bk_1', of = connection) => {
  const answer = await provider().book(of, slot, visitor, key);
  return answer.kind === 'booked' ? answer.externalId : expect.unreachable();
};

describe('free slots of a Google calendar', () => {
  it('are cut from the working hours, less what is busy and its buffer', async () => {
    const slot = await nth(3);
    control().addEvent(dana, slot.start, slot.end);
    const starts = async (settings: OpenConnection['settings']) =>
      (await free({ ...connection, settings })).map(({ start }) => start.getTime());
    const [plain, buffered] = [await starts({}), await starts({ bufferMinutes: 15 })];
    expect(plain).not.toContain(slot.start.getTime());
    expect(plain).toContain(slot.start.getTime() - 1_800_000);
    expect(buffered).not.toContain(slot.start.getTime() - 1_800_000);
  });

  it('are not kept from anybody by what is marked as free', async () => {
    const slot = await nth(2);
    control().addEvent(dana, slot.start, slot.end, { transparency: 'transparent' });
    expect(await free()).toContainEqual(slot);
  });

  it('fail closed: an error inside of a success is no free time', async () => {
    control().addFault({ kind: 'free-busy-error' });
    await expect(free()).rejects.toMatchObject({ code: 'provider_unavailable' });
    const [slot] = [{ start: new Date(Date.now() + DAY_MS), end: new Date(Date.now() + DAY_MS + 1_800_000) }];
    await expect(provider().book(connection, slot, visitor, 'bk_1')).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(live()).toEqual([]);
  });

  it('of a calendar that is gone: the connection needs another one', async () => {
    const gone = world.connection({ calendarId: 'c_gone@group.calendar.google.test' });
    await expect(free(gone)).rejects.toMatchObject({ fault: 'calendar_missing' });
  });

  it('too many requests are no refusal; a missing permission is', async () => {
    control().addFault({ kind: 'userRateLimitExceeded', count: 1 });
    expect((await free()).length).toBeGreaterThan(0);
    control().addFault({ kind: 'rateLimitExceeded' });
    await expect(free()).rejects.toMatchObject({ code: 'provider_unavailable', extra: { reason: 'rate' } });
    control().clearFaults();
    const scopes = GOOGLE_SCOPES.filter((scope) => !scope.endsWith('freebusy'));
    const narrow = { ...connection, credentials: control().grant(dana, scopes) };
    await expect(free(narrow)).rejects.toMatchObject({ fault: 'permission_missing' });
  });
});

describe('booking in a Google calendar', () => {
  it('makes an event with our id, the visitor, a Meet link, and tells everybody', async () => {
    const slot = await nth();
    const answer = await provider().book(connection, slot, visitor, 'bk_42');
    expect(answer).toMatchObject({
      kind: 'booked',
      state: 'accepted',
      joinUrl: expect.stringMatching(/^https:\/\/meet\.google\.com\//),
      detailsUrl: expect.stringMatching(/^https:/),
    });
    expect(live()).toMatchObject([
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        attendees: [{ email: visitor.email, displayName: visitor.name }],
        extendedProperties: { private: { slotlineBooking: 'bk_42' } },
        description: expect.stringContaining('About engines'),
      },
    ]);
    expect(control().exchanges('events.insert')[0]?.query).toContainEqual(['sendUpdates', 'all']);
  });

  it.each(['commit-then-timeout', 'commit-then-500', 'commit-then-drop'])(
    'after %s the event is found under its id, not made twice',
    async (kind) => {
      control().addFault({ kind, operation: 'events.insert', count: 1 });
      expect(await bookedId(await nth())).toBe(live()[0]?.id);
      expect(live()).toHaveLength(1);
    },
  );

  it('an insert that came to nothing is sent again, under the same id', async () => {
    control().addFault({ kind: 'status', status: 500, operation: 'events.insert', count: 1 });
    await bookedId(await nth());
    expect(live()).toHaveLength(1);
  });

  it('says that it does not know while Google tells neither; a repeat finds the event', async () => {
    const slot = await nth();
    control().addFault({ kind: 'commit-then-drop', operation: 'events.insert', count: 1 });
    control().addFault({ kind: 'status', status: 503, operation: 'events.get' });
    await expect(provider().book(connection, slot, visitor, 'bk_1')).rejects.toBeInstanceOf(UncertainOutcome);
    control().clearFaults();
    expect(await bookedId(slot)).toBe(live()[0]?.id);
    expect(live()).toHaveLength(1);
  });

  it('says that nothing was booked when Google could not even be asked', async () => {
    const slot = await nth();
    control().addFault({ kind: 'block', operation: 'events.insert', seconds: 60 });
    await expect(provider().book(connection, slot, visitor, 'bk_1')).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(live()).toEqual([]);
  });

  it('what somebody took since the slots were shown is taken', async () => {
    const slot = await nth();
    control().addEvent(dana, slot.start, slot.end);
    expect(await provider().book(connection, slot, visitor, 'bk_1')).toEqual({ kind: 'slot_taken' });
    expect(live()).toHaveLength(1);
  });

  it('a clash with our own event is success; with somebody else’s, another id', async () => {
    const slot = await nth();
    const id = await bookedId(slot, 'bk_1');
    control().moveEvent(id, new Date(slot.start.getTime() + 5 * DAY_MS), new Date(slot.end.getTime() + 5 * DAY_MS));
    expect(await bookedId(slot, 'bk_1')).toBe(id);
    expect(live()).toHaveLength(1);

    const other = world.connection();
    const twin = await bookedId(await nth(4), 'bk_2', other);
    control().reset();
    const elsewhere = new Date(Date.now() + 40 * DAY_MS);
    control().addEvent(dana, elsewhere, new Date(elsewhere.getTime() + 1_800_000), { id: twin });
    other.credentials = control().grant(dana, GOOGLE_SCOPES);
    const again = await bookedId((await free(other))[4] ?? expect.unreachable(), 'bk_2', other);
    expect(again).not.toBe(twin);
    expect(await world.module.bookings?.find(other, 'bk_2', slot, visitor.email)).toBe(again);
  });

  it('an event that was deleted gets its life back when its booking is made anew', async () => {
    const slot = await nth();
    const id = await bookedId(slot);
    await world.module.bookings?.cancel(connection, id, 'changed his mind');
    expect(live()).toEqual([]);
    expect(await bookedId(slot)).toBe(id);
    expect(live()).toMatchObject([{ id, status: 'confirmed' }]);
  });

  it('goes without a Meet link where the calendar has none, or Google fails to make it', async () => {
    const room = world.connection({ calendarId: roomCalendar });
    const answer = await provider().book(room, await nth(), visitor, 'bk_room');
    expect(answer).toMatchObject({ kind: 'booked', joinUrl: null, externalId: expect.stringContaining(roomCalendar) });
    control().addFault({ kind: 'meet-failure' });
    expect(await provider().book(connection, await nth(1), visitor, 'bk_fail')).toMatchObject({ joinUrl: null });
  });

  it('is refused where the calendar is somebody else’s', async () => {
    const shared = world.connection({ calendarId: sharedCalendar });
    await expect(provider().book(shared, await nth(), visitor, 'bk_1')).rejects.toMatchObject({
      fault: 'permission_missing',
    });
  });
});

describe('changing what was booked in a Google calendar', () => {
  const bookings = () => world.module.bookings ?? expect.unreachable();
  const shifted = ({ start, end }: Slot, minutes: number) => ({
    start: new Date(start.getTime() + minutes * 60_000),
    end: new Date(end.getTime() + minutes * 60_000),
  });

  it('moves it, whoever changed it in between', async () => {
    const slot = await nth();
    const id = await bookedId(slot);
    control().addFault({ kind: 'changed-meanwhile', count: 2 });
    const to = await nth(4);
    expect(await bookings().reschedule(connection, id, to)).toEqual({ kind: 'moved', externalId: id });
    expect(
      control()
        .exchanges('events.patch')
        .map(({ status }) => status),
    ).toEqual([412, 412, 200]);
    expect(live()).toMatchObject([
      { start: { dateTime: to.start.toISOString() }, attendees: [{ email: visitor.email }] },
    ]);
  });

  it('may move into its own time, not into somebody else’s', async () => {
    const slot = await nth();
    const id = await bookedId(slot);
    expect(await bookings().reschedule(connection, id, shifted(slot, 15))).toMatchObject({ kind: 'moved' });
    control().addEvent(dana, shifted(slot, 60).start, shifted(slot, 60).end);
    expect(await bookings().reschedule(connection, id, shifted(slot, 45))).toEqual({ kind: 'slot_taken' });
  });

  it('a move whose answer was lost is found done', async () => {
    const id = await bookedId(await nth());
    control().addFault({ kind: 'commit-then-drop', operation: 'events.patch', count: 1 });
    expect(await bookings().reschedule(connection, id, await nth(3))).toMatchObject({ kind: 'moved' });
  });

  it('what the host deleted is gone: it is not moved, and cancelling it is done', async () => {
    const id = await bookedId(await nth());
    control().deleteEvent(id);
    expect(await bookings().reschedule(connection, id, await nth(3))).toEqual({ kind: 'gone' });
    await bookings().cancel(connection, id, 'cancelled');
    await bookings().cancel(connection, 'deadbeef00', 'never there');
    expect(
      control()
        .exchanges('events.delete')
        .map(({ status }) => status),
    ).toEqual([410, 404]);
  });

  it('finds it in the calendar in which it was made, whichever is chosen now', async () => {
    const room = world.connection({ calendarId: roomCalendar });
    const id = await bookedId(await nth(), 'bk_1', room);
    expect(await bookings().reschedule({ ...room, settings: {} }, id, await nth(3))).toMatchObject({ kind: 'moved' });
    await bookings().cancel({ ...room, settings: {} }, id, 'cancelled');
    expect(live()).toEqual([]);
  });
});

itFitsTheOfficialDescription(official);
