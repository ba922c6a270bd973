import type { Metadata } from 'next';
import { importLimits } from '@/lib/contracts/lead-imports';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listImports } from '@/lib/leads/import/import-queries';
import { ImportList } from './_parts/import-list';
import { UploadCard } from './_parts/upload-card';

export const metadata: Metadata = { title: 'Imports' };

export default async function ImportsPage() {
  const { permissions } = await currentSession();
  const { imports, nextCursor } = await listImports(await pageContext(), { limit: importLimits.pageSize });
  return (
    <div className="flex flex-col gap-4">
      {permissions.includes('campaigns:write') ? <UploadCard /> : null}
      <ImportList first={{ query: '', page: { success: true, imports, next_cursor: nextCursor } }} />
    </div>
  );
}
