import { and, eq, gt, gte, inArray, lt, lte, not, or, type SQL, sql } from 'drizzle-orm';
import { isLive } from '@/lib/bookings/lifecycle';
import type { ExportBookingsQuery } from '@/lib/contracts/bookings';
import type { CommandContext } from '@/lib/db/command-context';
import { containing } from '@/lib/db/containing';
import { readTimeCursor, writeTimeCursor } from '@/lib/db/cursor';
import { bookings } from '@/lib/db/schema/bookings';
import { DAY_MS } from '@/lib/time/units';
import { boundsOfDay, resolveInstant } from '@/lib/time/wall-time';
import { readZone, ValidationErrors } from './fields';

/** No booking stays live longer after its start; bounds the part of the index that `upcoming` reads. */
const MAX_AFTERLIFE_MS = 30 * DAY_MS;

/** Exactly the expression of the trigram index `booking_events_search`. */
const searched = sql`lower(${bookings.title} || ' ' || ${bookings.attendeeName} || ' ' || coalesce(${bookings.attendeeEmail}, '') || ' ' || coalesce(${bookings.attendeePhone}, ''))`;

/**
 * The organization's rows that match a filter.
 * @throws AppError `unknown_time_zone`; `validation_failed` for a bound that is not a date or an instant
 */
export function bookingFilter(
  { org, now }: Pick<CommandContext, 'org' | 'now'>,
  filter: ExportBookingsQuery,
  organizationZone: string,
): SQL | undefined {
  const errors = new ValidationErrors();
  const zone = readZone(filter.timezone ?? organizationZone, 'timezone', errors) ?? 'UTC';
  const from = filter.from === undefined ? undefined : lowerBound(filter.from, zone, errors);
  const to = filter.to === undefined ? undefined : upperBound(filter.to, zone, errors);
  errors.throwIfAny();
  return and(
    eq(bookings.organizationId, org),
    filter.status && inArray(bookings.status, filter.status),
    filter.source && eq(bookings.source, filter.source),
    filter.fulfilment && eq(bookings.fulfilment, filter.fulfilment),
    filter.staff_id ? eq(bookings.staffId, filter.staff_id) : undefined,
    from,
    to,
    filter.view && inView(filter.view, now),
    ...searchWords(filter.q ?? '').map((spellings) =>
      or(...spellings.map((spelling) => sql`${searched} like ${containing(spelling)}`)),
    ),
  );
}

function inView(view: 'upcoming' | 'past', now: Date): SQL | undefined {
  const { startTime, endTime, fulfilment } = bookings;
  const longAgo = new Date(now.getTime() - MAX_AFTERLIFE_MS);
  // A late call is still to be placed; a meeting that has ended is past, even before attendance is known.
  const goesOn = and(isLive, or(eq(fulfilment, 'call'), gt(endTime, now)));
  return view === 'upcoming'
    ? and(gte(startTime, longAgo), or(gte(startTime, now), goesOn))
    : and(lt(startTime, now), not(and(gte(startTime, longAgo), goesOn) ?? sql`false`));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function lowerBound(text: string, zone: string, errors: ValidationErrors): SQL | undefined {
  const from = DAY.test(text) ? boundsOfDay(text, zone)?.from : instantOf(text, zone);
  if (from) return gte(bookings.startTime, from);
  errors.add('validation_failed', 'from', notADate(text));
  return undefined;
}

function upperBound(text: string, zone: string, errors: ValidationErrors): SQL | undefined {
  const day = DAY.test(text) ? boundsOfDay(text, zone) : null;
  if (day) return lt(bookings.startTime, day.until);
  const to = DAY.test(text) ? undefined : instantOf(text, zone);
  if (to) return lte(bookings.startTime, to);
  errors.add('validation_failed', 'to', notADate(text));
  return undefined;
}

/** An unescaped `+` of an offset arrives as a space. */
function instantOf(text: string, zone: string): Date | undefined {
  return resolveInstant(text.replace(/ (?=\d{2}:?\d{2}$)/, text.includes('T') ? '+' : ' '), zone)?.instant;
}

function notADate(text: string): string {
  return `“${text}” is neither a date (2026-01-15) nor a date and time (2026-01-15T10:00:00Z).`;
}

const MAX_WORDS = 6;

/** Words that a booking must all contain, each with its spellings. A phone number in any notation is found by its digits. */
function searchWords(text: string): string[][] {
  const phone = digitsOfPhone(text);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  if (phone === null) return words.map((word) => [word]);
  return [[words.join(' '), phone]];
}

/** Digits of a text that is written like a phone number, without the national leading zeros; else null. */
function digitsOfPhone(text: string): string | null {
  if (!/^\+?[\d\s()./-]+$/.test(text.trim())) return null;
  const digits = text.replace(/\(0\)|\D/g, '').replace(/^0+/, '');
  return digits.length >= 3 ? digits : null;
}

type Order = 'asc' | 'desc';

/** A place in the list: after this row, in this direction. */
export interface Cursor {
  order: Order;
  startTime: Date;
  id: string;
}

export function writeCursor({ order, startTime, id }: Cursor): string {
  return `${order}.${writeTimeCursor(startTime, id)}`;
}

/** @throws AppError `invalid_cursor`, also for a cursor of the other direction */
export function readCursor(cursor: string, order: Order): Cursor {
  const place = cursor.startsWith(`${order}.`) ? cursor.slice(order.length + 1) : '';
  const { at, id } = readTimeCursor(place);
  return { order, startTime: new Date(at), id };
}
