import { and, eq, ne } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { bookingIdOf, externalIdOfNumber } from '@/lib/calendars/inbound/internal/booking-id-of';
import { startOf } from '@/lib/calendars/inbound/internal/start-of';
import { ATTENDANCE_REPORTED } from '@/lib/calendars/job-names';
import type { CalendarRegistry } from '@/lib/calendars/provider-module';
import { connections } from '@/lib/db/schema/calendars';
import { enqueueAll } from '@/lib/jobs/enqueue';
import type { InboxRow, Interpretation, InterpretContext, Interpreters } from '@/lib/webhook-inbox/interpreter';
import { applyFacts } from './apply-facts';
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
  context: InterpretContext,
  row: InboxRow,
  received: WebhookReading,
): Promise<Interpretation> {
  if (received.ignored !== null) return { status: 'ignored', why: received.ignored };
  const connection = await connectionOf(context, row.connectionId);
  if (!connection) return { status: 'ignored', why: 'unknown_account' };
  const reading = await withExternalId(context, connection, received);
  const { facts, attendance } = reading;
  const { bookingId, changed, news } =
    facts.length > 0
      ? await applyFacts(context, connection, facts)
      : { bookingId: await knownBooking(context, connection, reading), changed: false, news: false };
  if (bookingId !== null) await reportAttendance(context, row, connection, bookingId, reading);
  // The booking may arrive later than what is reported about it.
  if (bookingId === null && attendance.length > 0 && facts.length === 0)
    throw new Error('The booking is not known yet.');
  if (changed || attendance.length > 0) return { status: 'processed' };
  if (bookingId === null) return { status: 'ignored', why: 'unknown_booking' };
  return { status: 'already_synced', why: news ? 'nothing_to_change' : 'known' };
}

async function connectionOf({ db }: InterpretContext, id: string | null): Promise<ConnectionRow | null> {
  if (id === null) return null;
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), ne(connections.status, 'disconnected')));
  return row ?? null;
}

async function withExternalId({ db }: InterpretContext, connection: ConnectionRow, reading: WebhookReading) {
  const { externalId, externalNumber } = reading;
  if (externalId !== null || externalNumber === null) return reading;
  return { ...reading, externalId: await externalIdOfNumber(db, connection, externalNumber) };
}

function knownBooking({ db }: InterpretContext, connection: ConnectionRow, { externalId }: WebhookReading) {
  return externalId === null ? Promise.resolve(null) : bookingIdOf(db, connection, externalId);
}

async function reportAttendance(
  context: InterpretContext,
  row: InboxRow,
  connection: ConnectionRow,
  bookingId: string,
  { attendance, externalId }: WebhookReading,
): Promise<void> {
  if (attendance.length === 0) return;
  const start = externalId === null ? null : await startOf(context.db, connection, externalId);
  if (start === null && attendance.some(({ occasion }) => occasion === null))
    // Said of a time that the booking had before, it must not count for the one that it has now.
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
