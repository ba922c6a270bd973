import { z } from 'zod';
import { NO_SHOW } from '@/lib/bookings/lifecycle';
import { TEST_EVENT_TYPE } from '@/lib/contracts/webhook-endpoints';
import type { MessageRow } from '@/lib/webhook-outbox/delivery/transport';

const text = z.string().nullable();

const bookingPart = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  status_reason: text.optional(),
  fulfilment: z.string().optional(),
  start_time: z.string(),
  end_time: z.string(),
  provider: text,
  join_url: text,
  attendee: z.object({ name: z.string(), email: text, phone: text }),
});

const leadPart = z.object({
  email: z.string(),
  first_name: text,
  last_name: text,
  company: text,
  phone: text,
  booking_at: text,
  booking_provider: text,
  booking_join_url: text,
});

const bodySchema = z.object({
  type: z.string(),
  data: z.object({ booking: bookingPart.optional(), lead: leadPart.optional() }),
});

interface CrmPerson {
  email: string;
  firstName: string | null;
  /** Never empty: a CRM wants one. */
  lastName: string;
  company: string | null;
  phone: string | null;
}

/** The CRM's fields for the person's latest booking. */
interface CrmBookingFields {
  bookingAt: string;
  bookingProvider: string;
  bookingJoinUrl: string | null;
}

/** An event as it is sent to a CRM. */
export interface CrmEvent {
  type: string;
  /** The state of the booking after the event, as the type of the event for that state. */
  state: string;
  booking: z.output<typeof bookingPart>;
  person: CrmPerson;
  fields: CrmBookingFields | null;
}

/** Events that set the person's latest booking. */
const bookingIsOn: ReadonlySet<string> = new Set(['booking.created', 'booking.rescheduled', 'lead.booked']);

/** A message for a CRM: a credentials test, an event, or nothing to send (with the reason). */
export function readCrmEvent({ body }: MessageRow): 'test' | { nothing: string } | CrmEvent {
  const { type, data } = bodySchema.parse(JSON.parse(body));
  if (type === TEST_EVENT_TYPE) return 'test';
  const { booking, lead } = data;
  if (!booking || type === 'call.completed') return { nothing: 'This event isn’t sent to CRMs.' };
  const person = lead ? personOfLead(lead) : personOfAttendee(booking.attendee);
  if (!person) return { nothing: 'Nothing was sent: the attendee has no email, so the CRM can’t identify them.' };
  const fields = bookingIsOn.has(type)
    ? {
        bookingAt: lead?.booking_at ?? booking.start_time,
        bookingProvider: lead?.booking_provider ?? booking.provider ?? 'slotline',
        bookingJoinUrl: lead ? lead.booking_join_url : booking.join_url,
      }
    : null;
  return { type, state: stateAfter(type, booking), booking, person, fields };
}

/** One no-show does not fail a meeting that others attended; a meeting nobody attended failed as a no-show. */
function stateAfter(type: string, { status, status_reason, fulfilment }: z.output<typeof bookingPart>): string {
  if (type === 'booking.no_show' && fulfilment === 'meeting' && status === 'completed') return 'booking.completed';
  return type === 'booking.failed' && status_reason === NO_SHOW ? 'booking.no_show' : type;
}

function personOfLead({ email, first_name, last_name, company, phone }: z.output<typeof leadPart>): CrmPerson {
  return { email: email.toLowerCase(), firstName: first_name, lastName: last_name || email, company, phone };
}

function personOfAttendee({ name, email, phone }: z.output<typeof bookingPart>['attendee']): CrmPerson | null {
  if (!email) return null;
  const words = name.trim().split(/\s+/);
  const lastName = words.at(-1) || email;
  const firstName = words.slice(0, -1).join(' ') || null;
  return { email: email.toLowerCase(), firstName, lastName, company: null, phone };
}
