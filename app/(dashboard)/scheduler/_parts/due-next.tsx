'use client';

import { Link } from '@/app/_components/action/link';
import { Card } from '@/app/_components/page/card';

import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { TimeLeft } from '@/app/(dashboard)/_parts/time-left';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';

const SHOWN = 10;

/** The next calls, each with the time left. */
export function DueNext({ next }: { next: SchedulerStatus['next'] }) {
  const { timeZone } = useSession().organization;
  return (
    <Card title="Up next" actions={<Link href="/bookings">All upcoming</Link>}>
      {next.length === 0 ? (
        <p className="py-6 text-center text-text-muted">No upcoming bookings yet.</p>
      ) : (
        <ul className="-my-1 flex flex-col">
          {next.slice(0, SHOWN).map((line) => (
            <li
              key={line.booking_id}
              className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 border-t py-2 first:border-t-0"
            >
              <div className="min-w-0 flex-1 basis-48">
                <p className="truncate">
                  <Link href={`/bookings?booking=${line.booking_id}`} className="font-medium">
                    {line.attendee_name}
                  </Link>
                </p>
                <p className="truncate text-table text-text-muted">
                  {line.title}
                  {line.operator_name ? ` · ${line.operator_name}` : ''}
                  {line.attempt > 1 ? ` · attempt ${line.attempt}` : ''}
                </p>
              </div>
              <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-table max-md:w-full md:block md:text-right">
                <p>
                  <TimeLeft to={line.held_until ?? line.due_at} className="font-medium" />
                </p>
                <p className="text-text-muted">
                  {line.held_until ? 'The carrier was unavailable. Trying again at ' : ''}
                  <ZonedTime at={line.held_until ?? line.due_at} timeZone={timeZone} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
