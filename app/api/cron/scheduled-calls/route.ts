import { runScheduler } from '@/lib/calls/scheduler/run-scheduler';
import { defineCron } from '@/lib/http/routes/define-cron';
import { schedulerContext } from '@/lib/wiring/scheduler';

/** Seconds. A run lasts up to two minutes and then waits for the answers to its last orders. */
export const maxDuration = 180;

export const GET = defineCron('scheduled-calls', ({ deps }) => runScheduler(schedulerContext(deps)));
