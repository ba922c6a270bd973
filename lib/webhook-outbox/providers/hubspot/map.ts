import type { CrmEvent } from '@/lib/webhook-outbox/providers/crm/crm-event';

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

/** Who a contact is: for people at HubSpot to say, where they have. */
export const personProperties = ['firstname', 'lastname', 'company', 'phone'];

/** Properties of the contact; what is not known, and of the person what `there` is said already, is left as it is. */
export function contactOf({ person, fields }: CrmEvent, there: Record<string, string | null> | null): Properties {
  const free = (name: string, value: string | null) => (there?.[name] ? null : value);
  return known({
    email: person.email,
    firstname: free('firstname', person.firstName),
    lastname: free('lastname', person.lastName === person.email ? null : person.lastName),
    company: free('company', person.company),
    phone: free('phone', person.phone),
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
