'use client';

import { CircleAlert } from 'lucide-react';
import { CopyButton } from '@/app/_components/action/copy-button';
import { FoldedFacts, KeyValueList } from '@/app/_components/data/key-value-list';
import { Timeline } from '@/app/_components/data/timeline';
import { Countdown } from '@/app/_components/time/countdown';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { RecordingPlayer } from '@/app/(dashboard)/_parts/recording-player';
import type { Booking, TimelineEntry } from '@/lib/contracts/bookings';
import { rawFacts } from './raw-facts';
import { reasonText } from './reason-text';
import { timelineEvents } from './timeline-events';

interface BookingDetailsProps {
  booking: Booking;
  timeline: TimelineEntry[];
}

/** The body of the drawer: who and when, how it went, what happened, and the raw facts folded. */
export function BookingDetails({ booking, timeline }: BookingDetailsProps) {
  const { timeZone } = useSession().organization;
  const recorded = timeline.filter(({ kind }) => kind === 'recording.completed');
  const isRetry = booking.status === 'pending' && booking.due_at !== booking.start_time;

  return (
    <>
      {booking.status_reason && booking.status !== 'cancelled' ? (
        <p className="flex gap-2 rounded-control bg-bad-soft px-3 py-2 text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{reasonText(booking.status_reason)}</span>
        </p>
      ) : null}
      <KeyValueList
        items={[
          {
            label: 'Starts',
            value: (
              <ZonedTime
                at={booking.start_time}
                timeZone={timeZone}
                otherZone={booking.attendee_timezone}
                otherName={booking.attendee_name}
                isStacked
                isStruck={booking.status === 'cancelled'}
              />
            ),
          },
          ...(isRetry
            ? [
                {
                  label: 'Next attempt',
                  value: (
                    <>
                      <ZonedTime at={booking.due_at} timeZone={timeZone} /> (<Countdown to={booking.due_at} />)
                    </>
                  ),
                },
              ]
            : []),
          { label: 'Duration', value: `${booking.duration_minutes} min` },
          { label: 'Attendee', value: booking.attendee_name },
          {
            label: 'Telephone',
            value: (
              <span className="inline-flex items-center gap-1">
                <span className="tabular">{booking.attendee_phone}</span>
                <CopyButton text={booking.attendee_phone} what="telephone number" isIconOnly />
              </span>
            ),
          },
          ...(booking.attendee_email ? [{ label: 'E-mail', value: booking.attendee_email }] : []),
          { label: 'Operator', value: booking.staff_name ?? 'Nobody yet' },
          ...(booking.service_name ? [{ label: 'Service', value: booking.service_name }] : []),
          ...(booking.description ? [{ label: 'Description', value: <Lines text={booking.description} /> }] : []),
          ...(booking.notes ? [{ label: 'Notes', value: <Lines text={booking.notes} /> }] : []),
        ]}
      />
      {recorded.map(({ id, call_id }) => (call_id ? <RecordingPlayer key={id} callId={call_id} /> : null))}
      <section aria-labelledby="what-happened">
        <h3 id="what-happened" className="mb-3 font-semibold">
          What happened
        </h3>
        <Timeline label="What happened" timeZone={timeZone} events={timelineEvents(timeline)} />
      </section>
      <FoldedFacts>
        <KeyValueList items={rawFacts(booking)} />
      </FoldedFacts>
    </>
  );
}

function Lines({ text }: { text: string }) {
  return <span className="whitespace-pre-line">{text}</span>;
}
