import { and, asc, eq, isNotNull, isNull, notInArray } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { deriveAttendance } from '@/lib/attendance/derive-attendance';
import { writeAttendees } from '@/lib/bookings/attendees';
import type { Database } from '@/lib/db/client';
import { attendees, bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { leads } from '@/lib/db/schema/leads';
import { memberships, organizations } from '@/lib/db/schema/orgs';
import { matchAttendees } from '@/lib/leads/matching/match-attendees';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/time/units';
import { demoAttendees } from './demo-attendees';
import { demoDice, demoId, demoIds } from './demo-ids';

const MEETING_MINUTES = 30;
/** So long ago, at least, was the last of them. */
const OVER_MS = 2 * DAY_MS;
/** How many of ten interested people book. */
const BOOKED_OF_TEN = 6;
/** One person in this number does not show up. */
const NO_SHOW_EVERY = 4;

type Lead = typeof leads.$inferSelect;

/**
 * Gives the demo meetings that interested leads booked in the calendar and that are over, each marked as showed or as a
 * no-show: whatever day it is, there is somebody behind every stage of the funnel. Seeded once. @returns how many
 */
export async function seedMeetings(db: Database, slug: string, now: Date): Promise<number> {
  if (slug !== 'demo') return 0;
  const [organization] = await db.select().from(organizations).where(eq(organizations.slug, slug));
  if (!organization) return 0;
  const { id: organizationId, timeZone } = organization;
  const [owner] = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, 'owner')));
  const isSeeded = (await db.$count(bookings, eq(bookings.id, demoId('booking', 'met 0')))) > 0;
  if (isSeeded || !owner) return 0;
  // The others book calls, some of them again and again.
  const callers = demoAttendees.map(({ email }) => email);
  const interested = await db
    .select()
    .from(leads)
    .where(
      and(
        eq(leads.organizationId, organizationId),
        isNotNull(leads.interestedAt),
        isNull(leads.bookedAt),
        notInArray(leads.email, callers),
      ),
    )
    .orderBy(asc(leads.interestedAt), asc(leads.id));
  const met = interested.flatMap((lead) => {
    const start = meetingTime(lead, timeZone);
    const hasBooked = demoDice(`booked ${lead.email}`)(10) < BOOKED_OF_TEN;
    return hasBooked && start.getTime() < now.getTime() - OVER_MS ? [{ lead, start }] : [];
  });
  for (const [place, { lead, start }] of met.entries())
    await db.transaction((tx) => insertMeeting(tx, { place, lead, start, timeZone, ownerId: owner.userId, now }));
  return met.length;
}

/** An hour of a working day soon after somebody was interested, in the organization's zone. */
function meetingTime({ email, interestedAt }: Lead, timeZone: string): Date {
  const dice = demoDice(`meeting of ${email}`);
  const soon = Temporal.Instant.fromEpochMilliseconds(interestedAt?.getTime() ?? 0)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days: 2 + dice(6) });
  const day = soon.add({ days: Math.max(0, soon.dayOfWeek - 5) * 2 });
  const plainTime = Temporal.PlainTime.from({ hour: 9 + dice(8) });
  return new Date(day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}

interface Meeting {
  place: number;
  lead: Lead;
  start: Date;
  timeZone: string;
  ownerId: string;
  now: Date;
}

async function insertMeeting(tx: Database, { place, lead, start, timeZone, ownerId, now }: Meeting): Promise<void> {
  const label = `met ${place}`;
  const id = demoId('booking', label);
  const { organizationId } = lead;
  const name = `${lead.firstName} ${lead.lastName}`;
  const hoursLater = 1 + demoDice(`${label} booked`)(12);
  const createdAt = new Date((lead.interestedAt?.getTime() ?? 0) + hoursLater * HOUR_MS);
  const end = new Date(start.getTime() + MEETING_MINUTES * MINUTE_MS);
  await tx.insert(bookings).values({
    id,
    organizationId,
    source: 'calcom',
    fulfilment: 'meeting',
    title: 'Introduction',
    startTime: start,
    endTime: end,
    durationMinutes: MEETING_MINUTES,
    timezone: timeZone,
    attendeeName: name,
    attendeeEmail: lead.email,
    attendeeTimezone: timeZone,
    dueAt: start,
    createdAt,
    updatedAt: end,
  });
  await tx.insert(bookingHistory).values({
    id: demoId('history', `${label} created`),
    organizationId,
    bookingId: id,
    at: createdAt,
    kind: 'created',
    actor: { kind: 'provider', name: 'calcom' },
    detail: { at: 'calcom', start_time: start.toISOString() },
  });
  const person = { name, email: lead.email, phone: null, timezone: timeZone };
  await writeAttendees(tx, { ids: demoIds(`attendees of ${id}`), now: createdAt }, { id, organizationId }, [person]);
  const people = await tx.select({ id: attendees.id }).from(attendees).where(eq(attendees.bookingId, id));
  const matching = { db: tx, ids: demoIds(`matching ${label}`), now };
  await matchAttendees(
    matching,
    organizationId,
    people.map((one) => one.id),
  );
  const isNoShow = place % NO_SHOW_EVERY === 0;
  const marker = { kind: 'user', userId: ownerId, role: 'owner' } as const;
  const calendar = { kind: 'provider', name: 'calcom' } as const;
  const actor = isNoShow ? calendar : marker;
  await deriveAttendance(tx, { actor, ids: demoIds(`attendance ${id}`), now: end }, id, () => [
    {
      kind: isNoShow ? 'no_show_marked' : 'manual',
      says: !isNoShow,
      at: end,
      occasion: start,
      sourceKey: isNoShow ? `calcom:no_show_marked:${end.toISOString()}` : `manual:${label}`,
      attendee: 'all',
      detail: isNoShow ? { source: 'calcom', webhook_event_id: null } : {},
      actor,
    },
  ]);
}
