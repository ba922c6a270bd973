import { defineCron } from '@/lib/http/define-cron';
import { retryDue } from '@/lib/inbox/retry-due';
import { inboxContext } from '@/lib/wiring/inbox';
import { drainDueJobs } from '@/lib/wiring/jobs';

/** Seconds. */
export const maxDuration = 120;

const BUDGET_MS = 45_000;
const INBOX_BUDGET_MS = 20_000;

export const GET = defineCron('deliveries', async ({ deps }) => {
  const inbox = await retryDue(inboxContext(deps), INBOX_BUDGET_MS);
  return { ...inbox, ...(await drainDueJobs(deps, BUDGET_MS)) };
});
