import type { Carrier } from '@/lib/calls/carrier';
import type { Actor } from '@/lib/core/context';
import type { JobContext } from '@/lib/jobs/job-context';

/** The scheduler serves all organizations, so its context names none. */
export interface SchedulerContext extends JobContext {
  carrier: Carrier;
  appUrl: string;
  spaceCallsPerSecond: number;
  fromNumber: string;
}

/** The actor of everything the scheduler does. */
export const schedulerActor: Actor = { kind: 'cron', name: 'scheduled-calls' };
