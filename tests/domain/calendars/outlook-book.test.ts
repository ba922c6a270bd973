import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { DAY_MS } from '@/lib/time/units';
import { danaWork, finnPersonal, gailWork } from '@/sandbox/graph/sample-account';
import { DEFAULT_CALENDAR } from '@/sandbox/graph/world';
import { type GraphWorld, graphWorld } from '@/tests/support/graph';

const visitor: Visitor = {
  name: 'Ada Lovelace',
  email: 'ada@visitors.test',
  timeZone: 'Europe/London',
  phone: null,
  notes: 'About engines',
};
let world: GraphWorld;
let connection: OpenConnection;

beforeEach(async () => {
  world = await graphWorld({ timeoutMs: 1_500 });
  connection = world.connection();
});
afterEach(() => world.close());

const control = () => world.graph.control;
const provider = () => world.module.provider;
const range = () => ({ from: new Date(), to: new Date(Date.now() + 7 * DAY_MS) });
const free = (of = connection) => provider().availableSlots(of, range(), 'UTC');
const nth = async (n = 0, of = connection): Promise<Slot> => (await free(of))[n] ?? expect.unreachable();
const live = () =>
  control()
    .events()
    .filter(({ deleted }) => !deleted);
const bookedId = async (slot: Slot, key = 'bk_1', of = connection) => {
  const answer = await provider().book(of, slot, visitor, key);
  return answer.kind === 'booked' ? answer.externalId : expect.unreachable();
};
const busy = (slot: Slot, more: object = {}, account = danaWork) =>
  control().addEvent({ accountId: account.id, calendarId: DEFAULT_CALENDAR, ...slot, ...more });

describe('free slots of an Outlook calendar', () => {
  it.each([danaWork, finnPersonal])('leave out what is busy, tentative or away, $kind', async (account) => {
    const of = world.connection(account);
    const slots = await free(of);
    const taken = ['busy', 'tentative', 'oof', 'unknown'].map((showAs, i) => {
      const slot = slots[i * 2] ?? expect.unreachable();
      busy(slot, { showAs }, account);
      return slot.start.getTime();
    });
    const kept = ['free', 'workingElsewhere'].map((showAs, i) => {
      const slot = slots[i * 2 + 1] ?? expect.unreachable();
      busy(slot, { showAs }, account);
      return slot;
    });
    const left = await free(of);
    for (const start of taken) expect(left.map((slot) => slot.start.getTime())).not.toContain(start);
    for (const slot of kept) expect(left).toContainEqual(slot);
  });

  it('are asked as a schedule at work, as a view of the calendar where there are none', async () => {
    await free();
    await free(world.connection(finnPersonal));
    expect(control().exchanges('schedule.get')).toHaveLength(1);
    expect(control().exchanges('calendar-view.list')).toHaveLength(1);
    expect(control().exchanges()[0]?.requestHeaders.prefer).toContain('outlook.timezone="UTC"');
  });

  it('read a long view to its last page', async () => {
    const of = world.connection(finnPersonal);
    const slots = await free(of);
    for (let i = 0; i < 230; i += 1)
      busy({ start: new Date(Date.now() + i), end: new Date(Date.now() + i + 1) }, {}, finnPersonal);
    const last = slots.at(-1) ?? expect.unreachable();
    busy(last, {}, finnPersonal);
    expect(await free(of)).not.toContainEqual(last);
  });

  it('fail closed: an error inside of a success is no free time', async () => {
    const slot = await nth();
    control().addFault({ kind: 'schedule-error' });
    await expect(free()).rejects.toMatchObject({ code: 'provider_unavailable' });
    await expect(provider().book(connection, slot, visitor, 'bk_1')).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(live()).toEqual([]);
  });

  it('waits as long as Graph asks, and no longer than it makes sense', async () => {
    control().addFault({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, count: 1 });
    expect((await free()).length).toBeGreaterThan(0);
    control().addFault({ kind: 'block', seconds: 120 });
    await expect(free()).rejects.toMatchObject({ code: 'provider_unavailable', extra: { reason: 'rate' } });
  });
});

describe('booking in an Outlook calendar', () => {
  it('makes an event with our id, the visitor and a Teams link', async () => {
    const answer = await provider().book(connection, await nth(), visitor, "bk_o'42");
    expect(answer).toMatchObject({
      kind: 'booked',
      joinUrl: expect.stringMatching(/^https:\/\/teams\.microsoft\.com\//),
      detailsUrl: expect.stringMatching(/^https:/),
    });
    expect(live()).toMatchObject([
      {
        attendees: [{ emailAddress: { address: visitor.email } }],
        transactionId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    ]);
    expect(await world.module.bookings?.find(connection, "bk_o'42", await nth(), visitor.email)).toBe(live()[0]?.id);
  });

  it.each(['commit-then-timeout', 'commit-then-500', 'commit-then-drop'])(
    'after %s the event is found under our key, not made twice',
    async (kind) => {
      control().addFault({ kind, operation: 'events.create', count: 1 });
      expect(await bookedId(await nth())).toBe(live()[0]?.id);
      expect(live()).toHaveLength(1);
    },
  );

  it('a post that came to nothing is sent again, under the same transaction', async () => {
    control().addFault({ kind: 'status', status: 500, operation: 'events.create', count: 1 });
    await bookedId(await nth());
    expect(live()).toHaveLength(1);
  });

  it('says that it does not know while Graph does not tell; a repeat finds the event', async () => {
    const slot = await nth();
    control().addFault({ kind: 'commit-then-drop', operation: 'events.create', count: 1 });
    control().addFault({ kind: 'status', status: 503, operation: 'events.list' });
    await expect(provider().book(connection, slot, visitor, 'bk_1')).rejects.toBeInstanceOf(UncertainOutcome);
    control().clearFaults();
    expect(await bookedId(slot)).toBe(live()[0]?.id);
    expect(live()).toHaveLength(1);
  });

  it('what somebody took since the slots were shown is taken', async () => {
    const slot = await nth();
    busy(slot);
    expect(await provider().book(connection, slot, visitor, 'bk_1')).toEqual({ kind: 'slot_taken' });
    expect(live()).toHaveLength(1);
  });

  it.each([finnPersonal, gailWork])('goes without a Teams link where there is no Teams: $name', async (account) => {
    const of = world.connection(account);
    expect(await provider().book(of, await nth(0, of), visitor, 'bk_1')).toMatchObject({
      kind: 'booked',
      joinUrl: null,
    });
    expect(live()).toHaveLength(1);
  });
});

describe('changing what was booked in an Outlook calendar', () => {
  const bookings = () => world.module.bookings ?? expect.unreachable();
  const shifted = ({ start, end }: Slot, minutes: number) => ({
    start: new Date(start.getTime() + minutes * 60_000),
    end: new Date(end.getTime() + minutes * 60_000),
  });

  it('may move into its own time, not into somebody else’s', async () => {
    const slot = await nth();
    const id = await bookedId(slot);
    expect(await bookings().reschedule(connection, id, shifted(slot, 15))).toEqual({ kind: 'moved', externalId: id });
    busy(shifted(slot, 60));
    expect(await bookings().reschedule(connection, id, shifted(slot, 45))).toEqual({ kind: 'slot_taken' });
  });

  it('a move whose answer was lost is found done', async () => {
    const id = await bookedId(await nth());
    control().addFault({ kind: 'commit-then-drop', operation: 'events.change', count: 1 });
    expect(await bookings().reschedule(connection, id, await nth(3))).toMatchObject({ kind: 'moved' });
  });

  it('what the host deleted is gone: it is not moved, and cancelling it is done', async () => {
    const id = await bookedId(await nth());
    control().deleteEvent(id);
    expect(await bookings().reschedule(connection, id, await nth(3))).toEqual({ kind: 'gone' });
    await bookings().cancel(connection, id, 'cancelled');
    expect(await bookings().find(connection, 'bk_1', await nth(), visitor.email)).toBeNull();
  });
});
