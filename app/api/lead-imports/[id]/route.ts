import { changeImport } from '@/lib/leads/import/update-import';
import { getImport } from '@/lib/leads/import/import-queries';
import { changeImportBody, importAnswer, importDetailsAnswer } from '@/lib/contracts/lead-imports';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';

const route = '/api/lead-imports/[id]';

export const GET = defineRoute(
  { route, permission: 'campaigns:read', params: idParams, response: importDetailsAnswer },
  async ({ ctx, params }) => ({ success: true as const, ...(await getImport(ctx, params.id)) }),
);

export const PATCH = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, body: changeImportBody, response: importAnswer },
  async ({ ctx, params, body }) => ({ success: true as const, import: await changeImport(ctx, params.id, body) }),
);
