import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import {
  type Booking,
  bookingLimits,
  type ExportBookingsQuery,
  type ListBookingsQuery,
} from '@/lib/contracts/bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { cutPage } from '@/lib/db/cursor';
import { bookings } from '@/lib/db/schema/bookings';
import { organizations } from '@/lib/db/schema/orgs';
import { requireBooking, selectBookings, toWire } from './internal/booking-row';
import { bookingFilter, type Cursor, readCursor, writeCursor } from './internal/list-filter';

type Reader = Pick<CommandContext, 'db' | 'org' | 'now'>;

export interface BookingPage {
  bookings: Booking[];
  /** Null on the last page. */
  nextCursor: string | null;
  total: { count: number; capped: boolean };
}

/**
 * One page of an organization's bookings by start time. Following the cursor returns each booking that exists throughout
 * exactly once, whatever is added in the meantime.
 * @throws AppError `invalid_cursor`, `unknown_time_zone`, `validation_failed`
 */
export async function listBookings(ctx: Reader, query: ListBookingsQuery): Promise<BookingPage> {
  if (query.cursor && query.offset > 0)
    throw new AppError('validation_failed', 'Send either a cursor or an offset, not both.');
  const order = orderOf(query);
  const filter = bookingFilter(ctx, query, await organizationZone(ctx));
  const after = query.cursor === undefined ? undefined : afterCursor(readCursor(query.cursor, order));
  const [rows, total] = await Promise.all([
    pageOf(ctx, and(filter, after), order, query.limit + 1).offset(query.offset),
    countUpTo(ctx, filter, bookingLimits.countedUpTo),
  ]);
  const { page, last } = cutPage(rows, query.limit);
  return {
    bookings: page.map(toWire),
    nextCursor: last ? writeCursor({ order, ...last }) : null,
    total,
  };
}

/** All bookings of a filter in batches, for an export. Each batch is its own short query. */
export async function* exportBookings(ctx: Reader, query: ExportBookingsQuery): AsyncGenerator<Booking[]> {
  const order = orderOf(query);
  const filter = bookingFilter(ctx, query, await organizationZone(ctx));
  let after: SQL | undefined;
  for (;;) {
    const rows = await pageOf(ctx, and(filter, after), order, EXPORT_BATCH);
    if (rows.length > 0) yield rows.map(toWire);
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_BATCH) return;
    after = afterCursor({ order, ...last });
  }
}

const EXPORT_BATCH = 500;

/** @throws AppError `not_found` */
export async function getBooking(ctx: Pick<CommandContext, 'db' | 'org'>, id: string): Promise<Booking> {
  return toWire(await requireBooking(ctx, id));
}

function orderOf({ order, view }: ExportBookingsQuery): 'asc' | 'desc' {
  return order ?? (view === 'past' ? 'desc' : 'asc');
}

function pageOf({ db }: Reader, where: SQL | undefined, order: 'asc' | 'desc', limit: number) {
  const by = order === 'asc' ? asc : desc;
  return selectBookings(db).where(where).orderBy(by(bookings.startTime), by(bookings.id)).limit(limit);
}

function afterCursor({ order, startTime, id }: Cursor): SQL {
  const place = sql`(${bookings.startTime}, ${bookings.id})`;
  const at = sql`(${startTime.toISOString()}::timestamptz, ${id}::text)`;
  return order === 'asc' ? sql`${place} > ${at}` : sql`${place} < ${at}`;
}

async function countUpTo({ db }: Reader, where: SQL | undefined, max: number) {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(bookings)
    .where(where)
    .limit(max + 1)
    .as('some');
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, max), capped: count > max };
}

async function organizationZone({ db, org }: Reader): Promise<string> {
  const [row] = await db.select({ zone: organizations.timeZone }).from(organizations).where(eq(organizations.id, org));
  return row?.zone ?? 'UTC';
}
