import { applyUnmarkedRule } from '@/lib/attendance/apply-unmarked-rule';
import { completeEndedMeetings } from '@/lib/attendance/complete-ended-meetings';
import { checkDueFunnels } from '@/lib/funnel/check-funnel';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { defineCron } from '@/lib/http/routes/define-cron';
import { importEmailTools } from '@/lib/wiring/email-tools';

/** Seconds. */
export const maxDuration = 120;

const REFRESH_MS = 30_000;
const CHECK_MS = 20_000;
const IMPORT_MS = 20_000;

export const GET = defineCron('funnel-refresh', async ({ deps }) => {
  const settled = await applyUnmarkedRule(deps);
  const held = await completeEndedMeetings(deps);
  const { folded } = await refreshFunnel(deps, REFRESH_MS);
  const { checked, repaired } = await checkDueFunnels(deps, CHECK_MS);
  // Last, because a slow or failing email tool must not delay the figures.
  const imported = await importEmailTools(deps, IMPORT_MS);
  const refolded = repaired + imported > 0 ? (await refreshFunnel(deps, REFRESH_MS)).folded : 0;
  return { imported, settled, held, folded: folded + refolded, checked, repaired };
});
