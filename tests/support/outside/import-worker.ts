import { systemClock } from '@/lib/core/clock';
import { systemIds } from '@/lib/core/ids';
import { createDatabase } from '@/lib/db/client';
import { drainJobs } from '@/lib/jobs/drain';
import { runImport } from '@/lib/leads/import/run-import';
import { LEAD_IMPORT } from '@/lib/leads/job-names';
import { createLogger } from '@/lib/log/logger';
import { answerParent } from './answer-parent';

answerParent({
  /** Runs the imports that are due at `now`, as one run of their job does; it is killed on the way. */
  async runImports({ url, now }: { url: string; now: Date }) {
    const db = createDatabase({ url, directUrl: url, driver: 'pg', neonWsProxy: undefined, poolSize: 2 });
    const started = systemClock.elapsed();
    const clock = { ...systemClock, now: () => new Date(now.getTime() + systemClock.elapsed() - started) };
    const logger = createLogger('silent');
    return drainJobs({ db, clock, logger }, { [LEAD_IMPORT]: runImport({ db, clock, ids: systemIds }) }, 60_000);
  },
});
