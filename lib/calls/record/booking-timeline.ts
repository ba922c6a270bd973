import { and, asc, eq, inArray } from 'drizzle-orm';
import { getBooking } from '@/lib/bookings/queries';
import { callEntries } from '@/lib/calls/record/internal/call-entries';
import { historyEntries } from '@/lib/calls/record/internal/history-entries';
import { partiesOf } from '@/lib/calls/record/internal/parties';
import type { Names } from '@/lib/calls/record/internal/timeline-names';
import type { Booking, TimelineEntry } from '@/lib/contracts/bookings';
import type { CommandContext } from '@/lib/db/command-context';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { callConfirmations, callLegs, calls, recordings, transcriptions } from '@/lib/db/schema/calls';
import { services, staff, users } from '@/lib/db/schema/orgs';

/**
 * A booking and its timeline, oldest first: what people, the scheduler and the carrier did, with the evidence.
 * @throws AppError `not_found`
 */
export async function bookingDetails(
  ctx: Pick<CommandContext, 'db' | 'org' | 'actor'>,
  id: string,
): Promise<{ booking: Booking; timeline: TimelineEntry[] }> {
  const { db } = ctx;
  const booking = await getBooking(ctx, id);
  const ofBooking = db.select({ id: calls.id }).from(calls).where(eq(calls.bookingId, id));
  const [history, attempts, legs, confirmed, recorded, transcribed] = await Promise.all([
    db
      .select()
      .from(bookingHistory)
      .where(eq(bookingHistory.bookingId, id))
      .orderBy(asc(bookingHistory.at), asc(bookingHistory.id)),
    db.select().from(calls).where(eq(calls.bookingId, id)).orderBy(asc(calls.attempt)),
    db.select().from(callLegs).where(inArray(callLegs.callId, ofBooking)).orderBy(asc(callLegs.createdAt)),
    db.select().from(callConfirmations).where(inArray(callConfirmations.callId, ofBooking)),
    db.select().from(recordings).where(inArray(recordings.callId, ofBooking)),
    db.select().from(transcriptions).where(inArray(transcriptions.callId, ofBooking)),
  ]);
  const people = [
    ...history.flatMap(({ actor }) => ('userId' in actor ? [actor.userId] : [])),
    ...confirmed.map(({ confirmedBy }) => confirmedBy),
    ...attempts.flatMap(({ outcomeBy }) => (outcomeBy ? [outcomeBy] : [])),
  ];
  const [names, operator] = await Promise.all([namesFor(ctx, people), operatorOf(ctx, id)]);
  const parties = partiesOf(ctx.actor, {
    attendeeName: booking.attendee_name,
    operatorName: booking.staff_name,
    operatorUserId: operator?.userId ?? null,
  });
  const entries = [
    ...historyEntries(history, names, attempts),
    ...callEntries({ attempts, legs, confirmed, recorded, transcribed }, names, parties),
  ];
  return { booking, timeline: entries.sort((a, b) => a.at.localeCompare(b.at)) };
}

async function operatorOf({ db, org }: Pick<CommandContext, 'db' | 'org'>, bookingId: string) {
  const [operator] = await db
    .select({ userId: staff.userId })
    .from(bookings)
    .innerJoin(staff, eq(staff.id, bookings.staffId))
    .where(and(eq(bookings.id, bookingId), eq(bookings.organizationId, org)));
  return operator;
}

/** Names of the people who acted, and of the organization's staff and services. */
async function namesFor({ db, org }: Pick<CommandContext, 'db' | 'org'>, userIds: string[]): Promise<Names> {
  const rows = await Promise.all([
    userIds.length > 0
      ? db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, userIds))
      : [],
    db.select({ id: staff.id, name: staff.name }).from(staff).where(eq(staff.organizationId, org)),
    db.select({ id: services.id, name: services.name }).from(services).where(eq(services.organizationId, org)),
  ]);
  return new Map(rows.flat().map(({ id, name }) => [id, name]));
}
