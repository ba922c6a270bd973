import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from './zones';

/** When an organization may call: on which days, between which local wall times of the called party. */
export interface CallingHoursRule {
  enabled: boolean;
  /** `HH:MM`; the window is half-open [start, end), `24:00` ends the day. */
  start: string;
  end: string;
  /** ISO weekdays, 1 = Monday. */
  days: number[];
}

interface CallingHoursAnswer {
  allowed: boolean;
  /** The reason, e.g. `Tue 09:14 in America/New_York; calls 08:00–21:00`. */
  evidence: string;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Whether a person in one of `zones` may be called at an instant. Every zone must be inside the window; without a zone,
 * calls are not allowed.
 */
export function withinCallingHours(hours: CallingHoursRule, zones: readonly string[], at: Date): CallingHoursAnswer {
  if (!hours.enabled) return { allowed: true, evidence: 'Calling hours are off' };
  if (zones.length === 0) return { allowed: false, evidence: 'The attendee’s time zone is unknown' };
  const unknown = zones.find((zone) => !isTimeZone(zone));
  if (unknown !== undefined) return { allowed: false, evidence: `Unknown time zone: ${unknown}` };

  const moments = zones.map((zone) => ({ zone, ...wallTime(zone, at) }));
  const outside = moments.find(
    ({ weekday, time }) => !hours.days.includes(weekday) || time < hours.start || time >= hours.end,
  );
  const shown = outside ? [outside] : moments;
  const times = shown.map(({ weekday, time, zone }) => `${WEEKDAYS[weekday - 1]} ${time} in ${zone}`).join(', ');
  return { allowed: !outside, evidence: `${times}; calls ${hours.start}–${hours.end}${daysText(hours.days)}` };
}

function wallTime(zone: string, at: Date): { weekday: number; time: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return { weekday: local.dayOfWeek, time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

function daysText(days: readonly number[]): string {
  return days.length === 7 ? '' : ` on ${days.map((day) => WEEKDAYS[day - 1]).join(' ')}`;
}
