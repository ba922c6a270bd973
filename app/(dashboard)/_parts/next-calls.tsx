'use client';

import useSWR from 'swr';
import type { z } from 'zod';
import { ButtonLink, Link } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { StatusBadge } from '@/app/_components/feedback/status-badge';
import { Card } from '@/app/_components/page/card';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { Booking, listBookingsResponse } from '@/lib/contracts/bookings';
import { GateState } from './gate-state';
import { nextCallsQuery } from './next-calls-query';
import { TimeLeft } from './time-left';

type Page = z.infer<typeof listBookingsResponse>;

const FRESH_MS = 5_000;

/** The next calls: who, when, how soon, and what could stop them. */
export function NextCalls({ initial, title }: { initial: Booking[]; title: string }) {
  const { permissions } = useSession();
  const { data } = useSWR<Pick<Page, 'bookings'>, unknown>(`/api/bookings?${nextCallsQuery}`, apiGet, {
    fallbackData: { bookings: initial },
    refreshInterval: FRESH_MS,
  });
  const bookings = data?.bookings ?? initial;
  return (
    <Card title={title} actions={<Link href="/bookings">All upcoming</Link>}>
      {bookings.length === 0 ? (
        <div className="flex flex-col items-center gap-3 py-6">
          <p className="text-text-muted">No upcoming calls.</p>
          {permissions.includes('bookings:write') ? (
            <ButtonLink variant="primary" href="/bookings/new">
              Book a call
            </ButtonLink>
          ) : null}
        </div>
      ) : (
        <ul className="-my-1">
          {bookings.map((booking) => (
            <NextCall key={booking.id} booking={booking} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function NextCall({ booking }: { booking: Booking }) {
  const { timeZone } = useSession().organization;
  const isCalling = booking.status === 'calling';
  const href = isCalling && booking.call_id ? `/calls/${booking.call_id}` : `/bookings/${booking.id}/live`;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 border-t py-2 first:border-t-0 md:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_auto_6rem] md:items-center">
      <div className="min-w-0">
        <p className="truncate">
          <Link href={href} className="font-medium">
            {booking.attendee_name}
          </Link>
        </p>
        <p className="truncate text-table text-text-muted">
          {booking.title}
          {booking.staff_name ? ` · ${booking.staff_name}` : ''}
        </p>
      </div>
      <p className="text-table max-md:order-3 max-md:col-span-2">
        <ZonedTime
          at={booking.due_at}
          timeZone={timeZone}
          otherZone={booking.attendee_timezone}
          otherOrigin={booking.attendee_timezone_origin}
          isStacked
        />
        {booking.attempts > 0 && !isCalling ? ` · attempt ${booking.attempts + 1}` : ''}
      </p>
      <p className="max-md:order-4 max-md:col-span-2">
        {isCalling ? <StatusBadge status="calling" /> : <GateState booking={booking} />}
      </p>
      <p className="text-right font-medium">
        <TimeLeft to={booking.due_at} />
      </p>
    </li>
  );
}
