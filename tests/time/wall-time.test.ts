import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';
import { boundsOfDay, resolveInstant, sayInstant, wallTimeIn } from '@/lib/time/wall-time';

const ZONES = [
  'America/New_York',
  'America/St_Johns',
  'Europe/Berlin',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'UTC',
];

/** Minutes by which a zone's clocks are ahead of UTC, read from the platform's own calendar. */
function offsetAt(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return (wall - Math.floor(instant / 1000) * 1000) / MINUTE_MS;
}

/** Every instant at which the clocks of a zone show a wall time (given as if it were UTC), earliest first. */
function instantsShowing(zone: string, wall: number): number[] {
  const offsets = new Set([-2 * DAY_MS, -DAY_MS, 0, DAY_MS, 2 * DAY_MS].map((shift) => offsetAt(zone, wall + shift)));
  return [...offsets]
    .map((offset) => wall - offset * MINUTE_MS)
    .filter((instant) => instant + offsetAt(zone, instant) * MINUTE_MS === wall)
    .sort((a, b) => a - b);
}

function textOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19);
}

/** Wall times of all hours, and as many within hours of a change of the clocks. */
const wallTimes = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    anywhere: fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2037, 0) }),
    nearChange: fc.boolean(),
    minutesOff: fc.integer({ min: -180, max: 180 }),
  })
  .map(({ zone, anywhere, nearChange, minutesOff }) => {
    const from = Temporal.Instant.fromEpochMilliseconds(anywhere).toZonedDateTimeISO(zone);
    const change = nearChange ? from.getTimeZoneTransition('previous') : null;
    const instant = change ? change.epochMilliseconds : anywhere;
    const wall = instant + offsetAt(zone, instant) * MINUTE_MS + minutesOff * MINUTE_MS;
    return { zone, wall: Math.floor(wall / MINUTE_MS) * MINUTE_MS };
  });

describe('wall times become instants', () => {
  it('as the platform’s own clocks show them, in any zone, at any change of the clocks', () => {
    const seen = { once: 0, gap: 0, repeated: 0 };
    fc.assert(
      fc.property(wallTimes, ({ zone, wall }) => {
        const showing = instantsShowing(zone, wall);
        const resolved = resolveInstant(textOf(wall), zone);
        const kind = resolved?.resolution?.kind ?? 'once';
        seen[kind] += 1;
        if (showing.length === 1) {
          expect(resolved).toEqual({ instant: new Date(showing[0] ?? 0), resolution: null });
        } else if (showing.length === 2) {
          expect(kind).toBe('repeated');
          expect(resolved?.instant.getTime()).toBe(showing[0]);
          expect(resolved?.resolution?.alternative?.getTime()).toBe(showing[1]);
        } else {
          expect(kind).toBe('gap');
          const before = offsetAt(zone, wall - 2 * DAY_MS);
          expect(resolved?.instant.getTime()).toBe(wall - before * MINUTE_MS);
          expect(resolved?.resolution?.alternative).toBeNull();
        }
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(Math.min(seen.gap, seen.repeated)).toBeGreaterThan(50);
  });

  it('an instant and its wall time with offset are the same instant', () => {
    fc.assert(
      fc.property(wallTimes, ({ zone, wall }) => {
        const written = wallTimeIn(zone, new Date(wall));
        expect(resolveInstant(written, zone)?.instant.getTime()).toBe(wall);
        expect(Date.parse(written)).toBe(wall);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['half an hour skipped', '2026-10-04T02:10', 'Australia/Lord_Howe', 'gap', '2026-10-04T02:40:00+11:00'],
    ['half an hour repeated', '2026-04-05T01:45', 'Australia/Lord_Howe', 'repeated', '2026-04-05T01:45:00+11:00'],
    ['a whole day skipped', '2011-12-30T10:00', 'Pacific/Apia', 'gap', '2011-12-31T10:00:00+14:00'],
    ['an hour skipped', '2026-03-08T02:30', 'America/New_York', 'gap', '2026-03-08T03:30:00-04:00'],
    ['an hour repeated', '2026-11-01T01:30', 'America/New_York', 'repeated', '2026-11-01T01:30:00-04:00'],
  ])('%s', (_, text, zone, kind, resolved) => {
    expect(resolveInstant(text, zone)?.resolution).toMatchObject({ kind, resolved, zone });
  });

  it('a zone with three quarters of an hour', () => {
    expect(resolveInstant('2026-03-08T02:30', 'Asia/Kathmandu')).toEqual({
      instant: new Date('2026-03-07T20:45:00Z'),
      resolution: null,
    });
  });

  it('an offset decides alone, whatever the zone', () => {
    for (const text of ['2026-03-08T02:30:00-05:00', '2026-03-08T07:30Z', '2026-03-08 07:30z', '2026-03-08T13:00+0530'])
      expect(resolveInstant(text, 'America/New_York')).toEqual({
        instant: new Date('2026-03-08T07:30:00Z'),
        resolution: null,
      });
  });

  it.each(['', 'soon', '2026-02-30T10:00', '2026-01-01T24:30', '2026-01-01T10:00+25:00', '2026-01-15'])(
    'null for %j, unless a bare date is midnight',
    (text) => {
      const read = resolveInstant(text, 'UTC');
      if (text === '2026-01-15') expect(read === null || read.instant.toISOString().startsWith(text)).toBe(true);
      else expect(read).toBeNull();
    },
  );
});

describe('days and words', () => {
  it('a day is as long as its clocks make it', () => {
    const hours = (day: string, zone: string) => {
      const bounds = boundsOfDay(day, zone);
      return bounds && (bounds.until.getTime() - bounds.from.getTime()) / 3_600_000;
    };
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(hours('2011-12-30', 'Pacific/Apia')).toBe(0);
    expect(hours('2026-02-30', 'UTC')).toBeNull();
  });

  it('an instant is said with its day and zone', () => {
    expect(sayInstant('Europe/Berlin', new Date('2026-03-09T09:30:00Z'))).toBe(
      'Mon, 9 Mar 2026, 10:30 (Europe/Berlin)',
    );
  });
});
