import { importLimits, partParams, partResponse } from '@/lib/contracts/lead-imports';
import { defineUpload } from '@/lib/http/routes/define-upload';
import { storePart } from '@/lib/leads/import/receive-parts';

/** The body is the part itself. */
export const PUT = defineUpload(
  {
    route: '/api/lead-imports/[id]/parts/[part]',
    permission: 'campaigns:write',
    params: partParams,
    megabytes: importLimits.partBytes / (1024 * 1024),
    response: partResponse,
  },
  async ({ ctx, params, bytes }) => ({ success: true as const, ...(await storePart(ctx, params, bytes)) }),
);
