import { MINUTE_MS } from '@/lib/time/units';
import type { VercelCron } from './vercel-crons';

/** What the platform may do to a firing; it promises none of them will not happen. */
export const disturbances = ['skipped', 'doubled', 'overlapping', 'late'] as const;
export type Disturbance = (typeof disturbances)[number];

/** Share of firings (0 to 1) that suffer each disturbance; together at most 1. */
export type DisturbanceRates = Partial<Record<Disturbance, number>>;

/** One request that will be sent. */
export interface Firing {
  path: string;
  schedule: string;
  at: Date;
  disturbance: Disturbance | null;
}

/** The disturbance that the dice choose, or null. */
export function rollDisturbance(rates: DisturbanceRates, dice: () => number): Disturbance | null {
  let left = dice();
  for (const disturbance of disturbances) {
    left -= rates[disturbance] ?? 0;
    if (left < 0) return disturbance;
  }
  return null;
}

/**
 * The requests of one cron for one minute, in order of time: somewhere within the minute as a rule; none when skipped;
 * up to 45 s into the next minute when late; twice within 2 s when doubled; again 5 to 25 s later, while a long first
 * run is still under way, when overlapping.
 * @param minute the minute's first instant
 */
export function planMinute(
  cron: VercelCron,
  minute: Date,
  disturbance: Disturbance | null,
  dice: () => number,
): Firing[] {
  const firing = (ms: number): Firing => ({
    path: cron.path,
    schedule: cron.schedule,
    at: new Date(minute.getTime() + Math.floor(ms)),
    disturbance,
  });
  const first = dice() * MINUTE_MS;
  const extra = dice();
  switch (disturbance) {
    case null:
      return [firing(first)];
    case 'skipped':
      return [];
    case 'late':
      return [firing(MINUTE_MS + extra * 45_000)];
    case 'doubled':
      return [firing(first), firing(first + extra * 2_000)];
    case 'overlapping':
      return [firing(first), firing(first + 5_000 + extra * 20_000)];
  }
}
