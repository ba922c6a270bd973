'use client';

import { ButtonLink, Link } from '@/app/_components/action/link';
import { Card } from '@/app/_components/page/card';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';

/** The missed and failed calls of the last week, with reasons and a link to book again. */
export function MissedCalls({ missed }: { missed: SchedulerStatus['missed'] }) {
  const { organization, permissions } = useSession();
  const canBook = permissions.includes('bookings:write');
  return (
    <Card title="Missed and failed" note="Last 7 days">
      {missed.length === 0 ? (
        <p className="py-6 text-center text-text-muted">No missed or failed calls this week.</p>
      ) : (
        <ul className="-my-1 flex max-h-120 flex-col overflow-y-auto">
          {missed.map((line) => (
            <li
              key={line.booking_id}
              className="flex items-start justify-between gap-3 border-t py-2.5 first:border-t-0"
            >
              <div className="min-w-0">
                <p className="truncate">
                  <Link href={`/bookings?view=past&booking=${line.booking_id}`} className="font-medium">
                    {line.attendee_name}
                  </Link>
                </p>
                <p className="text-table text-text-muted">
                  <ZonedTime at={line.due_at} timeZone={organization.timeZone} />
                </p>
                <p className="text-table break-words">{line.explanation}</p>
              </div>
              {canBook ? (
                <ButtonLink size="small" href={`/bookings/new?again=${line.booking_id}`} className="shrink-0">
                  Book again
                </ButtonLink>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
