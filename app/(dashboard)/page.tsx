import type { Metadata } from 'next';
import { listCalls } from '@/lib/calls/record/queries';
import { schedulerStatus } from '@/lib/calls/scheduler/scheduler-status';
import { listCallsQuery } from '@/lib/contracts/calls';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listNotices } from '@/lib/orgs/notices/notice-queries';
import { loadChecklist } from './_home/load-checklist';
import { Today } from './_home/today';
import { loadNextCalls } from './_parts/load-next-calls';
import { UpgradeCalls } from './_parts/upgrade-calls';

export const metadata: Metadata = { title: 'Home' };

const OPEN_SHOWN = 6;

export default async function HomePage() {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title={session.organization.name} />;
  const ctx = await pageContext();
  const [next, open, scheduler, notices, checklist] = await Promise.all([
    loadNextCalls(ctx),
    listCalls(ctx, listCallsQuery.parse({ view: 'open', limit: OPEN_SHOWN })),
    schedulerStatus(ctx),
    listNotices(ctx, { unreadOnly: true }),
    loadChecklist(ctx, session),
  ]);
  return (
    <Today
      next={next}
      open={open.calls}
      scheduler={scheduler}
      notices={notices.notices}
      unreadCount={notices.unreadCount}
      checklist={checklist}
    />
  );
}
