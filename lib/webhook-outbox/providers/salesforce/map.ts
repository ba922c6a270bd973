import type { CrmEvent } from '@/lib/webhook-outbox/providers/crm/crm-event';

type Fields = Record<string, string | null>;

/** A text within a SOQL string literal. */
export function soqlText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** How long Salesforce lets its texts be; a longer one refuses the whole record. */
const longest = { FirstName: 40, LastName: 80, Company: 255, Email: 80, Phone: 40, Subject: 255, url: 255 } as const;

/** A link that is cut leads nowhere. */
function link(url: string | null): string | null {
  return url !== null && url.length <= longest.url ? url : null;
}

/** The booking's fields on a Lead or a Contact; none in an event that says nothing of them. */
export function bookingFieldsOf({ fields }: CrmEvent): Fields {
  if (!fields) return {};
  return {
    Booking_At__c: fields.bookingAt,
    Booking_Provider__c: fields.bookingProvider,
    Booking_Join_URL__c: link(fields.bookingJoinUrl),
  };
}

/** A Lead made new; Salesforce demands a last name and a company. */
export function leadOf(event: CrmEvent): Fields {
  const { person } = event;
  const { email, firstName, lastName, company, phone } = person;
  return {
    LastName: lastName.slice(0, longest.LastName),
    Company: (company ?? email.slice(email.indexOf('@') + 1)).slice(0, longest.Company),
    ...(email.length <= longest.Email ? { Email: email } : {}),
    ...(firstName ? { FirstName: firstName.slice(0, longest.FirstName) } : {}),
    ...(phone && phone.length <= longest.Phone ? { Phone: phone } : {}),
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
    Subject: `${prefixOf[standing] ?? ''}${booking.title}`.slice(0, longest.Subject),
    StartDateTime: booking.start_time,
    EndDateTime: booking.end_time,
    Location: link(booking.join_url),
    ShowAs: standing === 'booking.cancelled' ? 'Free' : 'Busy',
    WhoId: whoId,
  };
}
