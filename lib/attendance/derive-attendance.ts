import { asc, eq, sql } from 'drizzle-orm';
import { foldAttendance, personOf } from '@/lib/attendance/internal/attendance-rule';
import { callEvidence } from '@/lib/attendance/internal/call-evidence';
import { deriveMeetingStatus } from '@/lib/attendance/internal/derive-meeting-status';
import type { NewEvidence } from '@/lib/attendance/internal/evidence-rows';
import { evidenceOf } from '@/lib/attendance/internal/evidence-rows';
import { recordEvents } from '@/lib/bookings/record-events';
import type { Database } from '@/lib/db/client';
import { attendanceEvidence } from '@/lib/db/schema/attendance';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import type { Writer } from '@/lib/db/write-context';
import { deriveLeads } from '@/lib/leads/derive-lead';

type Attendee = typeof attendees.$inferSelect;

export interface AttendanceOfBooking {
  id: string;
  startTime: Date;
}

/**
 * Adds evidence to a booking and derives every attendee's attendance from all of it, our own calls included. Leads and the
 * status of an ended meeting follow, and each change becomes an event. Call it inside a transaction: it locks the booking,
 * its attendees, then leads.
 * @param added builds the evidence once the booking and its attendees are locked
 * @returns whether the booking exists
 */
export async function deriveAttendance(
  tx: Database,
  writer: Writer,
  bookingId: string,
  added: (booking: AttendanceOfBooking, people: readonly Attendee[]) => NewEvidence[] = () => [],
): Promise<boolean> {
  const [booking] = await tx.select().from(bookings).where(eq(bookings.id, bookingId)).for('no key update');
  if (!booking) return false;
  const people = await tx
    .select()
    .from(attendees)
    .where(eq(attendees.bookingId, bookingId))
    .orderBy(asc(attendees.id))
    .for('no key update');
  await storeEvidence(tx, writer, booking, people, [...(await callEvidence(tx, booking)), ...added(booking, people)]);

  const rows = await evidenceOf(tx, bookingId);
  const derived = people.map((person) => {
    const evidence = rows.get(personOf(person)) ?? [];
    const { showedUp, showTime, basis } = foldAttendance(evidence, {
      person: personOf(person),
      start: booking.startTime,
    });
    return { person, showedUp, showTime, basis: evidence.find(({ id }) => id === basis)?.kind ?? null };
  });
  const changed = derived.filter(
    ({ person, showedUp, showTime }) =>
      person.showedUp !== showedUp || person.showTime?.getTime() !== showTime?.getTime(),
  );
  for (const { person, showedUp, showTime } of changed)
    await tx.update(attendees).set({ showedUp, showTime, updatedAt: writer.now }).where(eq(attendees.id, person.id));
  await deriveLeads(
    tx,
    writer,
    changed.flatMap(({ person: { leadId } }) => (leadId === null ? [] : [leadId])),
  );
  await recordEvents(
    tx,
    writer,
    changed
      .filter(({ person, showedUp }) => person.showedUp !== showedUp)
      .map(({ person, showedUp, basis }) => ({
        organizationId: booking.organizationId,
        bookingId,
        kind: showedUp === null ? 'attendance_reopened' : showedUp ? 'showed' : 'no_show',
        detail: { attendee_id: person.id, attendee: person.name, basis },
      })),
  );
  await deriveMeetingStatus(
    tx,
    writer,
    booking,
    derived.map(({ person: { name }, showedUp, basis }) => ({ name, showedUp, basis })),
  );
  return true;
}

async function storeEvidence(
  tx: Database,
  { ids, now }: Writer,
  booking: { id: string; organizationId: string },
  people: readonly Attendee[],
  evidence: readonly NewEvidence[],
): Promise<void> {
  const values = evidence.flatMap(({ attendee, ...rest }) =>
    personsOf(people, attendee).map((person) => ({
      ...rest,
      id: ids.make('evidence'),
      organizationId: booking.organizationId,
      bookingId: booking.id,
      person,
      recordedAt: now,
    })),
  );
  if (values.length === 0) return;
  await tx
    .insert(attendanceEvidence)
    .values(values)
    .onConflictDoUpdate({
      target: [attendanceEvidence.bookingId, attendanceEvidence.person, attendanceEvidence.sourceKey],
      set: {
        says: sql`excluded.says`,
        at: sql`excluded.at`,
        detail: sql`excluded.detail`,
        occasion: sql`excluded.occasion`,
      },
      setWhere: sql`${attendanceEvidence.kind} = 'call'`,
    });
}

/** Each person once, though one may be on a booking twice. */
function personsOf(people: readonly Attendee[], attendee: NewEvidence['attendee']): string[] {
  if (attendee !== 'all' && 'person' in attendee) return [attendee.person];
  const matching = people.filter(
    (person) =>
      attendee === 'all' || ('id' in attendee ? person.id === attendee.id : person.position === attendee.position),
  );
  return [...new Set(matching.map(personOf))];
}
