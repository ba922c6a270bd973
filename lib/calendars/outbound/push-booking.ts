import { and, eq, isNull, ne } from 'drizzle-orm';
import { statedZone } from '@/lib/bookings/attendees';
import { hasTakenPlace } from '@/lib/bookings/lifecycle';
import { recordEvent } from '@/lib/bookings/record-events';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { withConnection } from '@/lib/calendars/connections/with-connection';
import { CalendarFaultError } from '@/lib/calendars/faults';
import { isSameTime } from '@/lib/calendars/port';
import { askToBook } from '@/lib/calendars/slots/book-slot';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import { trustedOrgId } from '@/lib/core/context';
import { bookings } from '@/lib/db/schema/bookings';
import { connections, serviceMappings } from '@/lib/db/schema/calendars';
import type { JobHandler } from '@/lib/jobs/drain';
import { type LockPatience, withLock } from '@/lib/kv/lock';
import { MINUTE_MS } from '@/lib/time/units';
import { queueDelivery, writeBooked, writeRejected } from './provider-booking';
import { recordOwnWrite } from './record-own-write';

/** Longer than a request to book may be under way and its booking be missing from the provider's lists. */
const MAY_APPEAR_WITHIN_MS = 90_000;

/** A change that comes while an earlier one is being written waits for its booking, instead of making a second one. */
const pushLock: LockPatience = {
  ttlSeconds: 90,
  waitMs: 20_000,
  pollMs: 100,
  onTimeout: () => new Error('Another change of this booking is still being written.'),
};

type BookingRow = typeof bookings.$inferSelect;

/**
 * Makes the provider's calendar say what our booking says, whatever was said before: books, moves or cancels there.
 * It reads the newest state, so one run serves any number of changes; a lost answer is looked up, never repeated blindly.
 */
export function pushBooking(calendar: CalendarContext): JobHandler {
  return async (job) => {
    const bookingId = String(job.payload.bookingId);
    // What ended is undone at once, whatever is still being written; what lives is written in turn, and read again then.
    if (isLive(await bookingNow(calendar, bookingId)))
      await withLock(calendar, `push:${bookingId}`, pushLock, async () =>
        pushOnce(calendar, await bookingNow(calendar, bookingId)),
      );
    else await pushOnce(calendar, await bookingNow(calendar, bookingId));
  };
}

async function bookingNow({ db }: CalendarContext, id: string): Promise<BookingRow | undefined> {
  const [booking] = await db.select().from(bookings).where(eq(bookings.id, id));
  return booking;
}

function isLive(booking: BookingRow | undefined): boolean {
  return booking?.status === 'pending' || booking?.status === 'calling';
}

async function pushOnce(calendar: CalendarContext, booking: BookingRow | undefined): Promise<void> {
  if (!booking || booking.syncState === 'failed') return;
  const target = await targetOf(calendar, booking);
  if (!target) return noCalendar(calendar, booking);
  try {
    if (isLive(booking)) await makeLive(calendar, target, booking);
    // What took place, or should have, stays in its calendar as it is.
    else if (booking.status !== 'completed' && !hasTakenPlace(booking)) await makeGone(calendar, target, booking);
  } catch (error) {
    if (!(error instanceof CalendarFaultError)) throw error;
    await markUnsynced(calendar, booking, error.fault);
  } finally {
    await forgetSlots(calendar, target.id);
  }
}

function writing({ db, clock, ids }: CalendarContext, booking: BookingRow) {
  return {
    db,
    ids,
    org: trustedOrgId(booking.organizationId),
    actor: { kind: 'cron', name: 'deliveries' } as const,
    now: clock.now(),
  };
}

/** Where a booking belongs: its own connection, or the one that its service is mapped to. */
async function targetOf({ db }: CalendarContext, booking: BookingRow): Promise<ConnectionRow | null> {
  const live = ne(connections.status, 'disconnected');
  if (booking.connectionId) {
    const [own] = await db
      .select()
      .from(connections)
      .where(and(eq(connections.id, booking.connectionId), live));
    return own ?? null;
  }
  if (!booking.serviceId) return null;
  const [mapped] = await db
    .select({ connection: connections, eventTypeId: serviceMappings.eventTypeId, name: serviceMappings.eventTypeName })
    .from(serviceMappings)
    .innerJoin(connections, eq(connections.id, serviceMappings.connectionId))
    .where(and(eq(serviceMappings.serviceId, booking.serviceId), live));
  if (!mapped) return null;
  const settings = { ...mapped.connection.settings, eventTypeId: mapped.eventTypeId, eventTypeName: mapped.name };
  return { ...mapped.connection, settings };
}

async function makeLive(calendar: CalendarContext, target: ConnectionRow, booking: BookingRow): Promise<void> {
  const write = writing(calendar, booking);
  const slot = { start: booking.startTime, end: booking.endTime };
  if (booking.externalId === null) {
    if (!booking.attendeeEmail) return markUnsynced(calendar, booking, 'email_missing');
    if (await wasAskedElsewhere(calendar, target, booking, booking.attendeeEmail)) return;
    await noteAsked(calendar, booking);
    const answer = await askToBook(calendar, target, slot, visitorOf(booking, booking.attendeeEmail), booking.id);
    if (answer.kind === 'booked') {
      await calendar.db.update(bookings).set({ connectionId: target.id }).where(eq(bookings.id, booking.id));
      await writeBooked(write, booking.id, answer, slot);
      return recordOwnWrite(calendar, target, booking.id, null);
    }
    const reason = answer.kind === 'slot_taken' ? 'slot_taken' : 'link_given';
    return booking.fulfilment === 'meeting'
      ? writeRejected(write, booking.id, reason)
      : markUnsynced(calendar, booking, reason === 'slot_taken' ? 'slot_unavailable' : reason);
  }
  const { externalId, externalStart, externalEnd } = booking;
  const isAtItsStart = externalStart?.getTime() === slot.start.getTime();
  if (isAtItsStart && (externalEnd === null || externalEnd.getTime() === slot.end.getTime()))
    return markInStep(calendar, booking);
  const facet = calendar.calendars[target.provider].bookings;
  if (!facet) return markUnsynced(calendar, booking, 'cannot_reschedule');
  if (isAtItsStart && !facet.setsLength) return markUnsynced(calendar, booking, 'length_fixed');
  const moved = await withConnection(calendar, target, (connection) => facet.reschedule(connection, externalId, slot));
  if (moved.kind !== 'moved')
    return markUnsynced(calendar, booking, moved.kind === 'gone' ? 'gone' : 'slot_unavailable');
  const answer = {
    kind: 'booked',
    externalId: moved.externalId,
    detailsUrl: moved.detailsUrl === undefined ? booking.externalUrl : moved.detailsUrl,
    joinUrl: moved.joinUrl === undefined ? booking.joinUrl : moved.joinUrl,
    state: 'accepted',
  } as const;
  await writeBooked(write, booking.id, answer, slot);
  await recordOwnWrite(calendar, target, booking.id, externalId);
}

/**
 * Whether an earlier request, for a time that the booking had then, made it there or may still do so. What it made is
 * written down, and moved by the next delivery.
 */
async function wasAskedElsewhere(
  calendar: CalendarContext,
  target: ConnectionRow,
  booking: BookingRow,
  email: string,
): Promise<boolean> {
  const asked = booking.externalStart;
  const facet = calendar.calendars[target.provider].bookings;
  if (!asked || !facet) return false;
  const end = booking.externalEnd ?? new Date(asked.getTime() + booking.durationMinutes * MINUTE_MS);
  const slot = { start: asked, end };
  if (isSameTime(slot, { start: booking.startTime, end: booking.endTime })) return false;
  const write = writing(calendar, booking);
  const externalId = await withConnection(calendar, target, (open) => facet.find(open, booking.id, slot, email));
  if (externalId !== null) {
    await calendar.db.update(bookings).set({ connectionId: target.id }).where(eq(bookings.id, booking.id));
    const found = { kind: 'booked', externalId, detailsUrl: null, joinUrl: null, state: 'accepted' } as const;
    await writeBooked(write, booking.id, found, slot);
    return true;
  }
  // A slot that somebody chose is asked for by the request itself, which may be under way.
  const settled = new Date(booking.createdAt.getTime() + MAY_APPEAR_WITHIN_MS);
  if (booking.fulfilment !== 'meeting' || write.now >= settled) return false;
  await queueDelivery(calendar.db, write, booking.id, settled);
  return true;
}

/** Before the provider is asked: should the answer be lost, the booking is looked for at this start. */
async function noteAsked({ db }: CalendarContext, { id, startTime, endTime }: BookingRow): Promise<void> {
  await db
    .update(bookings)
    .set({ externalStart: startTime, externalEnd: endTime })
    .where(and(eq(bookings.id, id), isNull(bookings.externalId)));
}

async function makeGone(calendar: CalendarContext, target: ConnectionRow, booking: BookingRow): Promise<void> {
  const facet = calendar.calendars[target.provider].bookings;
  if (!facet) return markUnsynced(calendar, booking, 'cannot_cancel');
  const slot = { start: booking.externalStart ?? booking.startTime, end: booking.endTime };
  const externalId =
    booking.externalId ??
    (booking.attendeeEmail
      ? await withConnection(calendar, target, (connection) =>
          facet.find(connection, booking.id, slot, booking.attendeeEmail ?? ''),
        )
      : null);
  if (externalId === null) return settleNowhere(calendar, booking);
  await withConnection(calendar, target, (connection) =>
    facet.cancel(connection, externalId, booking.statusReason ?? 'cancelled'),
  );
  const write = writing(calendar, booking);
  await calendar.db.transaction(async (tx) => {
    await tx
      .update(bookings)
      // A booking that is restored later is booked there again.
      .set({
        externalId: null,
        externalStart: null,
        externalEnd: null,
        syncState: 'synced',
        syncError: null,
        syncedAt: write.now,
      })
      .where(eq(bookings.id, booking.id));
    await recordEvent(tx, write, {
      organizationId: booking.organizationId,
      bookingId: booking.id,
      kind: 'cancelled_at_provider',
      detail: { external_id: externalId },
    });
  });
}

/** Its calendar was disconnected, or its service is in none any more. */
function noCalendar(calendar: CalendarContext, booking: BookingRow): Promise<void> {
  return booking.connectionId === null
    ? markNowhere(calendar, booking)
    : markUnsynced(calendar, booking, 'disconnected');
}

/** The provider shows nothing of a booking that ended. One that it was asked for just before may still appear there. */
async function settleNowhere(calendar: CalendarContext, booking: BookingRow): Promise<void> {
  const settled = new Date(booking.updatedAt.getTime() + MAY_APPEAR_WITHIN_MS);
  const write = writing(calendar, booking);
  if (booking.attendeeEmail === null || write.now >= settled) return markNowhere(calendar, booking);
  await queueDelivery(calendar.db, write, booking.id, settled);
}

/** There is nothing of the booking in any calendar, nor should there be. */
async function markNowhere({ db }: CalendarContext, { id, updatedAt }: BookingRow): Promise<void> {
  await db
    .update(bookings)
    .set({ syncState: null, syncError: null })
    // A booking that was changed meanwhile has a delivery of its own to wait for.
    .where(and(eq(bookings.id, id), eq(bookings.updatedAt, updatedAt)));
}

/** The provider has it as it stands: what changed here is nothing that it holds, or was changed back. */
async function markInStep({ db, clock }: CalendarContext, { id, syncState, updatedAt }: BookingRow): Promise<void> {
  if (syncState !== 'pending') return;
  await db
    .update(bookings)
    .set({ syncState: 'synced', syncError: null, syncedAt: clock.now() })
    .where(and(eq(bookings.id, id), eq(bookings.updatedAt, updatedAt)));
}

/** Says on the booking why the provider does not have it as it is; a person decides what to do. */
async function markUnsynced(calendar: CalendarContext, booking: BookingRow, why: string): Promise<void> {
  const write = writing(calendar, booking);
  await calendar.db.transaction(async (tx) => {
    const marked = await tx
      .update(bookings)
      .set({ syncState: 'failed', syncError: why })
      // What was changed meanwhile is not failed: it has a delivery of its own, which must not be passed over.
      .where(and(eq(bookings.id, booking.id), eq(bookings.updatedAt, booking.updatedAt)))
      .returning({ id: bookings.id });
    if (marked.length > 0)
      await recordEvent(tx, write, {
        organizationId: booking.organizationId,
        bookingId: booking.id,
        kind: 'sync_failed',
        detail: { reason: why },
      });
  });
}

function visitorOf(booking: BookingRow, email: string) {
  return {
    name: booking.attendeeName,
    email,
    timeZone: statedZone(booking) ?? booking.timezone,
    phone: booking.attendeePhone,
    notes: booking.notes,
  };
}
