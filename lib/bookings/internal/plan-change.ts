import { type Buffers, buffersOf, endOf } from '@/lib/bookings/rules';
import type { StartResolution, UpdateBookingBody } from '@/lib/contracts/bookings';
import type { CommandContext } from '@/lib/db/command-context';
import { requireService, requireStaff } from './bookable';
import type { BookingRow } from './booking-row';
import type { BookingSettings } from './booking-settings';
import { checkEmail } from './check-email';
import { readPhone } from './read-phone';
import { readStart, readZone } from './read-start';
import { ValidationErrors } from './validation-errors';

/** The columns that an editor decides. */
export type EditableColumns = Pick<
  BookingRow,
  | 'title'
  | 'description'
  | 'startTime'
  | 'durationMinutes'
  | 'timezone'
  | 'attendeeName'
  | 'attendeeEmail'
  | 'attendeePhone'
  | 'attendeeTimezone'
  | 'notes'
  | 'modulations'
  | 'staffId'
  | 'serviceId'
>;

export interface PlannedChange {
  columns: EditableColumns & Buffers & { endTime: Date; userId: string | null };
  resolution: StartResolution | null;
}

/** What a booking becomes by a change. @throws AppError for what cannot be: the errors of creating */
export async function planChange(
  ctx: CommandContext,
  before: BookingRow,
  body: UpdateBookingBody,
  settings: BookingSettings,
): Promise<PlannedChange> {
  const staff = await plannedStaff(ctx, before, body);
  const serviceId = kept(body.service_id !== undefined ? body.service_id : body.service, before.serviceId);
  const buffers = serviceId === before.serviceId ? before : serviceId ? await requireService(ctx, serviceId) : null;

  const faults = new ValidationErrors();
  const zone = kept(readZoneIfSent(body.timezone ?? body.time_zone, 'timezone', faults), before.timezone);
  const attendeeTimezone = kept(
    readZoneIfSent(body.attendee_timezone, 'attendee_timezone', faults),
    before.attendeeTimezone,
  );
  const read = body.start_time === undefined ? null : readStart(body.start_time, zone ?? before.timezone, faults);
  const start = read?.start ?? before.startTime;
  if (start.getTime() !== before.startTime.getTime() && start < ctx.now)
    faults.add('start_in_past', 'start_time', 'The new start has already passed.');
  const phone =
    body.attendee_phone === undefined
      ? before.attendeePhone
      : await readPhone(ctx, body.attendee_phone, settings, faults);
  checkEmail(body.attendee_email, faults);
  faults.throwIfAny();
  if (!zone) throw new Error('A fault was not named.');

  const durationMinutes = body.duration_minutes ?? before.durationMinutes;
  const attendeeEmail = kept(body.attendee_email, before.attendeeEmail);
  return {
    resolution: read?.resolution ?? null,
    columns: {
      ...staff,
      serviceId,
      ...buffersOf(buffers),
      title: body.title ?? before.title,
      description: kept(body.description, before.description),
      startTime: start,
      endTime: endOf(start, durationMinutes),
      durationMinutes,
      timezone: zone,
      attendeeName: kept(body.attendee_name, before.attendeeName) ?? attendeeEmail ?? phone ?? before.attendeeName,
      attendeeEmail,
      attendeePhone: phone,
      attendeeTimezone,
      notes: kept(body.notes, before.notes),
      modulations: body.modulations ?? before.modulations,
    },
  };
}

/** Absent means: as before. */
function kept<Value>(sent: Value | undefined, before: Value): Value {
  return sent === undefined ? before : sent;
}

function readZoneIfSent(name: string | null | undefined, field: string, faults: ValidationErrors) {
  return name ? readZone(name, field, faults) : name;
}

async function plannedStaff(ctx: CommandContext, before: BookingRow, body: UpdateBookingBody) {
  const staffId = kept(body.staff_id !== undefined ? body.staff_id : body.staff, before.staffId);
  if (staffId === before.staffId) return { staffId, userId: before.userId };
  return { staffId, userId: staffId ? (await requireStaff(ctx, staffId)).userId : null };
}
