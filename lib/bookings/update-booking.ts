import { and, eq } from 'drizzle-orm';
import { queueCalendarSync, syncPending } from '@/lib/bookings/internal/queue-calendar-sync';
import type { UpdateBookingBody } from '@/lib/contracts/bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { updateMainAttendee } from './attendees';
import type { SavedBooking } from './create-booking';
import { type BookingRow, requireBooking, toWire } from './internal/booking-row';
import { bookingSettings } from './internal/booking-settings';
import { type ChangedFields, changedFields } from './internal/changed-fields';
import { bookingLocked } from './internal/locked';
import { nextVersion } from './internal/next-version';
import { refusingDoubleBooking } from './internal/operator-time';
import { type PlannedChange, planChange } from './internal/plan-change';
import { warningsOf } from './internal/warnings';
import { writeHistory } from './internal/write-history';
import { changeStatus } from './lifecycle';

/** Looks taken at a booking that others keep changing before giving up. */
const TRIES = 5;

/**
 * Changes a pending booking, or moves it: its call follows the new start. Attempts made so far stay counted.
 * @throws AppError `booking_locked` once it is calling or ended; `operator_busy`; `conflict` when it is no longer as the
 * editor saw it; the errors of creating
 */
export async function updateBooking(ctx: CommandContext, id: string, body: UpdateBookingBody): Promise<SavedBooking> {
  const settings = await bookingSettings(ctx);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = await requireBooking(ctx, id);
    if (before.status !== 'pending') throw bookingLocked(before.status);
    if (body.if_updated_at !== undefined && new Date(body.if_updated_at).getTime() !== before.updatedAt.getTime())
      throw new AppError('conflict', 'Somebody else changed this booking meanwhile. Look at it again.', {
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

/** False when the booking is no longer as it was read; then nothing is written. */
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
      timezone: columns.attendeeTimezone,
    });
    await writeHistory(tx, ctx, before.id, retimed ? 'rescheduled' : 'edited', { ...changes });
    await queueCalendarSync(tx, ctx, before.id, before, { connectionId: null, serviceId: columns.serviceId });
    return true;
  });
}
