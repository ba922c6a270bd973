import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection } from '@/lib/calendars/port';
import { windowsOf } from '@/lib/calendars/providers/calendly/available-times';
import { systemClock } from '@/lib/core/clock';
import { DAY_MS } from '@/lib/time/units';
import { danaId, erinId, introCallId } from '@/sandbox/calendly/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalendlyWorld, calendlyWorld, eventTypeUri } from '@/tests/support/calendly';

/** Friday before New York leaves winter time. */
const now = new Date('2026-03-06T12:00:30.000Z');
const clock = { ...systemClock, now: () => now };

const official = officialCheck('calendly');
let world: CalendlyWorld;
let connection: OpenConnection;

beforeEach(async () => {
  world = await calendlyWorld({ clock, timeoutMs: 10_000, onExchange: official.watch });
  connection = await world.connect();
});
afterEach(() => world.close());

const slots = (from: Date, to: Date, on = connection) =>
  world.module.provider.availableSlots(on, { from, to }, 'Europe/Berlin');
const asked = () => world.calendly.control.exchanges('available-times.list');
const windowOf = (exchange: ReturnType<typeof asked>[number] | undefined) => Object.fromEntries(exchange?.query ?? []);

describe('available times of Calendly', () => {
  it('have the length of the event type, and stand at the host’s wall clock on both sides of a clock change', async () => {
    const found = await slots(now, new Date('2026-03-10T00:00:00Z'));
    const opens = (day: string) => found.find(({ start }) => start.toISOString().startsWith(day));
    expect(opens('2026-03-06')).toEqual({
      start: new Date('2026-03-06T14:00:00Z'),
      end: new Date('2026-03-06T14:30:00Z'),
    });
    expect(opens('2026-03-09')?.start).toEqual(new Date('2026-03-09T13:00:00Z'));
    expect(found.some(({ start }) => [0, 6].includes(start.getUTCDay()))).toBe(false);
  });

  it('are asked from a minute ahead, since now is past on arrival', async () => {
    await slots(new Date(now.getTime() - DAY_MS), new Date(now.getTime() + DAY_MS));
    expect(asked().map(windowOf)).toEqual([
      {
        event_type: eventTypeUri(introCallId),
        start_time: '2026-03-06T12:01:30.000Z',
        end_time: '2026-03-07T12:00:30.000Z',
      },
    ]);
  });

  it('are asked in windows of 31 days, which leave nothing out and repeat nothing', async () => {
    const to = new Date(now.getTime() + 70 * DAY_MS);
    const found = await slots(now, to);
    expect(asked().map(({ status }) => status)).toEqual([200, 200, 200]);
    const starts = found.map(({ start }) => start.getTime());
    expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
    expect(found).toHaveLength(50 * 16);
    const windows = windowsOf({ from: now, to }, now);
    expect(windows.slice(1).map(({ from }) => from)).toEqual(windows.slice(0, -1).map((window) => window.to));
  });

  it('of a range that is over are none, without asking', async () => {
    expect(await slots(new Date(now.getTime() - DAY_MS), now)).toEqual([]);
    expect(asked()).toEqual([]);
  });

  it('lose what is booked or busy', async () => {
    const nine = new Date('2026-03-06T14:00:00Z');
    world.calendly.control.book(introCallId, { start: nine });
    world.calendly.control.addBusy({
      userId: danaId,
      start: new Date('2026-03-06T15:00:00Z'),
      end: new Date('2026-03-06T21:30:00Z'),
    });
    const starts = (await slots(now, new Date('2026-03-07T00:00:00Z'))).map(({ start }) => start.toISOString());
    expect(starts).toEqual(['2026-03-06T14:30:00.000Z', '2026-03-06T21:30:00.000Z']);
  });

  it('without an event type chosen are a fault to mend', async () => {
    const unset = { ...connection, settings: {} };
    await expect(slots(now, new Date(now.getTime() + DAY_MS), unset)).rejects.toMatchObject({
      fault: 'settings_incomplete',
    });
  });

  it('an edge that answers a bare 403 is not available; it is no fault of the account', async () => {
    world.calendly.control.addFault({ kind: 'status', status: 403, body: '<html>', operation: 'available-times.list' });
    await expect(slots(now, new Date(now.getTime() + DAY_MS))).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});

describe('event types of Calendly', () => {
  const list = (on = connection) => world.module.eventTypes?.list(on);

  it('are the active, single-host, one-on-one, unpaid ones of the user and the organization, each once', async () => {
    expect((await list())?.map(({ name }) => name)).toEqual([
      '30 Minute Meeting',
      'Application',
      'Desk of the team',
      'Erin one on one',
      'Managed intro',
      'Phone consultation',
      'Short chat',
    ]);
    expect((await list())?.[0]).toEqual({
      id: eventTypeUri(introCallId),
      name: '30 Minute Meeting',
      durationMinutes: 30,
      url: 'https://calendly.com/dana-host/30-minute-meeting',
    });
  });

  it('of somebody who may not read the organization’s are his own', async () => {
    expect((await list(await world.connect({}, erinId)))?.map(({ name }) => name)).toEqual(['Erin one on one']);
  });

  it('are read to the last page', async () => {
    const { control } = world.calendly;
    for (let n = 0; n < 205; n += 1) control.addEventType({ name: `Extra ${n}`, hostIds: [danaId], duration: 30 });
    expect((await list())?.length).toBe(212);
  });

  it('that cannot be asked are no empty list', async () => {
    world.calendly.control.addFault({ kind: 'plan-too-small', operation: 'event-types.list' });
    await expect(list()).rejects.toMatchObject({ fault: 'plan_too_small' });
  });
});

itFitsTheOfficialDescription(official);
