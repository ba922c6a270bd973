'use client';

import { Link } from '@/app/_components/action/link';
import { type KeyValue, KeyValueList } from '@/app/_components/data/key-value-list';
import { Card } from '@/app/_components/page/card';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { CallDetails } from '@/lib/contracts/calls';

/** The booking, in sight during the call. */
export function BookingFacts({ call }: { call: CallDetails }) {
  const { timeZone } = useSession().organization;
  const { booking } = call;
  const text = (label: string, value: string | null): KeyValue[] =>
    value ? [{ label, value: <span className="whitespace-pre-line">{value}</span> }] : [];
  return (
    <Card title="Booking" actions={<Link href={`/bookings?booking=${call.booking_id}`}>Open booking</Link>}>
      <KeyValueList
        items={[
          { label: 'Title', value: call.booking_title },
          {
            label: 'Scheduled for',
            value: (
              <ZonedTime
                at={booking.start_time}
                timeZone={timeZone}
                otherZone={booking.attendee_timezone}
                otherName={call.attendee_name}
                otherOrigin={booking.attendee_timezone_origin}
                isStacked
              />
            ),
          },
          { label: 'Duration', value: `${booking.duration_minutes} min` },
          ...(call.attempt > 1 ? [{ label: 'Attempt', value: String(call.attempt) }] : []),
          ...text('Email', booking.attendee_email),
          ...text('Description', booking.description),
          ...text('Notes', booking.notes),
        ]}
      />
    </Card>
  );
}
