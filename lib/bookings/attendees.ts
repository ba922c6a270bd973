import { and, eq, gte, sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { attendees } from '@/lib/db/schema/bookings';

/** A person of a booking, as whoever booked names them. */
export interface Person {
  name: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  timezone: string | null;
  company?: string | null;
}

interface Write {
  ids: IdSource;
  now: Date;
}

interface Booking {
  id: string;
  organizationId: string;
}

/**
 * Makes the people of a booking be exactly these, the booking's own attendee first; inside the transaction that changes
 * the booking. Somebody whose address changed is somebody else: what was known of the match and the attendance goes.
 */
export async function writeAttendees(
  tx: Database,
  write: Write,
  booking: Booking,
  people: readonly [Person, ...Person[]],
): Promise<void> {
  await putPeople(tx, write, booking, people);
  await tx.delete(attendees).where(and(eq(attendees.bookingId, booking.id), gte(attendees.position, people.length)));
}

/** Writes down the people of a booking that is being made. */
export function addAttendees(tx: Database, write: Write, booking: Booking, people: readonly Person[]): Promise<void> {
  return putPeople(tx, write, booking, people);
}

/** The rows of the people of a booking that is made in the same statement. */
export function attendeeRows({ ids, now }: Write, booking: Booking, people: readonly Person[]) {
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

/** Changes who a booking's own attendee is, and leaves the others. */
export function updateMainAttendee(tx: Database, write: Write, booking: Booking, person: Person): Promise<void> {
  return putPeople(tx, write, booking, [person]);
}

async function putPeople(tx: Database, write: Write, booking: Booking, people: readonly Person[]) {
  await tx
    .insert(attendees)
    .values(attendeeRows(write, booking, people))
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
        updatedAt: write.now,
      },
    });
}

/** What is known of a person stays while it is the same one: by the address, or by the name where there is none. */
function kept(column: string) {
  return sql.raw(`case when lower(attendees.email) is not distinct from lower(excluded.email)
                        and (attendees.email is not null or attendees.name = excluded.name) then attendees.${column} end`);
}
