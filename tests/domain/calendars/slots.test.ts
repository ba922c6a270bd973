import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarUnavailable } from '@/lib/calendars/faults';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { byLocalDate, upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import { slotsToOffer } from '@/lib/calendars/slots/slots-to-offer';
import type { SlotsResponse } from '@/lib/contracts/calendars';
import { systemClock } from '@/lib/core/clock';
import { createKv } from '@/lib/kv/create-kv';
import { type CalendarScene, calendarScene, connectionNow, halfHours } from '@/tests/support/calendar-scene';
import { type CountingProvider, countingProvider, registryWith } from '@/tests/support/counting-provider';
import { eventually } from '@/tests/support/eventually';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let scene: CalendarScene;
let provider: CountingProvider;
const never = () => {
  throw new Error('nothing is stale here');
};

async function open() {
  scene = await calendarScene(world);
  provider = countingProvider(halfHours(new Date(world.clock.now().getTime() + 3_600_000), 20));
  scene.calendar.calendars = registryWith(scene.calendar.calendars, provider);
  return connectionNow(world, scene.connectionId);
}
const range = () => upcomingRange(world.clock.now());

describe('slots from the cache', () => {
  it('asks the provider once in five minutes, then shows the old ones while it asks again', async () => {
    const row = await open();
    const first = await offeredSlots(scene.calendar, row, range(), 'UTC', never);
    expect(first.slots).toHaveLength(20);
    world.clock.advance(4 * 60_000);
    const sameRange = upcomingRange(first.fetchedAt);
    await offeredSlots(scene.calendar, row, sameRange, 'UTC', never);
    expect(provider.asked).toBe(1);

    world.clock.advance(2 * 60_000);
    const tasks: (() => Promise<unknown>)[] = [];
    const old = await offeredSlots(scene.calendar, row, sameRange, 'UTC', (task) => tasks.push(task));
    expect(old).toMatchObject({ stale: true, slots: first.slots });
    await Promise.all(tasks.map((task) => task()));
    expect(provider.asked).toBe(2);
    expect((await offeredSlots(scene.calendar, row, sameRange, 'UTC', never)).stale).toBe(false);
  });

  it('forgets what it knew with any booking change', async () => {
    const row = await open();
    await offeredSlots(scene.calendar, row, range(), 'UTC', never);
    await forgetSlots(scene.calendar, row.id);
    await offeredSlots(scene.calendar, row, range(), 'UTC', never);
    expect(provider.asked).toBe(2);
  });

  it('1,000 asks at once, on several instances, are one question to the provider', async () => {
    const row = await open();
    const clock = systemClock;
    const instances = Array.from({ length: 4 }, () => ({
      ...scene.calendar,
      clock,
      kv: createKv({ kind: 'database' }, world.db, clock),
    }));
    provider.onAsk = () => new Promise((resolve) => setTimeout(resolve, 150));
    const asks = Array.from({ length: 1000 }, (_, i) => {
      const instance = instances[i % 4];
      if (!instance) throw new Error('no instance');
      return offeredSlots(instance, row, range(), 'UTC', never);
    });
    const answers = await Promise.all(asks);
    expect(provider.asked).toBe(1);
    expect(new Set(answers.map(({ slots }) => JSON.stringify(slots))).size).toBe(1);
  });

  it('a provider that cannot be asked is an error to everybody who waits, and not an empty list', async () => {
    const row = await open();
    provider.onAsk = () => Promise.reject(calendarUnavailable('down'));
    await expect(offeredSlots(scene.calendar, row, range(), 'UTC', never)).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    provider.onAsk = () => undefined;
    provider.slots = [];
    expect((await offeredSlots(scene.calendar, row, range(), 'UTC', never)).slots).toEqual([]);
  });

  it('nobody waits longer than fifteen seconds for a provider, whose late answer is there for whoever asks next', async () => {
    const row = await open();
    let answer = () => {};
    provider.onAsk = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const later: Promise<unknown>[] = [];
    const ask = () => offeredSlots(scene.calendar, row, range(), 'UTC', (task) => later.push(task()));
    const before = world.clock.sleeping;
    const waiting = [ask(), ask()];
    const couldNotAsk = { code: 'provider_unavailable', extra: { reason: 'timeout' } };
    const refused = Promise.all(waiting.map((asked) => expect(asked).rejects.toMatchObject(couldNotAsk)));
    await eventually('both wait for the provider', () => provider.asked === 1 && world.clock.sleeping === before + 2);
    world.clock.advance(15_000);
    await refused;
    answer();
    await Promise.all(later);
    expect((await ask()).slots).toHaveLength(20);
    expect(provider.asked).toBe(1);
    expect(world.clock.sleeping).toBe(before);
  });

  it('are the same object for all who ask the same, until one of them has passed or something changed', async () => {
    const quarter = 15 * 60_000;
    world.clock.set(new Date(Math.ceil(world.clock.now().getTime() / quarter) * quarter));
    await open();
    provider.slots = halfHours(new Date(world.clock.now().getTime() + 60_000), 20);
    const show = (timezone = 'UTC', date?: string) =>
      slotsToOffer({ ...scene.ctx, now: world.clock.now() }, scene.calendar, { days: 14, timezone, date }, never);
    const count = ({ days }: SlotsResponse) => Object.values(days).flat().length;
    const first = await show();
    expect(await show()).toBe(first);
    expect((await show('Asia/Kathmandu')).timezone).toBe('Asia/Kathmandu');
    const [day = ''] = Object.keys(first.days);
    expect(Object.keys((await show('UTC', day)).days)).toEqual([day]);

    expect(provider.asked).toBe(1);
    world.clock.advance(60_000);
    expect(count(await show())).toBe(count(first) - 1);
    expect(provider.asked).toBe(1);

    provider.slots = provider.slots.slice(2);
    await forgetSlots(scene.calendar, scene.connectionId);
    expect(count(await show())).toBe(count(first) - 2);
  });

  it('those who ask at the same time each get their own organization’s calendar', async () => {
    const scenes = await Promise.all(Array.from({ length: 4 }, () => calendarScene(world)));
    const [stranger] = scenes;
    const shown = await Promise.all(
      scenes.flatMap(({ ctx, calendar, connectionId }) => [
        slotsToOffer(ctx, calendar, { days: 3, timezone: 'UTC' }, never),
        slotsToOffer(ctx, calendar, { connection_id: connectionId, days: 3, timezone: 'UTC' }, never),
      ]),
    );
    expect(shown.map(({ connection }) => connection.id)).toEqual(
      scenes.flatMap(({ connectionId }) => [connectionId, connectionId]),
    );
    const wish = { connection_id: stranger?.connectionId, days: 3, timezone: 'UTC' };
    const results = await Promise.allSettled(
      scenes.map(({ ctx, calendar }) => slotsToOffer(ctx, calendar, wish, never)),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
  });

  it('another organization’s calendar is not there', async () => {
    await open();
    const other = await calendarScene(world);
    await expect(
      slotsToOffer(other.ctx, other.calendar, { connection_id: scene.connectionId, days: 14, timezone: 'UTC' }, never),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('slots by local date', () => {
  const zones = [
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'America/Vancouver',
    'America/New_York',
    'UTC',
  ];

  it('groups every slot once, under the date that its clock shows there, whatever the zone and the day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }), {
          maxLength: 40,
        }),
        (zone, starts) => {
          const slots = starts.map((start) => ({ start: start.toISOString() }));
          const days = byLocalDate(slots, zone);
          expect(Object.values(days).flat()).toHaveLength(slots.length);
          for (const [day, list] of Object.entries(days))
            for (const { start } of list)
              expect(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(start))).toBe(day);
        },
      ),
    );
  });
});
