'use client';

import { useLocale } from 'react-aria-components/I18nProvider';
import { ButtonLink } from '@/app/_components/action/link';
import { useNow } from '@/app/_components/browser-clock';
import { PageHead } from '@/app/_components/page/page-head';
import { dayText } from '@/app/_components/time/time-text';
import { isSameDayIn, wallTime } from '@/app/_components/time/wall-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { NextCalls } from '@/app/(dashboard)/_parts/next-calls';
import type { Booking } from '@/lib/contracts/bookings';
import type { Call } from '@/lib/contracts/calls';
import type { NoticeWire } from '@/lib/contracts/notices';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';
import { Attention } from './attention';
import { FirstSteps } from './first-steps';
import type { Checklist } from './load-checklist';
import { SchedulerLine } from './scheduler-line';

interface TodayProps {
  next: Booking[];
  /** Calls without an outcome. */
  open: Call[];
  scheduler: SchedulerStatus;
  notices: NoticeWire[];
  unreadCount: number;
  checklist: Checklist | null;
}

/** Home: the next calls, what needs attention, and the scheduler's health. */
export function Today({ next, open, scheduler, notices, unreadCount, checklist }: TodayProps) {
  const { organization, permissions } = useSession();
  const { locale } = useLocale();
  const now = useNow(60_000) ?? 0;
  const today = next.filter(({ due_at }) => isSameDayIn(Date.parse(due_at), now, organization.timeZone)).length;
  return (
    <>
      <PageHead
        title={dayText(wallTime(now, organization.timeZone), locale)}
        action={
          permissions.includes('bookings:write') ? (
            <ButtonLink variant="primary" href="/bookings/new">
              New booking
            </ButtonLink>
          ) : undefined
        }
      >
        {todaySentence(today, next.length)}
      </PageHead>
      <div className="flex flex-col gap-4">
        <SchedulerLine initial={scheduler} />
        {checklist ? <FirstSteps checklist={checklist} /> : null}
        <div className="grid items-start gap-4 rail:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
          <NextCalls initial={next} title="Next calls" />
          <Attention open={open} notices={notices} unreadCount={unreadCount} />
        </div>
      </div>
    </>
  );
}

function todaySentence(today: number, coming: number): string {
  if (today === 0) return coming === 0 ? 'No upcoming calls.' : 'No more calls today.';
  const more = today === coming && coming > 5 ? '+' : '';
  return today === 1 && !more ? '1 more call today.' : `${today}${more} more calls today.`;
}
