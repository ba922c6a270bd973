import type { SchedulerContext } from '@/lib/calls/scheduler/scheduler-context';
import type { Deps } from './deps';

/** The scheduler's part of the dependencies. */
export function schedulerContext({ db, carrier, clock, ids, logger, config }: Deps): SchedulerContext {
  return {
    db,
    carrier,
    clock,
    ids,
    logger,
    appUrl: config.appUrl,
    spaceCallsPerSecond: config.carrier.callsPerSecond,
    fromNumber: config.carrier.fromNumber,
  };
}
