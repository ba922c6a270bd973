import { seededRandom } from '@/sandbox/carrier/seeded-random';
import type { FaultRule } from '@/sandbox/provider-kit/faults';

/** One thing that people do, or that goes wrong, at its time. Half hours are counted from the day that is booked. */
export type Happening =
  | { atMs: number; kind: 'visitor'; organization: number; choice: number }
  | { atMs: number; kind: 'create'; organization: number; halfHour: number }
  | { atMs: number; kind: 'move'; organization: number; halfHour: number; choice: number }
  | { atMs: number; kind: 'cancel'; organization: number; choice: number }
  | { atMs: number; kind: 'cron' }
  | { atMs: number; kind: 'kill-server' }
  | { atMs: number; kind: 'kill-before-commit' };

/** Everything that a seed decides, before anything runs. Choices are from 0 to 1: of what there is by then. */
export interface CampaignPlan {
  happenings: Happening[];
  faults: FaultRule[];
}

export const ORGANIZATIONS = 4;
export const BOOKINGS = 80;
const STORM_MS = 45_000;
/** Few enough that visitors and the desk want the same ones. */
export const HALF_HOURS = 46;
const CRON_EVERY_MS = 6_000;

/** The campaign of a seed: so many bookings, half by visitors, and about as many changes of those of the desk. */
export function planCampaign(seed: number, bookings = BOOKINGS): CampaignPlan {
  const dice = seededRandom(seed);
  const below = (count: number) => Math.floor(dice() * count);
  const happenings: Happening[] = [];
  for (let n = 0; n < bookings; n += 1) {
    const atMs = below(STORM_MS);
    const organization = below(ORGANIZATIONS);
    if (n % 2 === 0) happenings.push({ atMs, kind: 'visitor', organization, choice: dice() });
    else happenings.push({ atMs, kind: 'create', organization, halfHour: below(HALF_HOURS) });
    const luck = dice();
    const later = Math.min(STORM_MS, atMs + below(15_000));
    if (luck < 0.3)
      happenings.push({ atMs: later, kind: 'move', organization, halfHour: below(HALF_HOURS), choice: dice() });
    else if (luck < 0.55) happenings.push({ atMs: later, kind: 'cancel', organization, choice: dice() });
  }
  for (let atMs = below(CRON_EVERY_MS); atMs < STORM_MS; atMs += CRON_EVERY_MS) happenings.push({ atMs, kind: 'cron' });
  for (let n = 1 + below(2); n > 0; n -= 1) happenings.push({ atMs: below(STORM_MS), kind: 'kill-server' });
  for (let n = 2 + below(2); n > 0; n -= 1) happenings.push({ atMs: below(STORM_MS), kind: 'kill-before-commit' });
  happenings.sort((a, b) => a.atMs - b.atMs);
  const often = (most: number) => (0.3 + 0.7 * dice()) * most;
  const writes = { method: 'POST', path: '/v2/bookings*' } as const;
  return {
    happenings,
    faults: [
      { kind: 'commit-then-timeout', probability: often(0.06), ...writes },
      { kind: 'commit-then-500', probability: often(0.1), ...writes },
      { kind: 'commit-then-drop', probability: often(0.1), ...writes },
      { kind: 'delay-after', probability: often(0.15), delayMs: 1_500, ...writes },
      { kind: 'delay-before', probability: often(0.1), delayMs: 1_000 },
      { kind: 'status', status: 429, probability: often(0.04), headers: { 'retry-after': '1' } },
      { kind: 'status', status: 503, probability: often(0.04) },
      { kind: 'drop', probability: often(0.03) },
      { kind: 'slot-taken', probability: often(0.05) },
      { kind: 'stale-read', probability: often(0.1) },
    ],
  };
}
