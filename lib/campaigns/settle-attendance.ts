import { asc, eq, sql } from 'drizzle-orm';
import { type EventWriter, recordEvents } from '@/lib/bookings/record-events';
import type { Database } from '@/lib/db/client';
import { attendanceEvidence } from '@/lib/db/schema/attendance';
import { attendees, bookingEvents } from '@/lib/db/schema/bookings';
import { foldAttendance, personOf } from './attendance-rule';
import { deriveLeads } from './derive-lead';
import { callEvidence } from './internal/attendance/call-evidence';
import { evidenceOf } from './internal/attendance/evidence-rows';
import type { NewEvidence } from './internal/attendance/new-evidence';

type Attendee = typeof attendees.$inferSelect;

export interface SettledBooking {
  id: string;
  startTime: Date;
}

/**
 * Adds evidence to a booking and makes every attendee's attendance follow from all there is, our own calls included; the
 * leads follow, and what has become known is an event. Call it inside a transaction: it locks the attendees, then leads.
 * @param added makes the evidence, once the booking and its people are known and locked
 */
export async function settleAttendance(
  tx: Database,
  writer: EventWriter,
  bookingId: string,
  added: (booking: SettledBooking, people: readonly Attendee[]) => NewEvidence[] = () => [],
): Promise<void> {
  const [booking] = await tx.select().from(bookingEvents).where(eq(bookingEvents.id, bookingId));
  if (!booking) return;
  const people = await tx
    .select()
    .from(attendees)
    .where(eq(attendees.bookingId, bookingId))
    .orderBy(asc(attendees.id))
    .for('no key update');
  const evidence = [...(await callEvidence(tx, booking)), ...added(booking, people)];
  await keep(tx, writer, booking, people, evidence);

  const rows = await evidenceOf(tx, bookingId);
  const changed = people.flatMap((person) => {
    const of = { person: personOf(person), start: booking.startTime };
    const { showedUp, showTime, basis } = foldAttendance(rows.get(person.id) ?? [], of);
    const same = person.showedUp === showedUp && person.showTime?.getTime() === showTime?.getTime();
    return same ? [] : [{ person, showedUp, showTime, basis }];
  });
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
        detail: {
          attendee_id: person.id,
          attendee: person.name,
          basis: (rows.get(person.id) ?? []).find(({ id }) => id === basis)?.kind ?? null,
        },
      })),
  );
}

async function keep(
  tx: Database,
  { ids, now }: EventWriter,
  booking: { id: string; organizationId: string },
  people: readonly Attendee[],
  evidence: readonly NewEvidence[],
): Promise<void> {
  const values = evidence.flatMap(({ attendee, ...rest }) =>
    people
      .filter((person) => isMeant(person, attendee))
      .map((person) => ({
        ...rest,
        id: ids.make('evidence'),
        organizationId: booking.organizationId,
        bookingId: booking.id,
        attendeeId: person.id,
        person: personOf(person),
        recordedAt: now,
      })),
  );
  if (values.length === 0) return;
  await tx
    .insert(attendanceEvidence)
    .values(values)
    .onConflictDoUpdate({
      target: [attendanceEvidence.attendeeId, attendanceEvidence.sourceKey],
      set: {
        says: sql`excluded.says`,
        at: sql`excluded.at`,
        detail: sql`excluded.detail`,
        occasion: sql`excluded.occasion`,
      },
      setWhere: sql`${attendanceEvidence.kind} = 'call'`,
    });
}

function isMeant(person: Attendee, attendee: NewEvidence['attendee']): boolean {
  if (attendee === 'all') return true;
  if ('id' in attendee) return person.id === attendee.id;
  if ('position' in attendee) return person.position === attendee.position;
  return person.email?.toLowerCase() === attendee.email.toLowerCase();
}
