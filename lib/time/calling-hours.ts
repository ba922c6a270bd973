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

export interface CallingHoursAnswer {
  allowed: boolean;
  /** What the answer rests on, e.g. `Tue 09:14 in America/New_York, allowed 08:00–21:00`. */
  evidence: string;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Whether a number whose holder is in one of `zones` may be called at an instant: only if every one of them lies inside
 * the window. Nobody knows where the holder is when there is no zone, so nothing is allowed then.
 */
export function withinCallingHours(hours: CallingHoursRule, zones: readonly string[], at: Date): CallingHoursAnswer {
  if (!hours.enabled) return { allowed: true, evidence: 'calling hours are off' };
  if (zones.length === 0) return { allowed: false, evidence: 'the zone of the called party is not known' };
  const unknown = zones.find((zone) => !isTimeZone(zone));
  if (unknown !== undefined) return { allowed: false, evidence: `${unknown} is no known zone` };

  const moments = zones.map((zone) => ({ zone, ...wallTime(zone, at) }));
  const outside = moments.find(
    ({ weekday, time }) => !hours.days.includes(weekday) || time < hours.start || time >= hours.end,
  );
  const shown = outside ? [outside] : moments;
  const told = shown.map(({ weekday, time, zone }) => `${WEEKDAYS[weekday - 1]} ${time} in ${zone}`).join(', ');
  return { allowed: !outside, evidence: `${told}; calls ${hours.start}–${hours.end}${daysTold(hours.days)}` };
}

function wallTime(zone: string, at: Date): { weekday: number; time: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return { weekday: local.dayOfWeek, time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

function daysTold(days: readonly number[]): string {
  return days.length === 7 ? '' : ` on ${days.map((day) => WEEKDAYS[day - 1]).join(' ')}`;
}
