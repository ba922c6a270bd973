import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { ATTENDANCE_REPORTED } from '@/lib/calendars/job-names';
import type { CalendarRegistry } from '@/lib/calendars/provider-module';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import type { WriteContext } from '@/lib/db/write-context';
import { enqueueAll } from '@/lib/jobs/enqueue';
import type { InboxRow, Interpretation, Interpreters } from '@/lib/webhook-inbox/interpreter';
import { applyFacts } from './apply-facts';
import type { BookingSnapshot } from './external-state';
import type { WebhookReading } from './webhook-reading';

/** How the inbox interprets the kept deliveries of each calendar provider. */
export function calendarInterpreters(calendars: CalendarRegistry): Interpreters {
  return Object.fromEntries(
    Object.values(calendars).flatMap(({ name, webhooks }) =>
      webhooks?.kind === 'deliveries'
        ? [[name, (context, row) => interpretReading(context, row, webhooks.read(row.body ?? ''))]]
        : [],
    ),
  );
}

/** Applies a kept delivery in the transaction that settles it. @param received what the delivery says */
export async function interpretReading(
  context: WriteContext,
  row: InboxRow,
  received: WebhookReading,
): Promise<Interpretation> {
  if (received.ignored !== null) return { status: 'ignored', why: received.ignored };
  const connection = await connectionOf(context, row.connectionId);
  if (!connection) return { status: 'ignored', why: 'unknown_account' };
  const reading = await withExternalId(context, connection, received);
  const { facts, attendance } = reading;
  const { bookingId, changed, isNews } =
    facts.length > 0
      ? await applyFacts(context, connection, facts)
      : { bookingId: await knownBooking(context, connection, reading), changed: false, isNews: false };
  if (bookingId !== null) await reportAttendance(context, row, connection, bookingId, reading);
  // The booking may arrive later than what is reported about it.
  if (bookingId === null && attendance.length > 0 && facts.length === 0)
    throw new Error('The booking is not known yet.');
  if (changed || attendance.length > 0) return { status: 'processed' };
  if (bookingId === null) return { status: 'ignored', why: 'unknown_booking' };
  return { status: 'already_synced', why: isNews ? 'nothing_to_change' : 'known' };
}

async function connectionOf({ db }: WriteContext, id: string | null): Promise<ConnectionRow | null> {
  if (id === null) return null;
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), ne(connections.status, 'disconnected')));
  return row ?? null;
}

async function withExternalId({ db }: WriteContext, connection: ConnectionRow, reading: WebhookReading) {
  const { externalId, externalNumber } = reading;
  if (externalId !== null || externalNumber === null) return reading;
  return { ...reading, externalId: await findExternalId(db, connection, externalNumber) };
}

function knownBooking({ db }: WriteContext, connection: ConnectionRow, { externalId }: WebhookReading) {
  return externalId === null ? Promise.resolve(null) : findBookingId(db, connection, externalId);
}

async function reportAttendance(
  context: WriteContext,
  row: InboxRow,
  connection: ConnectionRow,
  bookingId: string,
  { attendance, externalId }: WebhookReading,
): Promise<void> {
  if (attendance.length === 0) return;
  const start = externalId === null ? null : await findMeetingStart(context.db, connection, externalId);
  if (start === null && attendance.some(({ occasion }) => occasion === null))
    // A report about the booking's earlier time must not count for its present one.
    throw new Error('The start of that meeting is not known yet.');
  await enqueueAll(
    context.db,
    context,
    attendance.map(({ kind, attendeeEmail, at, occasion }) => ({
      name: ATTENDANCE_REPORTED,
      key: `${row.id}:${kind}:${attendeeEmail ?? ''}`,
      organizationId: connection.organizationId,
      payload: {
        bookingId,
        connectionId: connection.id,
        externalId,
        source: connection.provider,
        kind,
        attendeeEmail,
        at,
        occasion: occasion ?? start,
        webhookEventId: row.id,
      },
      runAt: context.now,
    })),
  );
}

/** The id of our booking for one of the provider's, by any of its external ids; null when there is none. */
async function findBookingId(db: Database, connection: ConnectionRow, externalId: string): Promise<string | null> {
  const [external] = await db
    .select({ bookingId: externalBookings.bookingId })
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, externalId)));
  if (external?.bookingId) return external.bookingId;
  const [ours] = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.connectionId, connection.id), eq(bookings.externalId, externalId)));
  return ours?.id ?? null;
}

/** The external id of the booking with this number; null while none of ours is known by it. */
async function findExternalId(db: Database, { id }: ConnectionRow, number: number): Promise<string | null> {
  const [external] = await db
    .select({ externalId: externalBookings.externalId })
    .from(externalBookings)
    .where(
      and(
        eq(externalBookings.connectionId, id),
        isNotNull(externalBookings.bookingId),
        sql`${externalBookings.snapshot} ->> 'number' = ${String(number)}`,
      ),
    )
    .limit(1);
  return external?.externalId ?? null;
}

/**
 * The start of the meeting under an external id, as ISO 8601; null while it is unknown. Rescheduling changes the id, so
 * an old id has the old start.
 */
async function findMeetingStart(db: Database, connection: ConnectionRow, externalId: string): Promise<string | null> {
  const [external] = await db
    .select({ snapshot: externalBookings.snapshot })
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, externalId)));
  const { details = null } = (external?.snapshot ?? {}) as Partial<BookingSnapshot>;
  if (details) return details.start;
  const [ours] = await db
    .select({ start: bookings.externalStart })
    .from(bookings)
    .where(and(eq(bookings.connectionId, connection.id), eq(bookings.externalId, externalId)));
  return ours?.start?.toISOString() ?? null;
}
