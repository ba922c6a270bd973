import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slotsFromWire } from '@/lib/calendars/providers/calcom/map';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';
import { eventType, sampleAccount } from '@/sandbox/calcom/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalcomWorld, calcomConnection, calcomWorld } from '@/tests/support/calcom';

const ZONES = ['Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Vancouver', 'UTC'];
const FIRST = Date.parse('2026-01-05T00:00:00Z');

const official = officialCheck('calcom');
let world: CalcomWorld;
const hostZones = ZONES.map((timeZone, index) => ({ id: 900 + index, timeZone }));

beforeAll(async () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }));
  world = await calcomWorld({
    now: () => new Date(FIRST),
    requestsPerMinute: 10_000,
    onExchange: official.watch,
    account: {
      ...sampleAccount,
      users: [
        ...sampleAccount.users,
        ...hostZones.map((host) => ({
          ...host,
          username: `h${host.id}`,
          email: `h${host.id}@example.test`,
          name: 'H',
          hours,
        })),
      ],
      eventTypes: hostZones.map(({ id }) => eventType({ id, title: `T${id}`, lengthInMinutes: 30, ownerId: id })),
    },
  });
});
afterAll(() => world.close());

/** Slots as Cal.com writes them in a zone. */
function wireOf(instants: number[], zone: string): Record<string, { start: string; end: string }[]> {
  const text = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .toString({ timeZoneName: 'never', smallestUnit: 'millisecond' });
  const days: Record<string, { start: string; end: string }[]> = {};
  for (const at of instants) {
    const slot = { start: text(at), end: text(at + 30 * MINUTE_MS) };
    days[slot.start.slice(0, 10)] = [...(days[slot.start.slice(0, 10)] ?? []), slot];
  }
  return days;
}

describe('slots of Cal.com', () => {
  it('are the same instants in whatever zone they were written, inside the range, in order', () => {
    const quarters = fc.uniqueArray(fc.integer({ min: 0, max: 2 * 365 * 96 }), { maxLength: 60 });
    fc.assert(
      fc.property(quarters, fc.constantFrom(...ZONES), fc.nat(700), fc.nat(60), (given, zone, day, days) => {
        const instants = given.map((quarter) => FIRST + quarter * 15 * MINUTE_MS);
        const range = { from: new Date(FIRST + day * DAY_MS), to: new Date(FIRST + (day + days) * DAY_MS) };
        const expected = instants
          .filter((at) => at >= range.from.getTime() && at < range.to.getTime())
          .sort((a, b) => a - b);
        const slots = slotsFromWire(wireOf(instants, zone), range);
        expect(slots.map(({ start }) => start.getTime())).toEqual(expected);
        expect(slots.every(({ start, end }) => end.getTime() - start.getTime() === 30 * MINUTE_MS)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('follow the offset that Cal.com states, also where our own zone data are older', () => {
    const wire = { '2026-12-01': [{ start: '2026-12-01T09:00:00.000-07:00', end: '2026-12-01T09:30:00.000-07:00' }] };
    const range = { from: new Date('2026-12-01T00:00:00Z'), to: new Date('2026-12-03T00:00:00Z') };
    expect(slotsFromWire(wire, range)[0]?.start).toEqual(new Date('2026-12-01T16:00:00Z'));
  });

  it('asked for in any zone, of a host in any zone, on any day of the year: the host’s wall clock says nine to five', async () => {
    const connections = new Map(
      hostZones.map(({ id, timeZone }) => [timeZone, calcomConnection(world.calcom, { eventTypeId: String(id) })]),
    );
    const zone = fc.constantFrom(...ZONES);
    // Around the days on which the clocks of these zones change, and anywhere else.
    const day = fc.oneof(
      fc.constantFrom(
        ...['2026-03-08', '2026-04-05', '2026-10-04', '2026-11-01'].map((text) => Date.parse(text) - DAY_MS),
      ),
      fc.nat(330).map((days) => FIRST + days * DAY_MS),
    );
    await fc.assert(
      fc.asyncProperty(zone, zone, day, async (hostZone, asker, from) => {
        const connection = connections.get(hostZone);
        if (!connection) throw new Error(hostZone);
        // A budget of its own for every run.
        const { credentials } = calcomConnection(world.calcom);
        const range = { from: new Date(from), to: new Date(from + 3 * DAY_MS) };
        const asked = { ...connection, credentials };
        const slots = await world.module.provider.availableSlots(asked, range, asker);
        expect(slots).toEqual(await world.module.provider.availableSlots(asked, range, 'UTC'));
        expect(slots.length).toBeGreaterThanOrEqual(46);
        for (const { start } of slots) {
          const local = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(hostZone);
          expect(local.hour).toBeGreaterThanOrEqual(9);
          expect(local.hour).toBeLessThan(17);
          expect(local.minute % 30).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

itFitsTheOfficialDescription(official);
