'use client';

import { CopyButton } from '@/app/_components/action/copy-button';
import { Link } from '@/app/_components/action/link';
import { useNow } from '@/app/_components/browser-clock';
import { FoldedFacts, type KeyValue, KeyValueList } from '@/app/_components/data/key-value-list';
import { Timeline } from '@/app/_components/data/timeline';
import { Countdown } from '@/app/_components/time/countdown';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { PhoneLink } from '@/app/(dashboard)/_parts/phone-link';
import { RecordingPlayer } from '@/app/(dashboard)/_parts/recording-player';
import { timelineEvents } from '@/app/(dashboard)/_parts/timeline-events';
import type { Booking, TimelineEntry } from '@/lib/contracts/bookings';
import { BookingPeople } from './booking-people';
import { rawFacts } from './raw-facts';
import { reasonText } from './reason-text';
import { isInCalendar, SyncProblem, SyncState } from './sync-state';

interface BookingDetailsProps {
  booking: Booking;
  timeline: TimelineEntry[];
  onMarked: () => void;
}

/** The body of the drawer: who and when, attendance, activity, and technical details folded. */
export function BookingDetails({ booking, timeline, onMarked }: BookingDetailsProps) {
  const { timeZone } = useSession().organization;
  const recorded = timeline.filter(({ kind }) => kind === 'recording.completed');
  const now = useNow(15_000) ?? 0;
  const isOverUnmarked =
    booking.fulfilment === 'meeting' &&
    booking.status === 'pending' &&
    booking.status_reason === null &&
    booking.sync_error !== 'time_unknown' &&
    Date.parse(booking.end_time) <= now;
  const isRetry = booking.status === 'pending' && booking.due_at !== booking.start_time;

  return (
    <>
      {booking.status_reason && booking.status !== 'cancelled' ? (
        <Callout tone="bad">{reasonText(booking.status_reason)}</Callout>
      ) : null}
      {isOverUnmarked ? <Callout tone="info">This meeting is over. Mark who showed up.</Callout> : null}
      <SyncProblem booking={booking} />
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
                otherOrigin={booking.attendee_timezone_origin}
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
          ...phone(booking),
          ...(booking.attendee_email ? [{ label: 'Email', value: booking.attendee_email }] : []),
          { label: 'Operator', value: booking.staff_name ?? 'Unassigned' },
          ...meeting(booking),
          ...syncFacts(booking),
          ...(booking.service_name ? [{ label: 'Service', value: booking.service_name }] : []),
          ...(booking.description ? [{ label: 'Description', value: <Lines text={booking.description} /> }] : []),
          ...(booking.notes ? [{ label: 'Notes', value: <Lines text={booking.notes} /> }] : []),
        ]}
      />
      {recorded.map(({ id, call_id }) => (call_id ? <RecordingPlayer key={id} callId={call_id} /> : null))}
      <BookingPeople
        booking={booking}
        isAhead={booking.status === 'pending' && Date.parse(booking.start_time) > now}
        onMarked={onMarked}
      />
      <section aria-labelledby="activity">
        <h3 id="activity" className="mb-3 font-semibold">
          Activity
        </h3>
        <Timeline label="Activity" timeZone={timeZone} events={timelineEvents(timeline)} />
      </section>
      <FoldedFacts>
        <KeyValueList items={rawFacts(booking)} />
      </FoldedFacts>
    </>
  );
}

function phone({ attendee_phone }: Booking): KeyValue[] {
  if (!attendee_phone) return [];
  const value = (
    <span className="inline-flex items-center gap-1">
      <PhoneLink phone={attendee_phone} />
      <CopyButton text={attendee_phone} what="phone number" isIconOnly />
    </span>
  );
  return [{ label: 'Phone', value }];
}

/** Where a meeting that Slotline does not place takes place. */
function meeting({ fulfilment, join_url, external_url }: Booking): KeyValue[] {
  const links = [
    ...(join_url ? [{ label: 'Meeting', value: <Outside href={join_url}>Join meeting</Outside> }] : []),
    ...(external_url ? [{ label: 'Calendar', value: <Outside href={external_url}>Open in calendar</Outside> }] : []),
  ];
  if (fulfilment === 'call' || links.length > 0) return links;
  return [{ label: 'Meeting', value: 'In the connected calendar' }];
}

function syncFacts(booking: Booking): KeyValue[] {
  return isInCalendar(booking) ? [{ label: 'Calendar sync', value: <SyncState booking={booking} /> }] : [];
}

function Outside({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} target="_blank" rel="noreferrer">
      {children}
    </Link>
  );
}

function Lines({ text }: { text: string }) {
  return <span className="whitespace-pre-line">{text}</span>;
}
