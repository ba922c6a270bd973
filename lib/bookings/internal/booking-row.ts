import { and, eq, getTableColumns } from 'drizzle-orm';
import { zoneOriginOf } from '@/lib/bookings/attendees';
import type { Booking } from '@/lib/contracts/bookings';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { services, staff } from '@/lib/db/schema/orgs';

/** Bookings with the names that they are shown with and their operator's phone. */
export function selectBookings(db: Database) {
  return db
    .select({
      ...getTableColumns(bookings),
      staffName: staff.name,
      staffPhone: staff.phone,
      serviceName: services.name,
    })
    .from(bookings)
    .leftJoin(staff, eq(staff.id, bookings.staffId))
    .leftJoin(services, eq(services.id, bookings.serviceId));
}

export type BookingRow = Awaited<ReturnType<typeof selectBookings>>[number];

type Reader = Pick<CommandContext, 'db' | 'org'>;

/** Null when the organization has no such booking. */
export async function findBooking({ db, org }: Reader, id: string): Promise<BookingRow | null> {
  const [row] = await selectBookings(db).where(and(eq(bookings.organizationId, org), eq(bookings.id, id)));
  return row ?? null;
}

/** @throws AppError `not_found` */
export async function requireBooking(ctx: Reader, id: string): Promise<BookingRow> {
  const row = await findBooking(ctx, id);
  if (!row) throw notFound('booking');
  return row;
}

/** A booking in the shape of the API. */
export function toWire(row: BookingRow): Booking {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    start_time: row.startTime.toISOString(),
    end_time: row.endTime.toISOString(),
    duration_minutes: row.durationMinutes,
    timezone: row.timezone,
    attendee_name: row.attendeeName,
    attendee_email: row.attendeeEmail,
    attendee_phone: row.attendeePhone,
    attendee_timezone: row.attendeeTimezone,
    attendee_timezone_origin: zoneOriginOf(row),
    notes: row.notes,
    status: row.status,
    status_reason: row.statusReason,
    source: row.source,
    modulations: row.modulations,
    staff_id: row.staffId,
    fulfilment: row.fulfilment,
    connection_id: row.connectionId,
    sync_state: row.syncState,
    sync_error: row.syncError,
    join_url: row.joinUrl,
    external_url: row.externalUrl,
    staff_name: row.staffName,
    service_id: row.serviceId,
    service_name: row.serviceName,
    user_id: row.userId,
    call_id: row.callId,
    due_at: row.dueAt.toISOString(),
    attempts: row.attempts,
    reminder_sent: row.reminderSent,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    created_by: row.createdBy,
  };
}
