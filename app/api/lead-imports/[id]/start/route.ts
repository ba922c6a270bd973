import { importResponse } from '@/lib/contracts/lead-imports';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { startImport } from '@/lib/leads/import/start-import';
import { drainDueJobs } from '@/lib/wiring/jobs';

/** Seconds. Rows are imported after the response; the cron continues with what is left. */
export const maxDuration = 120;
const DRAIN_MS = 60_000;

export const POST = defineRoute(
  { route: '/api/lead-imports/[id]/start', permission: 'campaigns:write', params: idParams, response: importResponse },
  async ({ ctx, params, afterResponse }) => {
    const started = await startImport(ctx, params.id);
    afterResponse((deps) => drainDueJobs(deps, DRAIN_MS));
    return { success: true as const, import: started };
  },
);
