import { and, eq } from 'drizzle-orm';
import type { UpdateBookingBody } from '@/lib/contracts/bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { statedZone, updateMainAttendee } from './attendees';
import type { SavedBooking } from './create-booking';
import { bookingSettings } from './internal/bookable';
import { type BookingRow, requireBooking, toWire } from './internal/booking-row';
import { queueCalendarSync, syncPending } from './internal/calendar-sync';
import {
  bookingLocked,
  type ChangedFields,
  changedFields,
  nextVersion,
  type PlannedChange,
  planChange,
} from './internal/changes';
import { refusingDoubleBooking } from './internal/operator-time';
import { warningsOf } from './internal/warnings';
import { changeStatus } from './lifecycle';
import { recordEvent } from './record-events';

/** Attempts at a booking that others keep changing. */
const MAX_ATTEMPTS = 5;

/**
 * Changes or moves a pending booking. Its call follows the new start, and the attempts made so far still count.
 * @throws AppError `booking_locked` once it is calling or ended; `operator_busy`; `conflict` when it has changed since
 * `if_updated_at`; the errors of creating
 */
export async function updateBooking(ctx: CommandContext, id: string, body: UpdateBookingBody): Promise<SavedBooking> {
  const settings = await bookingSettings(ctx);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const before = await requireBooking(ctx, id);
    if (before.status !== 'pending') throw bookingLocked(before.status);
    if (body.if_updated_at !== undefined && new Date(body.if_updated_at).getTime() !== before.updatedAt.getTime())
      throw new AppError('conflict', 'Someone else has changed this booking. Reload it and try again.', {
        extra: { updated_at: before.updatedAt.toISOString() },
      });
    const planned = await planChange(ctx, before, body, settings);
    const changes = changedFields(before, planned.columns);
    if (changes && !(await write(ctx, before, planned, changes))) continue;
    const after = changes ? await requireBooking(ctx, id) : before;
    return { booking: toWire(after), startResolution: planned.resolution, warnings: warningsOf(after, settings) };
  }
  throw bookingLocked('pending');
}

/** False, and nothing written, when the booking has changed since it was read. */
async function write(
  ctx: CommandContext,
  before: BookingRow,
  { columns }: PlannedChange,
  changes: ChangedFields,
): Promise<boolean> {
  const moved = columns.startTime.getTime() !== before.startTime.getTime();
  const retimed = moved || columns.durationMinutes !== before.durationMinutes;
  const wanted = {
    staffId: columns.staffId,
    start: columns.startTime,
    end: columns.endTime,
    zone: columns.timezone,
    buffers: columns,
    bookingId: before.id,
  };
  return refusingDoubleBooking(ctx, wanted, async (tx) => {
    const [written] = await changeStatus(tx, moved ? 'move' : 'edit', {
      where: and(
        eq(bookings.organizationId, ctx.org),
        eq(bookings.id, before.id),
        eq(bookings.updatedAt, before.updatedAt),
      ),
      set: {
        ...columns,
        ...(moved ? { dueAt: columns.startTime, holdUntil: null } : {}),
        ...syncPending({ connectionId: before.connectionId, serviceId: columns.serviceId }),
        updatedAt: nextVersion(before.updatedAt, ctx.now),
      },
    }).returning({ id: bookings.id });
    if (!written) return false;
    await updateMainAttendee(tx, ctx, before, {
      name: columns.attendeeName,
      email: columns.attendeeEmail,
      phone: columns.attendeePhone,
      timezone: statedZone(columns),
    });
    await recordEvent(tx, ctx, {
      organizationId: ctx.org,
      bookingId: before.id,
      kind: retimed ? 'rescheduled' : 'edited',
      detail: { ...changes },
    });
    await queueCalendarSync(tx, ctx, before.id, before, { connectionId: null, serviceId: columns.serviceId });
    return true;
  });
}
