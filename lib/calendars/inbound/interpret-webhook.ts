import { and, eq, ne } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { bookingIdOf, externalIdOfNumber } from '@/lib/calendars/inbound/internal/booking-id-of';
import { startOf } from '@/lib/calendars/inbound/internal/start-of';
import { ATTENDANCE_REPORTED } from '@/lib/calendars/job-names';
import { connections } from '@/lib/db/schema/calendars';
import { enqueueAll } from '@/lib/jobs/enqueue';
import type { InboxRow, Interpretation, InterpretContext } from '@/lib/webhook-inbox/interpreter';
import { applyFacts } from './apply-facts';
import type { WebhookReading } from './webhook-reading';

/** Does what a kept delivery of a calendar's provider says, in the transaction that settles it. */
export function interpretWebhook(read: (text: string) => WebhookReading) {
  return async (context: InterpretContext, row: InboxRow): Promise<Interpretation> => {
    const told = read(row.body ?? '');
    if (told.ignored !== null) return { status: 'ignored', why: told.ignored };
    const connection = await connectionOf(context, row.connectionId);
    if (!connection) return { status: 'ignored', why: 'unknown_account' };
    const reading = await named(context, connection, told);
    const taken =
      reading.facts.length > 0
        ? await applyFacts(context, connection, reading.facts)
        : { bookingId: await known(context, connection, reading), changed: false, news: false };
    const { bookingId } = taken;
    if (bookingId !== null) await reportAttendance(context, row, connection, bookingId, reading);
    if (bookingId === null && reading.attendance.length > 0 && reading.facts.length === 0)
      // The booking itself may come later than what is said of it.
      throw new Error('The booking is not known yet.');
    if (taken.changed || reading.attendance.length > 0) return { status: 'processed' };
    if (bookingId === null) return { status: 'ignored', why: 'unknown_booking' };
    return { status: 'already_synced', why: taken.news ? 'nothing_to_change' : 'known' };
  };
}

async function connectionOf({ db }: InterpretContext, id: string | null): Promise<ConnectionRow | null> {
  if (id === null) return null;
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), ne(connections.status, 'disconnected')));
  return row ?? null;
}

async function named({ db }: InterpretContext, connection: ConnectionRow, reading: WebhookReading) {
  const { externalId, externalNumber } = reading;
  if (externalId !== null || externalNumber === null) return reading;
  return { ...reading, externalId: await externalIdOfNumber(db, connection, externalNumber) };
}

function known({ db }: InterpretContext, connection: ConnectionRow, { externalId }: WebhookReading) {
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
