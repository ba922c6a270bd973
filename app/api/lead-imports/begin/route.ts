import { beginUploadBody, importDetailsResponse } from '@/lib/contracts/lead-imports';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getImport } from '@/lib/leads/import/import-queries';
import { beginUpload } from '@/lib/leads/import/receive-parts';

/** Begins an upload in parts; then come its parts and its completion. */
export const POST = defineRoute(
  {
    route: '/api/lead-imports/begin',
    permission: 'campaigns:write',
    body: beginUploadBody,
    response: importDetailsResponse,
    status: 201,
  },
  async ({ ctx, body }) => {
    const id = await beginUpload(ctx, body.file_name, body.bytes);
    return { success: true as const, ...(await getImport(ctx, id)) };
  },
);
