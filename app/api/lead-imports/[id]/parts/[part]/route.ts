import { keepPart } from '@/lib/leads/import/receive-parts';
import { importLimits, partAnswer, partParams } from '@/lib/contracts/lead-imports';
import { defineUpload } from '@/lib/http/routes/define-upload';

/** The body is the part itself. */
export const PUT = defineUpload(
  {
    route: '/api/lead-imports/[id]/parts/[part]',
    permission: 'campaigns:write',
    params: partParams,
    megabytes: importLimits.partBytes / (1024 * 1024),
    response: partAnswer,
  },
  async ({ ctx, params, bytes }) => ({ success: true as const, ...(await keepPart(ctx, params, bytes)) }),
);
