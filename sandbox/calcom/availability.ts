import { Temporal } from 'temporal-polyfill';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';
import type { Booking, EventType, User } from './model';
import { hostsOf, type World } from './world';

interface Interval {
  readonly start: number;
  readonly end: number;
}

/** What to leave out of account. */
interface Blindness {
  /** This booking's own time counts as free. */
  readonly exceptBookingUid?: string | null;
  /** Bookings and holds are not seen at all: a cache that lags behind. */
  readonly stale?: boolean;
  /** Holds are not seen: booking does not respect them. */
  readonly ignoreReservations?: boolean;
}

/** Starts of the free slots that begin in a range, earliest first. Managed parents have none. */
export function freeStarts(
  world: World,
  type: EventType,
  range: Interval,
  minutes: number,
  blindness: Blindness = {},
  hostIds: readonly number[] = hostsOf(type),
): number[] {
  if (type.schedulingType === 'managed' || hostIds.length === 0) return [];
  const perHost = hostIds.map((id) => new Set(startsOfHost(world, type, id, range, minutes, blindness)));
  const all = [...new Set(perHost.flatMap((starts) => [...starts]))].sort((a, b) => a - b);
  return type.schedulingType === 'collective' ? all.filter((at) => perHost.every((starts) => starts.has(at))) : all;
}

/** The hosts of a type who could take this start. */
export function freeHosts(
  world: World,
  type: EventType,
  start: number,
  minutes: number,
  blindness: Blindness = {},
): number[] {
  const range = { start, end: start + 1 };
  return hostsOf(type).filter((id) => startsOfHost(world, type, id, range, minutes, blindness).includes(start));
}

/** Whether the type's own notice and window allow this start. */
export function isBookableAt(world: World, type: EventType, start: number): boolean {
  const now = world.now().getTime();
  const last = type.windowDays === null ? Number.POSITIVE_INFINITY : now + type.windowDays * DAY_MS;
  return start >= now + type.minimumBookingNotice * MINUTE_MS && start <= last;
}

function startsOfHost(
  world: World,
  type: EventType,
  userId: number,
  range: Interval,
  minutes: number,
  blindness: Blindness,
): number[] {
  const step = (type.slotInterval ?? minutes) * MINUTE_MS;
  const length = minutes * MINUTE_MS;
  const busy = busyTimes(world, userId, blindness);
  const before = type.beforeEventBuffer * MINUTE_MS;
  const after = type.afterEventBuffer * MINUTE_MS;
  const starts: number[] = [];
  for (const hours of workingHours(world.user(userId), range)) {
    for (let at = hours.start; at + length <= hours.end; at += step) {
      if (at < range.start || at >= range.end || !isBookableAt(world, type, at)) continue;
      if (!busy.some(({ start, end }) => start < at + length + after && end > at - before)) starts.push(at);
    }
  }
  return starts;
}

/** Working hours as instants: the wall clock of the schedule's zone, whatever its offset is that day. */
function workingHours(user: User, range: Interval): Interval[] {
  const dayOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(user.timeZone).toPlainDate();
  const intervals: Interval[] = [];
  const last = dayOf(range.end);
  for (let day = dayOf(range.start); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    for (const { weekday, start, end } of user.hours) {
      if (weekday !== day.dayOfWeek) continue;
      const at = (time: string) =>
        day.toZonedDateTime({ timeZone: user.timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
      intervals.push({ start: at(start), end: at(end) });
    }
  }
  return intervals;
}

function busyTimes(world: World, userId: number, blindness: Blindness): Interval[] {
  const elsewhere = world.busy
    .filter((busy) => busy.userId === userId)
    .map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
  if (blindness.stale) return elsewhere;
  const booked = [...world.bookings.values()]
    .filter((booking) => isLive(booking) && booking.uid !== blindness.exceptBookingUid)
    .filter((booking) => holders(world, booking).includes(userId))
    .map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
  const now = world.now();
  const held = blindness.ignoreReservations
    ? []
    : [...world.reservations.values()]
        .filter((hold) => hold.hostId === userId && hold.until > now)
        .map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
  return [...elsewhere, ...booked, ...held];
}

export function isLive(booking: Booking): boolean {
  return booking.status === 'accepted' || booking.status === 'pending';
}

function holders(world: World, booking: Booking): readonly number[] {
  const type = world.eventTypes.get(booking.eventTypeId);
  return type?.schedulingType === 'collective' ? type.hostIds : [booking.hostId];
}
