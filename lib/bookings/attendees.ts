import { and, eq, gte, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { attendees, type bookings, type ZoneOrigin } from '@/lib/db/schema/bookings';
import type { Writer } from '@/lib/db/write-context';
import { zonesOfNumber } from '@/lib/phone/zones-of-number';
import { sharedZone } from '@/lib/time/wall-time';

/** A person of a booking, as they were named when it was booked. */
export interface Person {
  name: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  /** As stated. */
  timezone: string | null;
  company?: string | null;
}

interface Booking {
  id: string;
  organizationId: string;
}

/** The columns of a booking's own attendee. Without a stated zone, the number's is taken where it has one at the start. */
export function attendeeColumns({ name, email, phone, timezone }: Omit<Person, 'company'>, start: Date) {
  const zone = timezone ?? (phone && sharedZone(zonesOfNumber(phone), start));
  return {
    attendeeName: name,
    attendeeEmail: email,
    attendeePhone: phone,
    attendeeTimezone: zone,
    attendeeTimezoneOrigin: zone === null ? null : timezone === null ? ('by_number' as const) : ('stated' as const),
  };
}

type ZoneColumns = Pick<typeof bookings.$inferSelect, 'attendeeTimezone' | 'attendeeTimezoneOrigin'>;

/** How the attendee's zone is known; null when it isn't. */
export function zoneOriginOf({ attendeeTimezone, attendeeTimezoneOrigin }: ZoneColumns): ZoneOrigin | null {
  return attendeeTimezone === null ? null : (attendeeTimezoneOrigin ?? 'stated');
}

/** The attendee's zone if somebody stated it. One taken from the number is only likely, and chosen for its start. */
export function statedZone(booking: ZoneColumns): string | null {
  return zoneOriginOf(booking) === 'stated' ? booking.attendeeTimezone : null;
}

/**
 * Makes the people of a booking exactly these, its own attendee first, inside the transaction that changes the booking. A
 * changed address means another person, so their match and attendance go.
 */
export async function writeAttendees(
  tx: Database,
  writer: Omit<Writer, 'actor'>,
  booking: Booking,
  people: readonly [Person, ...Person[]],
): Promise<void> {
  await putPeople(tx, writer, booking, people);
  await tx.delete(attendees).where(and(eq(attendees.bookingId, booking.id), gte(attendees.position, people.length)));
}

/** The rows of the people of a booking that is made in the same statement. */
export function attendeeRows({ ids, now }: Omit<Writer, 'actor'>, booking: Booking, people: readonly Person[]) {
  return people.map((person, position) => ({
    ...person,
    company: person.company ?? null,
    id: ids.make('attendee'),
    organizationId: booking.organizationId,
    bookingId: booking.id,
    position,
    createdAt: now,
    updatedAt: now,
  }));
}

/** Changes a booking's own attendee and leaves the others. */
export function updateMainAttendee(
  tx: Database,
  writer: Omit<Writer, 'actor'>,
  booking: Booking,
  person: Person,
): Promise<void> {
  return putPeople(tx, writer, booking, [person]);
}

async function putPeople(tx: Database, writer: Omit<Writer, 'actor'>, booking: Booking, people: readonly Person[]) {
  await tx
    .insert(attendees)
    .values(attendeeRows(writer, booking, people))
    .onConflictDoUpdate({
      target: [attendees.bookingId, attendees.position],
      set: {
        leadId: kept('lead_id'),
        matchMethod: kept('match_method'),
        matchScore: kept('match_score'),
        matchedAt: kept('matched_at'),
        matchHeldAt: kept('match_held_at'),
        dismissedAt: kept('dismissed_at'),
        showedUp: kept('showed_up'),
        showTime: kept('show_time'),
        name: sql`excluded.name`,
        email: sql`excluded.email`,
        phone: sql`excluded.phone`,
        timezone: sql`excluded.timezone`,
        company: sql`coalesce(excluded.company, ${kept('company')})`,
        updatedAt: writer.now,
      },
    });
}

/** Keeps a column while the person is the same: by the address, or by the name where there is no address. */
function kept(column: string) {
  return sql.raw(`case when lower(attendees.email) is not distinct from lower(excluded.email)
                        and (attendees.email is not null or attendees.name = excluded.name) then attendees.${column} end`);
}
