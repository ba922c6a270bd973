import { type ExpiringRows, olderThan } from '@/lib/db/expiring-rows';
import { jobs } from '@/lib/db/schema/jobs';
import { DAY_MS } from '@/lib/time/units';

export const expiringJobRows: ExpiringRows[] = [
  { table: jobs, key: jobs.id, isExpired: (now) => olderThan(jobs.finishedAt, now, 30 * DAY_MS) },
];
