'use client';

import { Link } from '@/app/_components/action/link';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { CallBadge } from '@/app/(dashboard)/_parts/call-badge';
import type { Call } from '@/lib/contracts/calls';
import type { NoticeWire } from '@/lib/contracts/notices';
import { Notices } from './notices';

interface AttentionProps {
  open: Call[];
  notices: NoticeWire[];
  unreadCount: number;
}

/** What needs attention: notices, and calls without an outcome. */
export function Attention({ open, notices, unreadCount }: AttentionProps) {
  const { timeZone } = useSession().organization;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Notices initial={notices} initialCount={unreadCount} />
      <Card title="Needs an outcome" actions={open.length > 0 ? <Link href="/calls?view=open">All</Link> : null}>
        {open.length === 0 ? (
          <p className="text-text-muted">All caught up: every call has an outcome.</p>
        ) : (
          <ul className="-my-1">
            {open.map((call) => (
              <li key={call.id} className="flex items-center justify-between gap-3 border-t py-2 first:border-t-0">
                <Link href={`/calls/${call.id}`} className="min-w-0 truncate font-medium">
                  {call.attendee_name}
                </Link>
                <span className="flex shrink-0 items-center gap-2">
                  <CallBadge call={call} />
                  <RelativeTime at={call.due_at} timeZone={timeZone} className="text-table text-text-muted" />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
