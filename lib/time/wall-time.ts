import { Temporal } from 'temporal-polyfill';

/** How a wall time that the clocks skip (`gap`) or repeat (`repeated`) became an instant. */
export interface WallTimeResolution {
  kind: 'gap' | 'repeated';
  /** The wall time that was asked for, `2026-03-08T02:30:00`. */
  requested: string;
  zone: string;
  /** The chosen instant as wall time with its offset. */
  resolved: string;
  /** The later of the two instants of a repeated wall time. */
  alternative: Date | null;
}

interface ResolvedInstant {
  instant: Date;
  /** Null when there was nothing to decide. */
  resolution: WallTimeResolution | null;
}

/**
 * An ISO 8601 date and time: with an offset or `Z` an instant, else wall time in `zone`. A skipped wall time moves on by
 * the length of the gap, of a repeated one the first is taken (RFC 5545). Null when it is no date and time.
 */
export function resolveInstant(text: string, zone: string): ResolvedInstant | null {
  try {
    if (/(z|[+-]\d{2}:?\d{2})$/i.test(text))
      return { instant: new Date(Temporal.Instant.from(text).epochMilliseconds), resolution: null };
    return resolveWallTime(Temporal.PlainDateTime.from(text), zone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function resolveWallTime(wallTime: Temporal.PlainDateTime, zone: string): ResolvedInstant {
  const earlier = wallTime.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wallTime.toZonedDateTime(zone, { disambiguation: 'later' });
  const chosen = wallTime.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const instant = new Date(chosen.epochMilliseconds);
  if (earlier.epochNanoseconds === later.epochNanoseconds) return { instant, resolution: null };
  const repeated = earlier.toPlainDateTime().equals(wallTime);
  return {
    instant,
    resolution: {
      kind: repeated ? 'repeated' : 'gap',
      requested: wallTime.toString({ smallestUnit: 'second' }),
      zone,
      resolved: isoWithOffset(chosen),
      alternative: repeated ? new Date(later.epochMilliseconds) : null,
    },
  };
}

/** An instant as the wall time of a zone with its offset: `2026-03-08T03:30:00-04:00`. */
export function wallTimeIn(zone: string, instant: Date): string {
  return isoWithOffset(zoned(zone, instant));
}

/** The first of several zones if all of them show the same wall time at an instant; else null. */
export function sharedZone(zones: readonly string[], instant: Date): string | null {
  const walls = new Set(zones.map((zone) => wallTimeIn(zone, instant)));
  return walls.size === 1 ? (zones[0] ?? null) : null;
}

/** An instant in words for a sentence: `Mon 9 Mar 2026, 10:30 (Europe/Berlin)`. */
export function sayInstant(zone: string, instant: Date): string {
  const local = zoned(zone, instant);
  const date = local.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${date}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })} (${zone})`;
}

/** Minutes since midnight on the wall clock of a zone. */
export function minuteOfDay(zone: string, instant: Date): number {
  const local = zoned(zone, instant);
  return local.hour * 60 + local.minute;
}

/** First instant of a calendar day (`2026-03-08`) in a zone and of the day after it; null when there is no such day. */
export function boundsOfDay(day: string, zone: string): { from: Date; until: Date } | null {
  try {
    const date = Temporal.PlainDate.from(day);
    const midnight = (at: Temporal.PlainDate) => new Date(at.toZonedDateTime(zone).epochMilliseconds);
    return { from: midnight(date), until: midnight(date.add({ days: 1 })) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function zoned(zone: string, instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}

function isoWithOffset(local: Temporal.ZonedDateTime): string {
  return local.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}
