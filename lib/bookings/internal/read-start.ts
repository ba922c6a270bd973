import { bookingLimits, type StartResolution } from '@/lib/contracts/bookings';
import { resolveInstant, sayInstant, type WallTimeResolution } from '@/lib/time/wall-time';
import { canonicalTimeZone } from '@/lib/time/zones';
import type { ValidationErrors } from './validation-errors';

/** The zone by its canonical name; names a fault and answers null when there is no such zone. */
export function readZone(name: string, field: string, faults: ValidationErrors): string | null {
  const zone = canonicalTimeZone(name);
  if (!zone)
    faults.add('unknown_time_zone', field, `“${name}” is not a time zone. Use an IANA name, e.g. Europe/Berlin.`);
  return zone;
}

interface ReadStart {
  start: Date;
  resolution: StartResolution | null;
}

/** The instant of a start as sent; names a fault and answers null when it is no date and time. */
export function readStart(text: string, zone: string, faults: ValidationErrors): ReadStart | null {
  const read = resolveInstant(text, zone);
  if (!read) {
    faults.add('validation_failed', 'start_time', `“${text}” is not a date and time that exists.`);
    return null;
  }
  if (read.instant >= new Date(bookingLimits.tooFarAhead)) {
    faults.add('validation_failed', 'start_time', 'The start is too far ahead.');
    return null;
  }
  return { start: read.instant, resolution: read.resolution && toWire(read.resolution, read.instant) };
}

function toWire(resolution: WallTimeResolution, instant: Date): StartResolution {
  const { kind, requested, zone, resolved, alternative } = resolution;
  const asked = requested.slice(11, 16);
  return {
    kind,
    requested,
    time_zone: zone,
    resolved,
    alternative: alternative?.toISOString() ?? null,
    message:
      kind === 'gap'
        ? `The clocks skip ${asked} that day, so the booking starts ${sayInstant(zone, instant)}.`
        : `The clocks show ${asked} twice that day; the booking starts at the first, ${resolved.slice(19)} from UTC.`,
  };
}
