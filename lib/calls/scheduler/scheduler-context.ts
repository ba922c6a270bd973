import type { Carrier } from '@/lib/calls/carrier';
import type { Clock } from '@/lib/core/clock';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { Logger } from '@/lib/log/logger';

/** What the scheduler works with. It serves all organizations, so it has no organization of its own. */
export interface SchedulerContext {
  db: Database;
  carrier: Carrier;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  appUrl: string;
  spaceCallsPerSecond: number;
  fromNumber: string;
}

/** How the scheduler signs what it does. */
export const schedulerActor: Actor = { kind: 'cron', name: 'scheduled-calls' };
