import { z } from 'zod';
import { idParams } from '@/lib/contracts/shared';
import { defineDownload } from '@/lib/http/routes/define-download';
import { importErrorsCsv } from '@/lib/leads/import/import-errors-csv';
import { importErrors } from '@/lib/leads/import/import-queries';

/** The rows with problems, to fix and import again. */
export const GET = defineDownload(
  {
    route: '/api/lead-imports/[id]/errors',
    permission: 'campaigns:read',
    params: idParams,
    query: z.object({}),
    contentType: 'text/csv; charset=utf-8',
  },
  ({ ctx, params }) => ({
    fileName: `errors-${params.id}.csv`,
    text: importErrorsCsv(importErrors(ctx, params.id)),
  }),
);
