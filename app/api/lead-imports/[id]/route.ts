import { importDetailsResponse, importResponse, updateImportBody } from '@/lib/contracts/lead-imports';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getImport } from '@/lib/leads/import/import-queries';
import { updateImport } from '@/lib/leads/import/update-import';

const route = '/api/lead-imports/[id]';

export const GET = defineRoute(
  { route, permission: 'campaigns:read', params: idParams, response: importDetailsResponse },
  async ({ ctx, params }) => ({ success: true as const, ...(await getImport(ctx, params.id)) }),
);

export const PATCH = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, body: updateImportBody, response: importResponse },
  async ({ ctx, params, body }) => ({ success: true as const, import: await updateImport(ctx, params.id, body) }),
);
