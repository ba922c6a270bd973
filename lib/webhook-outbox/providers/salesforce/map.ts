import type { CrmEvent } from '@/lib/webhook-outbox/providers/crm/crm-event';

type Fields = Record<string, string | null>;

/** A text within a SOQL string literal. */
export function soqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Field lengths at Salesforce; a longer text rejects the whole record. */
const maxLength = { FirstName: 40, LastName: 80, Company: 255, Email: 80, Phone: 40, Subject: 255, url: 255 } as const;

/** A URL that is too long is left out: cut, it would be broken. */
function link(url: string | null): string | null {
  return url !== null && url.length <= maxLength.url ? url : null;
}

/** The booking's fields on a Lead or Contact; none for events that do not set them. */
export function bookingFieldsOf({ fields }: CrmEvent): Fields {
  if (!fields) return {};
  return {
    Booking_At__c: fields.bookingAt,
    Booking_Provider__c: fields.bookingProvider,
    Booking_Join_URL__c: link(fields.bookingJoinUrl),
  };
}

/** A new Lead; Salesforce requires a last name and a company. */
export function leadOf(event: CrmEvent): Fields {
  const { person } = event;
  const { email, firstName, lastName, company, phone } = person;
  return {
    LastName: lastName.slice(0, maxLength.LastName),
    Company: (company ?? email.slice(email.indexOf('@') + 1)).slice(0, maxLength.Company),
    ...(email.length <= maxLength.Email ? { Email: email } : {}),
    ...(firstName ? { FirstName: firstName.slice(0, maxLength.FirstName) } : {}),
    ...(phone && phone.length <= maxLength.Phone ? { Phone: phone } : {}),
    ...bookingFieldsOf(event),
  };
}

const prefixOf: Readonly<Record<string, string>> = {
  'booking.cancelled': 'Cancelled: ',
  'booking.failed': 'Not reached: ',
  'booking.no_show': 'No-show: ',
};

/** The calendar Event, with the outcome before its subject. */
export function eventOf({ state, booking }: CrmEvent, whoId: string): Fields {
  return {
    Slotline_Booking_Id__c: booking.id,
    Subject: `${prefixOf[state] ?? ''}${booking.title}`.slice(0, maxLength.Subject),
    StartDateTime: booking.start_time,
    EndDateTime: booking.end_time,
    Location: link(booking.join_url),
    ShowAs: state === 'booking.cancelled' ? 'Free' : 'Busy',
    WhoId: whoId,
  };
}
