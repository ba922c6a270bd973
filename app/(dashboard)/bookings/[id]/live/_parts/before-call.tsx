'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import useSWR from 'swr';
import { ButtonLink } from '@/app/_components/action/link';
import { apiGet, isOffline } from '@/app/_components/api';
import { browserNow, useNow } from '@/app/_components/browser-clock';
import { KeyValueList } from '@/app/_components/data/key-value-list';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Card } from '@/app/_components/page/card';
import { PageHead } from '@/app/_components/page/page-head';
import { Countdown } from '@/app/_components/time/countdown';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { ConnectionLost } from '@/app/(dashboard)/_parts/connection-lost';
import { GateState } from '@/app/(dashboard)/_parts/gate-state';
import { PhoneLink } from '@/app/(dashboard)/_parts/phone-link';
import type { Booking } from '@/lib/contracts/bookings';
import { DAY_MS } from '@/lib/time/units';
import { livePlace } from './live-place';

interface BeforeCallProps {
  initial: Booking;
  /** The checklist. */
  prompts: string[];
  /** The staff entry of the person who looks. */
  ownStaffId: string | null;
}

const CALM_MS = 5_000;
const LIVELY_MS = 1_000;
const NEAR_MS = 90_000;

/** The countdown to a call, with its brief; when the call starts, its own page opens. */
export function BeforeCall({ initial, prompts, ownStaffId }: BeforeCallProps) {
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
      <ConnectionLost note="The call itself goes on." hasFailed={isOffline(error)} className="mb-4" />
      {error && !isOffline(error) ? (
        <div className="mb-4">
          <ErrorState
            title="This page may be out of date."
            consequence="The call still goes out on time."
            error={error}
            onRetry={() => void mutate()}
          />
        </div>
      ) : null}
      <div className="grid items-start gap-4 rail:grid-cols-[minmax(0,1fr)_21rem]">
        <Card>
          <div className="flex flex-col items-center gap-3 py-8 text-center">
            <p className="text-text-muted">
              {booking.attempts > 0 ? `Attempt ${booking.attempts + 1} in` : 'Calling in'}
            </p>
            <TimeToGo dueAt={booking.due_at} />
            <p>
              <ZonedTime
                at={booking.due_at}
                timeZone={organization.timeZone}
                otherZone={booking.attendee_timezone}
                otherName={booking.attendee_name}
                otherOrigin={booking.attendee_timezone_origin}
              />
            </p>
            <GateState booking={booking} />
            <p className="max-w-prose text-text-muted">{whatHappens(booking, ownStaffId)} This page updates live.</p>
          </div>
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="Call brief">
            <KeyValueList
              items={[
                { label: 'Attendee', value: booking.attendee_name },
                ...(booking.attendee_phone
                  ? [{ label: 'Phone', value: <PhoneLink phone={booking.attendee_phone} /> }]
                  : []),
                ...text('Email', booking.attendee_email),
                { label: 'Duration', value: `${booking.duration_minutes} min` },
                ...text('Description', booking.description),
                ...text('Notes', booking.notes),
              ]}
            />
          </Card>
          {prompts.length > 0 ? (
            <Card title="Checklist" note="Tick these off as you talk">
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

function whatHappens({ staff_id, staff_name, attendee_name }: Booking, ownStaffId: string | null): string {
  if (staff_id !== null && staff_id === ownStaffId)
    return `Your phone rings first. Answer and press 1 and we call ${attendee_name}.`;
  const phone = staff_name ? `${staff_name}’s phone` : 'The operator line';
  return `${phone} rings first. Once they answer and press 1, we call ${attendee_name}.`;
}

/** To the second on the day of the call; “Now” once it is due. */
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
