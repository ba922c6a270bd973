import { and, asc, eq, inArray } from 'drizzle-orm';
import { foldAttendance, manualMark, personOf } from '@/lib/attendance/internal/attendance-rule';
import { type EvidenceRow, evidenceOf } from '@/lib/attendance/internal/evidence-rows';
import { evidenceSummary } from '@/lib/attendance/internal/evidence-summary';
import type { AttendeeAttendance } from '@/lib/contracts/attendance';
import { providerTitle } from '@/lib/contracts/provider-titles';
import { notFound } from '@/lib/core/errors';
import type { ReadContext } from '@/lib/db/command-context';
import { attendees, bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { campaigns, leads } from '@/lib/db/schema/leads';
import { users } from '@/lib/db/schema/orgs';

/** The attendees of a booking, whether they showed up, and the evidence. @throws AppError `not_found` */
export async function listAttendees(
  ctx: ReadContext,
  bookingId: string,
): Promise<{ attendees: AttendeeAttendance[]; reschedules: number }> {
  const { db, org } = ctx;
  const [booking] = await db
    .select({ start: bookings.startTime })
    .from(bookings)
    .where(and(eq(bookings.organizationId, org), eq(bookings.id, bookingId)));
  if (!booking) throw notFound('booking');
  const [people, evidence, reschedules] = await Promise.all([
    db
      .select({
        attendee: attendees,
        campaignName: campaigns.name,
        lead: { firstName: leads.firstName, lastName: leads.lastName, email: leads.email },
      })
      .from(attendees)
      .leftJoin(leads, eq(leads.id, attendees.leadId))
      .leftJoin(campaigns, eq(campaigns.id, leads.campaignId))
      .where(eq(attendees.bookingId, bookingId))
      .orderBy(asc(attendees.position)),
    evidenceOf(db, bookingId),
    db.$count(bookingHistory, and(eq(bookingHistory.bookingId, bookingId), eq(bookingHistory.kind, 'rescheduled'))),
  ]);
  const names = await namesOf(ctx, [...evidence.values()].flat());
  return {
    reschedules,
    attendees: people.map(({ attendee, campaignName, lead }) => {
      const of = { person: personOf(attendee), start: booking.start };
      const known = evidence.get(of.person) ?? [];
      const { basis } = foldAttendance(known, of);
      return {
        id: attendee.id,
        name: attendee.name,
        email: attendee.email,
        company: attendee.company,
        lead_id: attendee.leadId,
        lead_name: lead && ([lead.firstName, lead.lastName].filter(Boolean).join(' ') || lead.email),
        campaign_name: campaignName,
        match_method: attendee.matchMethod,
        match_score: attendee.matchScore,
        showed_up: attendee.showedUp,
        show_time: attendee.showTime?.toISOString() ?? null,
        said: manualMark(known, of),
        meeting_notes: attendee.meetingNotes,
        evidence: known.map((row) => toWire(row, basis, names)),
      };
    }),
  };
}

/** One attendee of a booking. @throws AppError `not_found` */
export async function getAttendee(
  ctx: ReadContext,
  bookingId: string,
  attendeeId: string,
): Promise<AttendeeAttendance> {
  const { attendees: people } = await listAttendees(ctx, bookingId);
  const one = people.find(({ id }) => id === attendeeId);
  if (!one) throw notFound('attendee');
  return one;
}

function toWire(
  row: EvidenceRow,
  basis: string | null,
  names: ReadonlyMap<string, string>,
): AttendeeAttendance['evidence'][number] {
  const { actor, detail } = row;
  return {
    id: row.id,
    kind: row.kind,
    says: row.says,
    at: row.at.toISOString(),
    recorded_at: row.recordedAt.toISOString(),
    summary: evidenceSummary(row),
    by: 'userId' in actor ? (names.get(actor.userId) ?? 'A former member') : providerTitle(actor.name),
    decides: row.id === basis,
    call_id: typeof detail.call_id === 'string' ? detail.call_id : null,
  };
}

async function namesOf({ db }: ReadContext, rows: EvidenceRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ actor }) => ('userId' in actor ? [actor.userId] : []));
  if (ids.length === 0) return new Map();
  const people = await db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  return new Map(people.map(({ id, name }) => [id, name]));
}
