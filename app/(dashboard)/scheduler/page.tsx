import type { Metadata } from 'next';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { schedulerStatus } from '@/lib/calls/scheduler/scheduler-status';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { SchedulerBoard } from './_parts/scheduler-board';

export const metadata: Metadata = { title: 'Scheduler' };

export default async function SchedulerPage() {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title="Scheduler" />;
  return <SchedulerBoard initial={await schedulerStatus(await pageContext())} />;
}
