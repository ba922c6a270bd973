import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { Logger } from '@/lib/log/logger';

/** What work outside of a request runs on: job handlers, crons and the scheduler. */
export interface JobContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
}
