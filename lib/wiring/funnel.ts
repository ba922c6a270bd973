import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import type { Deps } from './deps';

/** A change must not wait for all that others changed meanwhile; the cron folds the rest. */
const SOON_MS = 2_000;

/** Brings the funnel up to date after leads have changed; hasten it, so that pages tell within seconds. */
export function refreshFunnelSoon({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<{ folded: number }> {
  return refreshFunnel({ db, clock }, SOON_MS);
}
