import { defineCron } from '@/lib/http/routes/define-cron';
import { retryDue } from '@/lib/webhook-inbox/retry-due';
import { wakeForgotten } from '@/lib/webhook-outbox/delivery/wake-forgotten';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { inboxContext } from '@/lib/wiring/webhook-inbox';

/** Seconds. */
export const maxDuration = 120;

const BUDGET_MS = 45_000;
const INBOX_BUDGET_MS = 20_000;

export const GET = defineCron('deliveries', async ({ deps, now }) => {
  const inbox = await retryDue(inboxContext(deps), INBOX_BUDGET_MS);
  const woken = await wakeForgotten(deps.db, { ids: deps.ids, now });
  return { ...inbox, woken, ...(await drainDueJobs(deps, BUDGET_MS)) };
});
