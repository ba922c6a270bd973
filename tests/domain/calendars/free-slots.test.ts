import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Slot, SlotRange } from '@/lib/calendars/port';
import { freeSlots, isFree, rangeToAsk, type SlotRules, standardHours } from '@/lib/calendars/slots/free-slots';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';

const ZONES = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Vancouver',
  'America/New_York',
  'America/St_Johns',
  'Europe/Berlin',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'UTC',
];

const at = (text: string) => new Date(text);
const days = (from: string, count: number): SlotRange => ({
  from: at(from),
  to: new Date(at(from).getTime() + count * DAY_MS),
});
const rules = (zone: string, changes: Partial<SlotRules> = {}): SlotRules => ({
  workingHours: standardHours(zone),
  slotMinutes: 30,
  bufferMinutes: 0,
  ...changes,
});
const everyDay = (timeZone: string, start: string, end: string) => ({
  timeZone,
  days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start, end })),
});
const wallOf = (zone: string, instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
const starts = (slots: Slot[], zone: string) =>
  slots.map(({ start }) => wallOf(zone, start.getTime()).toPlainTime().toString({ smallestUnit: 'minute' }));

const wallTime = fc
  .integer({ min: 0, max: 24 * 12 - 1 })
  .map((fives) => new Temporal.PlainTime(Math.floor(fives / 12), (fives % 12) * 5).toString().slice(0, 5));

/** Ranges of some days, every second one around a change of the clocks. */
const ranges = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    anywhere: fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2036, 0) }),
    nearChange: fc.boolean(),
    hoursBefore: fc.integer({ min: 0, max: 40 }),
    days: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ zone, anywhere, nearChange, hoursBefore, days: count }) => {
    const change = nearChange ? wallOf(zone, anywhere).getTimeZoneTransition('previous') : null;
    const from = (change?.epochMilliseconds ?? anywhere) - hoursBefore * 60 * MINUTE_MS;
    return { zone, range: { from: new Date(from), to: new Date(from + count * DAY_MS) } };
  });

const scenes = ranges.chain(({ zone, range }) =>
  fc.record({
    zone: fc.constant(zone),
    range: fc.constant(range),
    start: wallTime,
    end: wallTime,
    slotMinutes: fc.constantFrom(5, 15, 20, 30, 45, 60, 90),
    bufferMinutes: fc.constantFrom(0, 5, 15, 60),
    busy: fc.array(
      fc
        .record({ after: fc.integer({ min: -2 * 1440, max: 5 * 1440 }), minutes: fc.integer({ min: 1, max: 700 }) })
        .map(({ after, minutes }) => {
          const from = range.from.getTime() + after * MINUTE_MS;
          return { start: new Date(from), end: new Date(from + minutes * MINUTE_MS) };
        }),
      { maxLength: 6 },
    ),
  }),
);

/** Whether a wall time lies in hours that may go over midnight. */
function shows(time: string, start: string, end: string): boolean {
  return start < end ? time >= start && time < end : time >= start || time < end;
}

describe('free slots', () => {
  it('every slot lies inside the working hours, all the way as the wall clock there shows them', () => {
    fc.assert(
      fc.property(scenes, ({ zone, range, start, end, busy, ...lengths }) => {
        const slots = freeSlots({ workingHours: everyDay(zone, start, end), ...lengths }, busy, range);
        for (const slot of slots)
          for (let moment = slot.start.getTime(); moment < slot.end.getTime(); moment += 5 * MINUTE_MS) {
            const time = wallOf(zone, moment).toPlainTime().toString({ smallestUnit: 'minute' });
            if (!shows(time, start, end)) throw new Error(`${time} in ${zone} is outside ${start}–${end}`);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('no slot is nearer to a busy time than the buffer, begins outside of the range, or overlaps another', () => {
    fc.assert(
      fc.property(scenes, ({ zone, range, start, end, busy, ...lengths }) => {
        const slots = freeSlots({ workingHours: everyDay(zone, start, end), ...lengths }, busy, range);
        for (const [i, slot] of slots.entries()) {
          expect(slot.end.getTime() - slot.start.getTime()).toBe(lengths.slotMinutes * MINUTE_MS);
          expect(slot.start >= range.from && slot.start < range.to).toBe(true);
          const before = slots[i - 1];
          if (before) expect(slot.start >= before.end).toBe(true);
          for (const one of busy) {
            const apart =
              one.end.getTime() + lengths.bufferMinutes * MINUTE_MS <= slot.start.getTime() ||
              slot.end.getTime() + lengths.bufferMinutes * MINUTE_MS <= one.start.getTime();
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives away no free time: a slot of the grid that is missing touches something busy', () => {
    fc.assert(
      fc.property(scenes, ({ zone, range, start, end, busy, ...lengths }) => {
        const given = { workingHours: everyDay(zone, start, end), ...lengths };
        const free = new Set(freeSlots(given, busy, range).map((slot) => slot.start.getTime()));
        for (const slot of freeSlots(given, [], range))
          expect(free.has(slot.start.getTime())).toBe(isFree(slot, busy, lengths.bufferMinutes));
      }),
      { numRuns: 200 },
    );
  });

  it('asks about as much of the calendar as its slots and buffers reach', () => {
    const range = days('2026-03-02T00:00:00Z', 1);
    expect(rangeToAsk({ slotMinutes: 30, bufferMinutes: 10 }, range)).toEqual({
      from: at('2026-03-01T23:50:00Z'),
      to: at('2026-03-03T00:40:00Z'),
    });
  });

  it.each([
    ['Australia/Lord_Howe', '2026-03-02T00:00:00Z', '2026-03-02T22:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-02T00:00:00Z', '2026-03-02T03:15:00.000Z'],
    ['Pacific/Apia', '2026-03-02T00:00:00Z', '2026-03-02T20:00:00.000Z'],
    ['America/Vancouver', '2026-03-02T00:00:00Z', '2026-03-02T17:00:00.000Z'],
  ])('opens at nine by the clocks of %s', (zone, from, first) => {
    const slots = freeSlots(rules(zone), [], days(from, 1)).filter(
      ({ start }) => wallOf(zone, start.getTime()).hour === 9,
    );
    expect(slots[0]?.start.toISOString()).toBe(first);
  });

  it('works from nine to five in Vancouver after November 2026, whatever the clocks there do by then', () => {
    const slots = freeSlots(rules('America/Vancouver'), [], days('2026-11-09T08:00:00Z', 5));
    const shown = starts(slots, 'America/Vancouver');
    expect([shown[0], shown.at(-1), slots.length]).toEqual(['09:00', '16:30', 5 * 16]);
  });

  it('leaves out the hour that the clocks skip', () => {
    const night = rules('America/New_York', { workingHours: everyDay('America/New_York', '00:00', '04:00') });
    const slots = freeSlots(night, [], days('2026-03-08T05:00:00Z', 1)).slice(0, 6);
    expect(starts(slots, 'America/New_York')).toEqual(['00:00', '00:30', '01:00', '01:30', '03:00', '03:30']);
  });

  it('has the hour twice that the clocks repeat', () => {
    const night = rules('America/New_York', { workingHours: everyDay('America/New_York', '00:30', '02:30') });
    const slots = freeSlots(night, [], { from: at('2026-11-01T04:00:00Z'), to: at('2026-11-01T12:00:00Z') });
    expect(starts(slots, 'America/New_York')).toEqual(['00:30', '01:00', '01:30', '01:00', '01:30', '02:00']);
  });

  it('bears the half hour by which Lord Howe changes its clocks', () => {
    const night = rules('Australia/Lord_Howe', { workingHours: everyDay('Australia/Lord_Howe', '01:00', '04:00') });
    const on = (from: string) => starts(freeSlots(night, [], days(from, 1)), 'Australia/Lord_Howe');
    expect(on('2026-10-03T13:30:00Z')).toEqual(['01:00', '01:30', '02:30', '03:00', '03:30']);
    expect(on('2026-04-04T13:00:00Z')).toEqual(['01:00', '01:30', '01:30', '02:00', '02:30', '03:00', '03:30']);
  });

  it('has no slot on a day that a zone left out', () => {
    const slots = freeSlots(rules('Pacific/Apia', { workingHours: everyDay('Pacific/Apia', '09:00', '17:00') }), [], {
      from: at('2011-12-29T00:00:00Z'),
      to: at('2012-01-01T00:00:00Z'),
    });
    const dates = new Set(slots.map(({ start }) => wallOf('Pacific/Apia', start.getTime()).toPlainDate().toString()));
    expect([...dates]).not.toContain('2011-12-30');
    expect([...dates]).toContain('2011-12-31');
  });

  it('takes hours over midnight, several a day, and such that overlap', () => {
    const zone = 'Europe/Berlin';
    const on = (list: [string, string][]) => {
      const workingHours = { timeZone: zone, days: list.map(([start, end]) => ({ weekday: 1, start, end })) };
      return starts(
        freeSlots(rules(zone, { workingHours, slotMinutes: 60 }), [], days('2026-03-01T23:00:00Z', 2)),
        zone,
      );
    };
    expect(on([['22:00', '01:00']])).toEqual(['22:00', '23:00', '00:00']);
    expect(
      on([
        ['13:00', '15:00'],
        ['09:00', '11:00'],
      ]),
    ).toEqual(['09:00', '10:00', '13:00', '14:00']);
    expect(
      on([
        ['09:00', '11:30'],
        ['10:00', '12:00'],
      ]),
    ).toEqual(['09:00', '10:00', '11:00']);
  });
});
