import { importLimits, importResponse, importsQuery, importsResponse, uploadQuery } from '@/lib/contracts/lead-imports';
import { defineRoute } from '@/lib/http/routes/define-route';
import { defineUpload } from '@/lib/http/routes/define-upload';
import { listImports } from '@/lib/leads/import/import-queries';
import { receiveImport } from '@/lib/leads/import/receive-import';

const route = '/api/lead-imports';

/** Seconds; a file of the largest size over a slow line. */
export const maxDuration = 300;

export const GET = defineRoute(
  { route, permission: 'campaigns:read', query: importsQuery, response: importsResponse },
  async ({ ctx, query }) => {
    const { imports, nextCursor } = await listImports(ctx, query);
    return { success: true as const, imports, next_cursor: nextCursor };
  },
);

/** The body is the file itself. */
export const POST = defineUpload(
  {
    route,
    permission: 'campaigns:write',
    query: uploadQuery,
    accepts: ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/vnd.ms-excel'],
    megabytes: importLimits.megabytes,
    response: importResponse,
    status: 201,
  },
  async ({ ctx, query, bytes }) => ({
    success: true as const,
    import: await receiveImport(ctx, query.file_name, bytes),
  }),
);
