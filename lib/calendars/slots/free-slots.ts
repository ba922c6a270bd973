import { Temporal } from 'temporal-polyfill';
import type { OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';
import type { WorkingHours } from '@/lib/db/schema/calendars';
import { MINUTE_MS } from '@/lib/time/units';

/** How the time of a calendar without slots of its own is cut into slots. */
export interface SlotRules {
  workingHours: WorkingHours;
  slotMinutes: number;
  /** Kept free before and after whatever is in the calendar. */
  bufferMinutes: number;
}

const DEFAULT_SLOT_MINUTES = 30;
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** Monday to Friday, nine to five. */
export function standardHours(timeZone: string): WorkingHours {
  return { timeZone, days: MONDAY_TO_FRIDAY.map((weekday) => ({ weekday, start: '09:00', end: '17:00' })) };
}

/** What an organization chose for a connection, with the usual where it chose nothing. */
export function slotRulesOf({ settings }: Pick<OpenConnection, 'settings'>, zone: string): SlotRules {
  return {
    workingHours: settings.workingHours ?? standardHours(zone),
    slotMinutes: settings.slotMinutes ?? DEFAULT_SLOT_MINUTES,
    bufferMinutes: settings.bufferMinutes ?? 0,
  };
}

/**
 * The slots of a range, earliest first: back to back from the opening of each working day, all of their time inside the
 * working hours as the wall clock there shows them, none nearer to a busy time than the buffer.
 * @param busy in any order; may overlap, and may lie outside the range
 */
export function freeSlots(rules: SlotRules, busy: readonly Slot[], range: SlotRange): Slot[] {
  const length = rules.slotMinutes * MINUTE_MS;
  const taken = merged(busy.map(({ start, end }) => ({ from: start.getTime(), to: end.getTime() })));
  const slots: Slot[] = [];
  for (const window of workingWindows(rules.workingHours, range))
    for (let at = window.from; at + length <= window.to; at += length) {
      const slot = { start: new Date(at), end: new Date(at + length) };
      const inRange = slot.start >= range.from && slot.start < range.to;
      if (inRange && !taken.some((one) => touches(one, slot, rules.bufferMinutes))) slots.push(slot);
    }
  return slots;
}

/** What has to be known of the calendar to cut the slots of a range: their ends and buffers reach out of it. */
export function rangeToAsk(
  { slotMinutes, bufferMinutes }: Omit<SlotRules, 'workingHours'>,
  range: SlotRange,
): SlotRange {
  return {
    from: new Date(range.from.getTime() - bufferMinutes * MINUTE_MS),
    to: new Date(range.to.getTime() + (slotMinutes + bufferMinutes) * MINUTE_MS),
  };
}

/** Whether nothing busy overlaps a slot with its buffer. */
export function isFree(slot: Slot, busy: readonly Slot[], bufferMinutes: number): boolean {
  return !busy.some(({ start, end }) => touches({ from: start.getTime(), to: end.getTime() }, slot, bufferMinutes));
}

/** Busy times as they are once a booking that is about to move is gone from its own time. */
export function withoutOwn(busy: readonly Slot[], own: Slot): Slot[] {
  const before = busy.map(({ start, end }) => ({ start, end: earlier(end, own.start) }));
  const after = busy.map(({ start, end }) => ({ start: later(start, own.end), end }));
  return [...before, ...after].filter(({ start, end }) => start < end);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

interface Span {
  /** Milliseconds of the epoch, half-open. */
  from: number;
  to: number;
}

function touches({ from, to }: Span, { start, end }: Slot, bufferMinutes: number): boolean {
  const buffer = bufferMinutes * MINUTE_MS;
  return from < end.getTime() + buffer && to > start.getTime() - buffer;
}

/** The working hours that a range touches, as instants: in order, none overlapping another. */
function workingWindows({ timeZone, days }: WorkingHours, { from, to }: SlotRange): Span[] {
  const windows: Span[] = [];
  const last = dayOf(to, timeZone);
  // Hours that began the evening before may reach into the range.
  let day = dayOf(from, timeZone).subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    for (const hours of days) {
      if (hours.weekday !== day.dayOfWeek) continue;
      const closingDay = hours.end <= hours.start ? day.add({ days: 1 }) : day;
      const window = {
        from: edge(day, hours.start, timeZone, 'opens'),
        to: edge(closingDay, hours.end, timeZone, 'closes'),
      };
      if (window.from < window.to) windows.push(window);
    }
  return merged(windows);
}

/**
 * The instant of an edge of working hours. Where the clocks skip it, that is the change of the clocks itself; where they
 * show it twice, the one that leaves no time inside during which the clock shows something outside.
 */
function edge(day: Temporal.PlainDate, time: string, zone: string, side: 'opens' | 'closes'): number {
  const wall = day.toPlainDateTime(time);
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (first.epochMilliseconds === second.epochMilliseconds) return first.epochMilliseconds;
  const isShownTwice = first.toPlainDateTime().equals(wall);
  if (isShownTwice) return (side === 'opens' ? second : first).epochMilliseconds;
  return (first.getTimeZoneTransition('next') ?? second).epochMilliseconds;
}

/** Spans that overlap or meet become one; earliest first. */
function merged(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const before = whole.at(-1);
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to);
    else whole.push({ ...span });
  }
  return whole;
}

function dayOf(instant: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}
