import { desc, eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { cronRuns } from '@/lib/db/schema/orgs';
import { type Finding, fault, ok, warning } from './finding';

/** The cron fires once a minute, and a tick may be lost. */
const SILENT_AFTER_SECONDS = 180;
const PATH = '/api/cron/scheduled-calls';

/** Checks when the scheduler's cron last ran. Without it no call leaves. */
export async function checkHeartbeat(db: Database, now: Date): Promise<Finding> {
  const [run] = await db
    .select()
    .from(cronRuns)
    .where(eq(cronRuns.name, 'scheduled-calls'))
    .orderBy(desc(cronRuns.startedAt))
    .limit(1);
  const remedy = `have Vercel Cron (vercel.json) or any pinger send GET ${PATH} with "Authorization: Bearer CRON_SECRET" every minute`;
  if (!run) return warning('cron', 'has never run here', remedy);
  const age = Math.round((now.getTime() - run.startedAt.getTime()) / 1000);
  if (age > SILENT_AFTER_SECONDS) return fault('cron', `silent for ${spoken(age)}`, remedy);
  return run.error
    ? warning('cron', `last run, ${age} s ago, failed with ${run.error}`, 'check the app log')
    : ok('cron', `last run ${age} s ago`);
}

function spoken(seconds: number): string {
  if (seconds < 120 * 60) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
