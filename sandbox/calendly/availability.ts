import { Temporal } from 'temporal-polyfill';
import { MINUTE_MS } from '@/lib/time/units';
import type { EventType, Meeting } from './model';
import type { World } from './world';

interface Interval {
  readonly start: number;
  readonly end: number;
}

/** A time of an event type, and how many may still come. */
interface FreeTime {
  readonly start: number;
  readonly seats: number;
  /** Who would hold it. */
  readonly hostIds: readonly string[];
}

/** A lagging replica has not seen what happened within these seconds. */
export const STALE_SECONDS = 30;

/** The free times of a type that begin in a range, earliest first. @param stale as a lagging replica sees them */
export function freeTimes(world: World, type: EventType, range: Interval, stale = false): FreeTime[] {
  const starts = new Set(type.hostIds.flatMap((id) => openStarts(world, type, id, range)));
  return [...starts].sort((a, b) => a - b).flatMap((start) => freeAt(world, type, start, stale) ?? []);
}

/** Null when a start is not offered, or not any more. */
export function freeAt(world: World, type: EventType, start: number, stale = false): FreeTime | null {
  const end = start + type.duration * MINUTE_MS;
  if (start < world.now().getTime() + type.noticeMinutes * MINUTE_MS) return null;
  const meetings = (stale ? world.meetingsAsOf(STALE_SECONDS) : [...world.meetings.values()]).filter(
    ({ cancellation }) => cancellation === null,
  );
  const group = type.kind === 'group' ? meetings.find((one) => sameGroup(one, type, start)) : undefined;
  if (group) {
    const seats = type.seats - world.inviteesOf(group).filter(({ cancellation }) => cancellation === null).length;
    return seats > 0 ? { start, seats, hostIds: group.hostIds } : null;
  }
  const free = type.hostIds.filter(
    (id) =>
      openStarts(world, type, id, { start, end: start + 1 }).includes(start) &&
      !meetings.some((meeting) => meeting.hostIds.includes(id) && overlaps(meeting, start, end)) &&
      !world.busy.some((busy) => busy.userId === id && overlaps(busy, start, end)),
  );
  if (type.pooling === 'collective' ? free.length < type.hostIds.length : free.length === 0) return null;
  const hostIds = type.pooling === 'collective' ? free : free.slice(0, 1);
  return { start, seats: type.seats, hostIds };
}

/** Whether a start lies on the schedule, taken or not. */
export function isOnSchedule(world: World, type: EventType, start: number): boolean {
  return type.hostIds.some((id) => openStarts(world, type, id, { start, end: start + 1 }).includes(start));
}

export function sameGroup(meeting: Meeting, type: EventType, start: number): boolean {
  return meeting.eventTypeId === type.uuid && meeting.start.getTime() === start && meeting.cancellation === null;
}

function overlaps(taken: { start: Date; end: Date }, start: number, end: number): boolean {
  return taken.start.getTime() < end && taken.end.getTime() > start;
}

/** Starts within the working hours of a host: his wall clock, whatever its offset is that day. */
function openStarts(world: World, type: EventType, userId: string, range: Interval): number[] {
  const { hours, timeZone } = world.user(userId);
  const step = Math.min(type.duration, 30) * MINUTE_MS;
  const dayOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const starts: number[] = [];
  const last = dayOf(range.end);
  for (let day = dayOf(range.start); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    for (const { weekday, start, end } of hours) {
      if (weekday !== day.dayOfWeek) continue;
      const at = (time: string) =>
        day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
      for (let open = at(start); open + type.duration * MINUTE_MS <= at(end); open += step)
        if (open >= range.start && open < range.end) starts.push(open);
    }
  }
  return starts;
}
