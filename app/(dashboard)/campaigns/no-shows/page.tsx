import type { Metadata } from 'next';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { scopeSearch } from '@/app/(dashboard)/campaigns/_parts/funnel-address';
import { getAttendanceRules } from '@/lib/attendance/update-attendance-rules';
import { noShowQuery } from '@/lib/contracts/funnel';
import { funnelOptions } from '@/lib/funnel/funnel-options';
import { noShowAnalysis } from '@/lib/funnel/no-shows';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { AttendanceRulesForm } from './_parts/attendance-rules-form';
import { NoShowBoard } from './_parts/no-show-board';

export const metadata: Metadata = { title: 'No-shows' };

export default async function NoShowsPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions } = await currentSession();
  if (!permissions.includes('campaigns:read')) return null;
  const ctx = await pageContext();
  const search = scopeSearch(await readSearch(searchParams));
  const asked = noShowQuery.safeParse(Object.fromEntries(new URLSearchParams(search)));
  const [rules, analysis, options] = await Promise.all([
    getAttendanceRules(ctx),
    orNotFound(noShowAnalysis(ctx, asked.data ?? {})),
    funnelOptions(ctx),
  ]);
  return (
    <div className="flex flex-col gap-4">
      <NoShowBoard
        first={{ search: asked.success ? search : '', analysis: { success: true, ...analysis } }}
        options={options}
      />
      {permissions.includes('settings:write') ? <AttendanceRulesForm rules={rules} /> : null}
    </div>
  );
}
