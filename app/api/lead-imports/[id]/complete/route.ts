import { importResponse } from '@/lib/contracts/lead-imports';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { completeUpload } from '@/lib/leads/import/receive-parts';

/** Seconds; a file of the largest size. */
export const maxDuration = 300;

export const POST = defineRoute(
  {
    route: '/api/lead-imports/[id]/complete',
    permission: 'campaigns:write',
    params: idParams,
    response: importResponse,
  },
  async ({ ctx, params }) => ({ success: true as const, import: await completeUpload(ctx, params.id) }),
);
