import { queueCalendarSync, syncPending } from '@/lib/bookings/internal/queue-calendar-sync';
import { ValidationErrors } from '@/lib/bookings/internal/validation-errors';
import type { Booking, BookingWarning, CreateBookingBody, StartResolution } from '@/lib/contracts/bookings';
import { derivedId } from '@/lib/core/derived-id';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { addAttendees } from './attendees';
import { type BookableStaff, requireService, requireStaff, staffOfMember } from './internal/bookable';
import { type BookingRow, findBooking, requireBooking, toWire } from './internal/booking-row';
import { type BookingSettings, bookingSettings } from './internal/booking-settings';
import { checkEmail } from './internal/check-email';
import { refusingDoubleBooking } from './internal/operator-time';
import { readPhone } from './internal/read-phone';
import { readStart, readZone } from './internal/read-start';
import { warningsOf } from './internal/warnings';
import { writeHistory } from './internal/write-history';
import { buffersOf, endOf, sourceOf } from './rules';

export interface SavedBooking {
  booking: Booking;
  startResolution: StartResolution | null;
  warnings: BookingWarning[];
}

/**
 * Books a call. Without a member of staff the creator takes it, without a duration it lasts as long as the service or
 * the organization's default. The operator's time is settled by the database.
 * @param repeatOf tells a request that may have been carried out before; then its booking is answered
 * @throws AppError `start_in_past`, `unknown_time_zone`, `invalid_phone`, `opted_out`, `operator_busy`, `not_found` (staff,
 * service), `validation_failed`
 */
export async function createBooking(
  ctx: CommandContext,
  body: CreateBookingBody,
  repeatOf: string | null = null,
): Promise<SavedBooking> {
  const id = repeatOf === null ? ctx.ids.make('booking') : derivedId('booking', repeatOf);
  const made = repeatOf === null ? null : await findBooking(ctx, id);
  if (made) return answerAgain(ctx, made, body);
  const staffId = body.staff_id !== undefined ? body.staff_id : body.staff;
  const serviceId = body.service_id ?? body.service ?? null;
  const [settings, operator, service] = await Promise.all([
    bookingSettings(ctx),
    operatorOf(ctx, staffId),
    serviceId === null ? null : requireService(ctx, serviceId),
  ]);
  const { start, resolution, zone, phone, attendeeZone } = await readFields(ctx, body, settings);
  const duration = body.duration_minutes ?? service?.durationMinutes ?? settings.defaultDuration;
  const end = endOf(start, duration);

  const buffers = buffersOf(service);
  const wanted = { staffId: operator?.id ?? null, start, end, zone, buffers };
  await refusingDoubleBooking(ctx, wanted, async (tx) => {
    await tx.insert(bookings).values({
      id,
      organizationId: ctx.org,
      userId: operator?.userId ?? null,
      staffId: operator?.id ?? null,
      serviceId,
      source: sourceOf(ctx.actor, body.source),
      title: body.title,
      description: body.description ?? null,
      startTime: start,
      endTime: end,
      durationMinutes: duration,
      ...buffers,
      timezone: zone,
      attendeeName: body.attendee_name ?? body.attendee_email ?? phone,
      attendeeEmail: body.attendee_email ?? null,
      attendeePhone: phone,
      attendeeTimezone: attendeeZone,
      dueAt: start,
      modulations: body.modulations ?? {},
      ...syncPending({ connectionId: null, serviceId }),
      notes: body.notes ?? null,
      createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await addAttendees(tx, ctx, { id, organizationId: ctx.org }, [
      {
        name: body.attendee_name ?? body.attendee_email ?? phone,
        email: body.attendee_email ?? null,
        phone,
        timezone: attendeeZone,
      },
    ]);
    await writeHistory(tx, ctx, id, 'created', {
      start_time: start.toISOString(),
      duration_minutes: duration,
      staff_id: operator?.id ?? null,
      ...(resolution ? { start_resolution: resolution } : {}),
    });
    await queueCalendarSync(tx, ctx, id, { connectionId: null, serviceId });
  });
  const row = await requireBooking(ctx, id);
  return { booking: toWire(row), startResolution: resolution, warnings: warningsOf(row, settings) };
}

async function answerAgain(ctx: CommandContext, row: BookingRow, body: CreateBookingBody): Promise<SavedBooking> {
  const read = readStart(body.start_time, row.timezone, new ValidationErrors());
  const warnings = warningsOf(row, await bookingSettings(ctx));
  return { booking: toWire(row), startResolution: read?.resolution ?? null, warnings };
}

function operatorOf(ctx: CommandContext, staffId: string | null | undefined): Promise<BookableStaff | null> {
  if (staffId) return requireStaff(ctx, staffId);
  if (staffId === null || !('userId' in ctx.actor)) return Promise.resolve(null);
  return staffOfMember(ctx, ctx.actor.userId);
}

async function readFields(ctx: CommandContext, body: CreateBookingBody, settings: BookingSettings) {
  const faults = new ValidationErrors();
  const zone = readZone(body.timezone ?? body.time_zone ?? settings.timeZone, 'timezone', faults);
  const attendeeZone = body.attendee_timezone ? readZone(body.attendee_timezone, 'attendee_timezone', faults) : null;
  const read = zone && readStart(body.start_time, zone, faults);
  if (read && read.start < ctx.now) faults.add('start_in_past', 'start_time', 'The start has already passed.');
  const phone = await readPhone(ctx, body.attendee_phone, settings, faults);
  checkEmail(body.attendee_email, faults);
  faults.throwIfAny();
  if (!zone || !read || !phone) throw new Error('A fault was not named.');
  return { ...read, zone, phone, attendeeZone };
}
