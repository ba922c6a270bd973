import type { CrmEvent } from '@/lib/webhooks/providers/crm/crm-event';

type Properties = Record<string, string>;

const outcomeOf: Readonly<Record<string, string>> = {
  'booking.created': 'SCHEDULED',
  'booking.rescheduled': 'RESCHEDULED',
  'booking.cancelled': 'CANCELED',
  'booking.completed': 'COMPLETED',
  'booking.failed': 'NO_SHOW',
  'booking.reopened': 'SCHEDULED',
  'booking.no_show': 'NO_SHOW',
};

/** Properties of the contact; what is not known is left as it is there. */
export function contactOf({ person, fields }: CrmEvent): Properties {
  return known({
    email: person.email,
    firstname: person.firstName,
    lastname: person.lastName === person.email ? null : person.lastName,
    company: person.company,
    phone: person.phone,
    booking_at: fields?.bookingAt ?? null,
    booking_provider: fields?.bookingProvider ?? null,
    booking_join_url: fields ? (fields.bookingJoinUrl ?? '') : null,
  });
}

/** Properties of the meeting. The lead's event says nothing of how it went. */
export function meetingOf({ standing, booking }: CrmEvent): Properties {
  return known({
    slotline_booking_id: booking.id,
    hs_timestamp: booking.start_time,
    hs_meeting_title: booking.title,
    hs_meeting_start_time: booking.start_time,
    hs_meeting_end_time: booking.end_time,
    hs_meeting_external_url: booking.join_url,
    hs_meeting_outcome: outcomeOf[standing] ?? null,
  });
}

function known(values: Record<string, string | null>): Properties {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}
