import { systemClock } from '@/lib/core/clock';
import { createDatabase } from '@/lib/db/client';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { answerParent } from './answer-parent';

answerParent({
  /** Refreshes over and over, until it is killed. */
  async refreshForever(url: string) {
    const db = createDatabase({ url, directUrl: url, driver: 'pg', neonWsProxy: undefined, poolSize: 2 });
    for (;;) await refreshFunnel({ db, clock: systemClock }, 60_000);
  },
});
