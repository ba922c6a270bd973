import { defineCron } from '@/lib/http/define-cron';
import { drainDueJobs } from '@/lib/wiring/jobs';

/** Seconds. */
export const maxDuration = 120;

const BUDGET_MS = 45_000;

export const GET = defineCron('deliveries', ({ deps }) => drainDueJobs(deps, BUDGET_MS));
