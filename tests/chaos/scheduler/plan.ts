import type { FaultRule } from '@/sandbox/carrier/faults';
import { seededRandom } from '@/sandbox/carrier/seeded-random';

/** One thing that goes wrong, or happens as it would in a minute of the platform's cron. */
type Disturbance =
  | { atMs: number; kind: 'tick'; times: number }
  | { atMs: number; kind: 'kill-server'; downMs: number }
  | { atMs: number; kind: 'restart-database' }
  | { atMs: number; kind: 'carrier-down'; forMs: number };

/** Everything that a seed decides, before anything runs: the same seed is the same campaign. */
export interface CampaignPlan {
  /** Due instants, in milliseconds after the beginning. */
  dueMs: number[];
  disturbances: Disturbance[];
  faults: FaultRule[];
}

export const BOOKINGS = 500;
/** Bookings fall due within this, while everything goes wrong. */
export const STORM_MS = 60_000;

/** The campaign of a seed. */
export function planCampaign(seed: number, bookings = BOOKINGS): CampaignPlan {
  const dice = seededRandom(seed);
  const between = (low: number, high: number) => low + dice() * (high - low);
  const several = (low: number, high: number) => Math.floor(between(low, high + 1));
  const dueMs = Array.from({ length: bookings }, () => Math.floor(dice() * STORM_MS));

  const disturbances: Disturbance[] = [];
  for (let atMs = between(0, 3_000); atMs < STORM_MS; atMs += between(2_000, 10_000)) {
    // One tick in five is skipped, one in five comes twice; the others may still overlap with those before.
    const luck = dice();
    if (luck > 0.2) disturbances.push({ atMs, kind: 'tick', times: luck > 0.8 ? 2 : 1 });
  }
  for (let i = several(3, 5); i > 0; i -= 1)
    disturbances.push({ atMs: between(1_000, STORM_MS), kind: 'kill-server', downMs: between(0, 1_500) });
  for (let i = several(1, 2); i > 0; i -= 1)
    disturbances.push({ atMs: between(2_000, STORM_MS), kind: 'restart-database' });
  if (dice() > 0.5)
    disturbances.push({ atMs: between(2_000, STORM_MS), kind: 'carrier-down', forMs: between(500, 3_000) });
  disturbances.sort((a, b) => a.atMs - b.atMs);

  const often = (max: number) => dice() * max;
  return {
    dueMs,
    disturbances,
    faults: [
      { kind: 'accept-then-timeout', probability: often(0.08) },
      { kind: 'accept-then-500', probability: often(0.08) },
      { kind: 'accept-then-reset', probability: often(0.08) },
      { kind: 'refuse-500', probability: often(0.05) },
      { kind: 'refuse-429', probability: often(0.03), retryAfterSeconds: 1 },
      { kind: 'reset-before', probability: often(0.05) },
      { kind: 'slow-before', probability: often(0.05), delayMs: 2_000 },
      { kind: 'slow-after', probability: often(0.05), delayMs: 2_000 },
      { kind: 'callback-lost', on: 'any', probability: often(0.15) },
      { kind: 'callback-duplicate', on: 'any', probability: often(0.3) },
      { kind: 'callback-reorder', on: 'any', probability: often(0.2), delayMs: 500 },
    ],
  };
}
