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

/** Filled only where HubSpot has no value. */
export const personProperties = ['firstname', 'lastname', 'company', 'phone'];

/** Properties of the contact. Unknown values, and personal ones that exist already, are left alone. */
export function contactOf({ person, fields }: CrmEvent, existing: Record<string, string | null> | null): Properties {
  const free = (name: string, value: string | null) => (existing?.[name] ? null : value);
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

/** Properties of the meeting; `lead.booked` has no outcome. */
export function meetingOf({ state, booking }: CrmEvent): Properties {
  return known({
    slotline_booking_id: booking.id,
    hs_timestamp: booking.start_time,
    hs_meeting_title: booking.title,
    hs_meeting_start_time: booking.start_time,
    hs_meeting_end_time: booking.end_time,
    hs_meeting_external_url: booking.join_url,
    hs_meeting_outcome: outcomeOf[state] ?? null,
  });
}

function known(values: Record<string, string | null>): Properties {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}
