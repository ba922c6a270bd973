import type { CrmEvent } from '@/lib/webhooks/providers/crm/crm-event';

type Fields = Record<string, string | null>;

/** A text within a SOQL string literal. */
export function soqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The booking's fields on a Lead or a Contact; none in an event that says nothing of them. */
export function bookingFieldsOf({ fields }: CrmEvent): Fields {
  if (!fields) return {};
  return {
    Booking_At__c: fields.bookingAt,
    Booking_Provider__c: fields.bookingProvider,
    Booking_Join_URL__c: fields.bookingJoinUrl,
  };
}

/** A Lead made new; Salesforce demands a last name and a company. */
export function leadOf(event: CrmEvent): Fields {
  const { person } = event;
  return {
    LastName: person.lastName,
    Company: person.company ?? person.email.slice(person.email.indexOf('@') + 1),
    Email: person.email,
    ...(person.firstName ? { FirstName: person.firstName } : {}),
    ...(person.phone ? { Phone: person.phone } : {}),
    ...bookingFieldsOf(event),
  };
}

const prefixOf: Readonly<Record<string, string>> = {
  'booking.cancelled': 'Cancelled: ',
  'booking.failed': 'Not reached: ',
  'booking.no_show': 'No-show: ',
};

/** The Event in the calendar; how it went stands before its subject. */
export function eventOf({ standing, booking }: CrmEvent, whoId: string): Fields {
  return {
    Slotline_Booking_Id__c: booking.id,
    Subject: `${prefixOf[standing] ?? ''}${booking.title}`.slice(0, 255),
    StartDateTime: booking.start_time,
    EndDateTime: booking.end_time,
    Location: booking.join_url?.slice(0, 255) ?? null,
    ShowAs: standing === 'booking.cancelled' ? 'Free' : 'Busy',
    WhoId: whoId,
  };
}
