import { attendeeColumns, statedZone } from '@/lib/bookings/attendees';
import { type Buffers, buffersOf, endOf } from '@/lib/bookings/rules';
import type { StartResolution, UpdateBookingBody } from '@/lib/contracts/bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import type { BookingStatus } from '@/lib/db/schema/bookings';
import { type BookingSettings, requireService, requireStaff } from './bookable';
import type { BookingRow } from './booking-row';
import { checkEmail, readPhone, readStart, readZone, ValidationErrors } from './fields';

/** The columns that an editor decides. */
type EditableColumns = Pick<
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
  | 'attendeeTimezoneOrigin'
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

  const errors = new ValidationErrors();
  const zone = kept(readZoneIfSent(body.timezone ?? body.time_zone, 'timezone', errors), before.timezone);
  const attendeeZone = kept(readZoneIfSent(body.attendee_timezone, 'attendee_timezone', errors), statedZone(before));
  const read = body.start_time === undefined ? null : readStart(body.start_time, zone ?? before.timezone, errors);
  const start = read?.start ?? before.startTime;
  if (start.getTime() !== before.startTime.getTime() && start < ctx.now)
    errors.add('start_in_past', 'start_time', 'The new start has already passed.');
  const phone =
    body.attendee_phone === undefined
      ? before.attendeePhone
      : await readPhone(ctx, body.attendee_phone, settings, errors);
  checkEmail(body.attendee_email, errors);
  errors.throwIfAny();
  if (!zone) throw new Error('An invalid field was not reported.');

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
      ...attendeeColumns(
        {
          name: kept(body.attendee_name, before.attendeeName) ?? attendeeEmail ?? phone ?? before.attendeeName,
          email: attendeeEmail,
          phone,
          timezone: attendeeZone,
        },
        start,
      ),
      notes: kept(body.notes, before.notes),
      modulations: body.modulations ?? before.modulations,
    },
  };
}

/** Absent means: as before. */
function kept<Value>(sent: Value | undefined, before: Value): Value {
  return sent === undefined ? before : sent;
}

function readZoneIfSent(name: string | null | undefined, field: string, errors: ValidationErrors) {
  return name ? readZone(name, field, errors) : name;
}

async function plannedStaff(ctx: CommandContext, before: BookingRow, body: UpdateBookingBody) {
  const staffId = kept(body.staff_id !== undefined ? body.staff_id : body.staff, before.staffId);
  if (staffId === before.staffId) return { staffId, userId: before.userId };
  return { staffId, userId: staffId ? (await requireStaff(ctx, staffId)).userId : null };
}

const FIELD_OF: Record<keyof EditableColumns, string> = {
  title: 'title',
  description: 'description',
  startTime: 'start_time',
  durationMinutes: 'duration_minutes',
  timezone: 'timezone',
  attendeeName: 'attendee_name',
  attendeeEmail: 'attendee_email',
  attendeePhone: 'attendee_phone',
  attendeeTimezone: 'attendee_timezone',
  attendeeTimezoneOrigin: 'attendee_timezone_origin',
  notes: 'notes',
  modulations: 'modulations',
  staffId: 'staff_id',
  serviceId: 'service_id',
};

export interface ChangedFields {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** What differs between two states, by the names of the wire; null when nothing does. */
export function changedFields(before: EditableColumns, after: EditableColumns): ChangedFields | null {
  const columns = (Object.keys(FIELD_OF) as (keyof EditableColumns)[]).filter(
    (column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  );
  if (columns.length === 0) return null;
  const pick = (row: EditableColumns) => Object.fromEntries(columns.map((column) => [FIELD_OF[column], row[column]]));
  return { before: pick(before), after: pick(after) };
}

/** The `updated_at` of a change: now, yet always later than the one before, so that it tells versions apart. */
export function nextVersion(before: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), before.getTime() + 1));
}

const LOCKED_BECAUSE: Record<BookingStatus, string> = {
  pending: 'Someone else is changing this booking. Try again.',
  calling: 'The call of this booking is under way, so it can no longer be changed.',
  completed: 'This booking is completed and can no longer be changed.',
  failed: 'This booking has failed and can no longer be changed.',
  cancelled: 'This booking is cancelled and can no longer be changed.',
};

/** 409 for a booking that is calling or ended, with its status. */
export function bookingLocked(status: BookingStatus): AppError {
  return new AppError('booking_locked', LOCKED_BECAUSE[status], { extra: { booking_status: status } });
}
