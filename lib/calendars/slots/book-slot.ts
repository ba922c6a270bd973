import type { z } from 'zod';
import { insertBooking } from '@/lib/bookings/insert-booking';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { type ConnectionRow, requireConnection } from '@/lib/calendars/connections/open-connection';
import { withConnection } from '@/lib/calendars/connections/with-connection';
import { queueDelivery, writeBooked, writeRejected } from '@/lib/calendars/outbound/provider-booking';
import { recordOwnWrite } from '@/lib/calendars/outbound/record-own-write';
import type { BookAnswer, Slot, Visitor } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import { claimId, readSlot, type SlotClaim } from '@/lib/calendars/slots/internal/slot-token';
import type { bookSlotBody } from '@/lib/contracts/calendars';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import type { BookingSource } from '@/lib/db/schema/bookings';
import { spentSlotTokens } from '@/lib/db/schema/calendars';
import { parsePhone } from '@/lib/phone/read-phone';
import { isTimeZone } from '@/lib/time/zones';
import { forgetSlots } from './slot-cache';

/** A slot that a visitor wants. */
interface SlotRequest {
  slotToken: string;
  visitor: Visitor;
  source: BookingSource;
}

/** What became of it. `unconfirmed`: the provider did not respond in time; it is looked up until it is known. */
type SlotBooking =
  | {
      kind: 'booked' | 'unconfirmed';
      bookingId: string;
      start: Date;
      end: Date;
      joinUrl: string | null;
      detailsUrl: string | null;
    }
  | { kind: 'link'; bookingId: string; url: string; why: string };

/** Longer than a provider may take with all its tries: should we die meanwhile, it is asked after this what it has. */
const RECONCILE_AFTER_MS = 90_000;
/** After this time the provider is asked about a booking it has not reported. */
const LOOK_UP_AFTER_MS = 5_000;

/**
 * Books a slot for a visitor. The booking row comes first, and holds the slot in our database; then the provider is
 * asked, with the row's id as key. Whatever happens in between, reconciliation finds out what the provider has.
 * @throws AppError `conflict` with fresh slots when the slot or its token is gone; `validation_failed` for a bad token;
 * `provider_unavailable` when the provider certainly has not booked
 */
export async function bookSlot(
  ctx: CommandContext,
  calendar: CalendarContext,
  request: SlotRequest,
): Promise<SlotBooking> {
  const claim = await readSlot(request.slotToken, ctx.now, { secret: calendar.authSecret, organizationId: ctx.org });
  if (!claim)
    throw new AppError('validation_failed', 'This slot is no longer available. Choose another one.', {
      fields: [{ field: 'slot_token', message: 'is not valid, or has expired' }],
    });
  const row = await requireConnection(calendar, ctx.org, claim.connectionId);
  const bookingId = await holdSlot(ctx, calendar, row, claim, request);
  await forgetSlots(calendar, row.id);

  let answer: BookAnswer;
  try {
    answer = await askToBook(calendar, row, claim.slot, request.visitor, bookingId);
  } catch (error) {
    if (error instanceof UncertainOutcome) {
      await queueDelivery(ctx.db, ctx, bookingId, new Date(calendar.clock.now().getTime() + LOOK_UP_AFTER_MS));
      return { kind: 'unconfirmed', ...summary(bookingId, claim.slot) };
    }
    await writeRejected(ctx, bookingId, 'provider_failed');
    throw error;
  }
  if (answer.kind === 'slot_taken') {
    await writeRejected(ctx, bookingId, 'slot_taken');
    throw await slotTaken(calendar, row, claim.slot, request.visitor.timeZone);
  }
  if (answer.kind === 'link') {
    await writeRejected(ctx, bookingId, 'link_given');
    return { kind: 'link', bookingId, url: answer.url, why: answer.why };
  }
  await writeBooked(ctx, bookingId, answer, claim.slot);
  await recordOwnWrite(calendar, row, bookingId, null);
  return { kind: 'booked', ...summary(bookingId, claim.slot), joinUrl: answer.joinUrl, detailsUrl: answer.detailsUrl };
}

/** Asks the provider of a held booking; also by reconciliation, with the same key. */
export async function askToBook(
  calendar: CalendarContext,
  row: ConnectionRow,
  slot: Slot,
  visitor: Visitor,
  key: string,
): Promise<BookAnswer> {
  const { provider } = calendar.calendars[row.provider];
  return withConnection(calendar, row, (connection) => provider.book(connection, slot, visitor, key));
}

/** The token is spent, the slot held and the reconciliation queued in one transaction. */
async function holdSlot(
  ctx: CommandContext,
  calendar: CalendarContext,
  row: ConnectionRow,
  claim: SlotClaim,
  { visitor, source }: SlotRequest,
): Promise<string> {
  const id = ctx.ids.make('booking');
  const module = calendar.calendars[row.provider];
  const { start, end } = claim.slot;
  try {
    await ctx.db.transaction(async (tx) => {
      await tx
        .insert(spentSlotTokens)
        .values({ tokenId: claimId(claim), organizationId: ctx.org, bookingId: id, spentAt: ctx.now });
      await insertBooking(tx, ctx, {
        id,
        organizationId: ctx.org,
        start,
        end,
        people: [{ name: visitor.name, email: visitor.email, phone: visitor.phone, timezone: visitor.timeZone }],
        columns: {
          source,
          title: `${visitor.name} · ${row.settings.eventTypeName ?? module.title}`,
          timezone: visitor.timeZone,
          notes: visitor.notes,
          fulfilment: 'meeting',
          connectionId: row.id,
          externalStart: start,
          externalEnd: end,
          syncState: 'pending',
          slotKey: module.sharedSlots ? null : `${row.id}:${row.settings.eventTypeId ?? ''}:${start.getTime()}`,
          createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
        },
        events: [{ kind: 'created', detail: { start_time: start.toISOString(), connection_id: row.id } }],
        syncAt: new Date(ctx.now.getTime() + RECONCILE_AFTER_MS),
      });
    });
  } catch (error) {
    if (isUniqueViolation(error, 'spent_slot_tokens_pkey') || isUniqueViolation(error, 'booking_events_slot_once'))
      throw await slotTaken(calendar, row, claim.slot, visitor.timeZone);
    throw error;
  }
  return id;
}

function summary(bookingId: string, { start, end }: Slot) {
  return { bookingId, start, end, joinUrl: null, detailsUrl: null };
}

/** A conflict that carries fresh slots, where they can be had. The taken one is not among them, whatever the provider lists yet. */
async function slotTaken(calendar: CalendarContext, row: ConnectionRow, taken: Slot, zone: string): Promise<AppError> {
  const range = upcomingRange(calendar.clock.now());
  const fresh = await offeredSlots(calendar, row, range, zone, () => undefined).catch(() => null);
  const slots = fresh?.slots.filter(({ start }) => start !== taken.start.toISOString()) ?? null;
  return new AppError('slot_taken', 'This time was just booked. Choose another one.', { extra: { slots } });
}

/** A request as the API takes it. @throws AppError `invalid_phone`, `unknown_time_zone` */
export function slotRequestOf(ctx: CommandContext, body: z.infer<typeof bookSlotBody>): SlotRequest {
  const timeZone = body.timezone ?? 'UTC';
  if (!isTimeZone(timeZone))
    throw new AppError('unknown_time_zone', `${timeZone} is not an IANA time zone such as Europe/Berlin.`);
  const phone = body.visitor_phone ? parsePhone(body.visitor_phone) : null;
  if (body.visitor_phone && phone === null)
    throw new AppError('invalid_phone', 'Enter a phone number with its country code, e.g. +1 202 555 0143.', {
      fields: [{ field: 'visitor_phone', message: 'is not a phone number' }],
    });
  return {
    slotToken: body.slot_token,
    visitor: {
      name: body.visitor_name,
      email: body.visitor_email.toLowerCase(),
      timeZone,
      phone,
      notes: body.notes ?? null,
    },
    source: ctx.actor.kind === 'apiKey' ? 'api' : 'dashboard',
  };
}

/** What became of a request, as it stands on the wire. */
export function slotBookingToWire(booking: SlotBooking) {
  const given = booking.kind === 'link';
  return {
    status: booking.kind,
    booking_id: booking.bookingId,
    start_time: given ? null : booking.start.toISOString(),
    end_time: given ? null : booking.end.toISOString(),
    join_url: given ? null : booking.joinUrl,
    details_url: given ? booking.url : booking.detailsUrl,
  };
}
