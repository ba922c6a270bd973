import type { Booking, BookingWarning, CreateBookingBody, StartResolution } from '@/lib/contracts/bookings';
import { derivedId } from '@/lib/core/derived-id';
import type { CommandContext } from '@/lib/db/command-context';
import { insertBooking, type NewBooking } from './insert-booking';
import {
  type BookableStaff,
  type BookingSettings,
  bookingSettings,
  requireService,
  requireStaff,
  staffOfMember,
} from './internal/bookable';
import { type BookingRow, findBooking, requireBooking, toWire } from './internal/booking-row';
import { checkEmail, readPhone, readStart, readZone, ValidationErrors } from './internal/fields';
import { refusingDoubleBooking } from './internal/operator-time';
import { warningsOf } from './internal/warnings';
import { buffersOf, endOf, sourceOf } from './rules';

export interface SavedBooking {
  booking: Booking;
  startResolution: StartResolution | null;
  warnings: BookingWarning[];
}

/**
 * Books a call. The creator takes it unless a member of staff is named, and it lasts as long as the service or the
 * organization's default unless a duration is. The database decides whether the operator is free.
 * @param repeatOf identifies a request that may be a repeat; if it was carried out, its booking is returned
 * @throws AppError `start_in_past`, `unknown_time_zone`, `invalid_phone`, `opted_out`, `operator_busy`, `not_found` (staff,
 * service), `validation_failed`
 */
export async function createBooking(
  ctx: CommandContext,
  body: CreateBookingBody,
  repeatOf: string | null = null,
): Promise<SavedBooking> {
  const id = repeatOf === null ? ctx.ids.make('booking') : derivedId('booking', repeatOf);
  const existing = repeatOf === null ? null : await findBooking(ctx, id);
  if (existing) return answerAgain(ctx, existing, body);
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
  const booking = {
    id,
    organizationId: ctx.org,
    start,
    end,
    people: [
      {
        name: body.attendee_name ?? body.attendee_email ?? phone,
        email: body.attendee_email ?? null,
        phone,
        timezone: attendeeZone,
      },
    ],
    columns: {
      userId: operator?.userId ?? null,
      staffId: operator?.id ?? null,
      serviceId,
      source: sourceOf(ctx.actor, body.source),
      title: body.title,
      description: body.description ?? null,
      ...buffers,
      timezone: zone,
      modulations: body.modulations ?? {},
      syncState: service?.isInCalendar ? 'pending' : null,
      notes: body.notes ?? null,
      createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
    },
    events: [
      {
        kind: 'created',
        detail: {
          start_time: start.toISOString(),
          duration_minutes: duration,
          staff_id: operator?.id ?? null,
          ...(resolution ? { start_resolution: resolution } : {}),
        },
      },
    ],
    syncAt: service ? ctx.now : null,
  } satisfies NewBooking;
  await refusingDoubleBooking(ctx, wanted, (tx) => insertBooking(tx, ctx, booking));
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
  const errors = new ValidationErrors();
  const zone = readZone(body.timezone ?? body.time_zone ?? settings.timeZone, 'timezone', errors);
  const attendeeZone = body.attendee_timezone ? readZone(body.attendee_timezone, 'attendee_timezone', errors) : null;
  const read = zone && readStart(body.start_time, zone, errors);
  if (read && read.start < ctx.now) errors.add('start_in_past', 'start_time', 'The start has already passed.');
  const phone = await readPhone(ctx, body.attendee_phone, settings, errors);
  checkEmail(body.attendee_email, errors);
  errors.throwIfAny();
  if (!zone || !read || !phone) throw new Error('An invalid field was not reported.');
  return { ...read, zone, phone, attendeeZone };
}
