import type { FunnelResponse, StageCounts } from '@/lib/contracts/funnel';
import { noCounts, STILL_MOVING_DAYS } from '@/lib/funnel/funnel-metrics';
import { addDays, daysFrom, mondayOf } from '@/lib/time/calendar-days';
import { sumOf } from './read-counts';
import type { Period } from './scope';

const SHORT_DAYS = 31;
const DEFAULT_DAYS = 84;

/** Leads that entered the funnel on a day keep moving: after an email, replies and meetings take weeks. */
export function isStillMoving(day: string, today: string): boolean {
  return daysFrom(day, today) < STILL_MOVING_DAYS;
}

/** The days that a trend covers, and how they are bundled unless the query says so. */
export function trendPeriod(
  period: Period | null,
  today: string,
  wanted: 'day' | 'week' | undefined,
): { period: Period; by: 'day' | 'week' } {
  const covered = period ?? { from: mondayOf(addDays(today, 1 - DEFAULT_DAYS)), to: today };
  const by = wanted ?? (daysFrom(covered.from, covered.to) < SHORT_DAYS ? 'day' : 'week');
  return { period: covered, by };
}

/** The counts of each day or week of a period, empty ones included; the first and last week may be partial. */
export function trendOf(
  days: ReadonlyMap<string, StageCounts>,
  { period, by }: { period: Period; by: 'day' | 'week' },
  today: string,
): FunnelResponse['trend'] {
  const first = [...days.keys()].sort()[0] ?? period.to;
  // An open start lies long before the first lead.
  const start = daysFrom(period.from, period.to) > 3660 ? first : period.from;
  const buckets: FunnelResponse['trend'] = [];
  for (let from = start; from <= period.to; ) {
    const sunday = addDays(mondayOf(from), 6);
    const to = by === 'day' ? from : sunday < period.to ? sunday : period.to;
    const counts: StageCounts[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) counts.push(days.get(day) ?? noCounts);
    buckets.push({
      ...sumOf(counts),
      from,
      to,
      complete: to < today && (by === 'day' || daysFrom(from, to) === 6),
      still_moving: isStillMoving(to, today),
    });
    from = addDays(to, 1);
  }
  return buckets;
}
