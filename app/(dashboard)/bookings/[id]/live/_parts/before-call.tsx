'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import useSWR from 'swr';
import { ButtonLink } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { browserNow, useNow } from '@/app/_components/browser-clock';
import { KeyValueList } from '@/app/_components/data/key-value-list';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Card } from '@/app/_components/page/card';
import { PageHead } from '@/app/_components/page/page-head';
import { Countdown } from '@/app/_components/time/countdown';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { GateState } from '@/app/(dashboard)/_parts/gate-state';
import type { Booking } from '@/lib/contracts/bookings';
import { DAY_MS } from '@/lib/time/units';
import { livePlace } from './live-place';

interface BeforeCallProps {
  initial: Booking;
  /** What will be there to tick. */
  prompts: string[];
}

const CALM_MS = 5_000;
const LIVELY_MS = 1_000;
const NEAR_MS = 90_000;

/** The countdown to a call, with what to know for it; when the call begins, its page takes over. */
export function BeforeCall({ initial, prompts }: BeforeCallProps) {
  const router = useRouter();
  const { organization, permissions } = useSession();
  const { data, error, mutate } = useSWR<{ booking: Booking }, unknown>(`/api/bookings/${initial.id}`, apiGet, {
    fallbackData: { booking: initial },
    refreshInterval: (latest) => {
      const due = Date.parse((latest?.booking ?? initial).due_at);
      return due - browserNow() < NEAR_MS ? LIVELY_MS : CALM_MS;
    },
    dedupingInterval: LIVELY_MS / 2,
  });
  const booking = data?.booking ?? initial;
  const place = livePlace(booking);

  useEffect(() => {
    if (place) router.replace(place);
  }, [place, router]);

  const title = `Call with ${booking.attendee_name}`;
  const text = (label: string, value: string | null) =>
    value ? [{ label, value: <span className="whitespace-pre-line">{value}</span> }] : [];
  return (
    <>
      <PageHead
        title={title}
        action={
          permissions.includes('bookings:write') ? (
            <ButtonLink href={`/bookings/${booking.id}/edit`}>Reschedule or edit</ButtonLink>
          ) : undefined
        }
      >
        {booking.title === title ? undefined : booking.title}
      </PageHead>
      {error ? (
        <div className="mb-4">
          <ErrorState
            title="This page may be out of date."
            consequence="The call is placed all the same."
            error={error}
            onRetry={() => void mutate()}
          />
        </div>
      ) : null}
      <div className="grid items-start gap-4 rail:grid-cols-[minmax(0,1fr)_21rem]">
        <Card>
          <div className="flex flex-col items-center gap-3 py-8 text-center">
            <p className="text-text-muted">
              {booking.attempts > 0 ? `Attempt ${booking.attempts + 1} leaves` : 'The call leaves'}
            </p>
            <TimeToGo dueAt={booking.due_at} />
            <p>
              <ZonedTime
                at={booking.due_at}
                timeZone={organization.timeZone}
                otherZone={booking.attendee_timezone}
                otherName={booking.attendee_name}
              />
            </p>
            <GateState booking={booking} />
            <p className="max-w-prose text-text-muted">
              {booking.staff_name ? `${booking.staff_name}’s telephone` : 'The operator line'} rings first. Answer,
              press 1, and the attendee is called. This page follows by itself.
            </p>
          </div>
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="To know for the call">
            <KeyValueList
              items={[
                { label: 'Attendee', value: booking.attendee_name },
                ...text('Telephone', booking.attendee_phone),
                ...text('E-mail', booking.attendee_email),
                { label: 'Length', value: `${booking.duration_minutes} min` },
                ...text('Description', booking.description),
                ...text('Notes', booking.notes),
              ]}
            />
          </Card>
          {prompts.length > 0 ? (
            <Card title="To confirm" note="To tick while you talk">
              <ol className="list-decimal pl-5">
                {prompts.map((prompt) => (
                  <li key={prompt}>{prompt}</li>
                ))}
              </ol>
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

/** To the second on the day itself; once it is due, that it is. */
function TimeToGo({ dueAt }: { dueAt: string }) {
  const { timeZone } = useSession().organization;
  const now = useNow(1000);
  const left = now === null ? null : Date.parse(dueAt) - now;
  // Weeks ahead it is a date, which must fit on a phone.
  const style = 'text-[2rem]/none font-semibold md:text-[3rem]/none';
  if (left !== null && left <= 0) return <p className={`${style} animate-calling`}>Now</p>;
  return left !== null && left > DAY_MS ? (
    <RelativeTime at={dueAt} timeZone={timeZone} className={style} />
  ) : (
    <Countdown to={dueAt} className={style} />
  );
}
