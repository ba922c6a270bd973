import type { SchedulerStatus } from '@/lib/contracts/scheduler';
import { MINUTE_MS } from '@/lib/time/units';

type Lateness = SchedulerStatus['lateness'];

/** `84 ms`, `1.2 s`, `2 min`. */
export function latenessText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(ms < 10_000 ? 1 : 0))} s`;
  return `${Math.round(ms / MINUTE_MS)} min`;
}

/** Below this many calls a percentile is one call or two: the slowest of them says more. */
export const FEW_CALLS = 20;

/** `2 calls, both within 42 ms`, or of many calls how late 99% were at most; null without any. */
export function punctualityText({ calls, p99_ms }: Pick<Lateness, 'calls' | 'p99_ms'>): string | null {
  if (calls === 0 || p99_ms === null) return null;
  const within = `within ${latenessText(p99_ms)}`;
  if (calls === 1) return `1 call, ${within}`;
  if (calls < FEW_CALLS) return `${calls} calls, ${calls === 2 ? 'both' : 'all'} ${within}`;
  return `${calls.toLocaleString('en-US')} calls, 99% ${within}`;
}

/** Names of the classes of a histogram: `up to 50 ms`, `50–100 ms`, `over 1 min`. */
export function classLabels(histogram: Lateness['histogram']): string[] {
  return histogram.map(({ up_to_ms }, index) => {
    const from = histogram[index - 1]?.up_to_ms ?? null;
    if (up_to_ms === null) return from === null ? 'any' : `over ${latenessText(from)}`;
    return `up to ${latenessText(up_to_ms)}`;
  });
}

/** Where a lateness stands in a histogram, in classes from the left: 2.5 is the middle of the third. */
export function placeOf(ms: number, histogram: Lateness['histogram']): number {
  const index = histogram.findIndex(({ up_to_ms }) => up_to_ms === null || ms < up_to_ms);
  if (index === -1) return histogram.length;
  const from = histogram[index - 1]?.up_to_ms ?? 0;
  const to = histogram[index]?.up_to_ms ?? null;
  return to === null ? index + 0.5 : index + Math.max(0, ms - from) / (to - from);
}
