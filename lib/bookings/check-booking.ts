import type { BookingCheck, CheckBookingQuery } from '@/lib/contracts/bookings';
import type { CommandContext } from '@/lib/db/command-context';
import { isOptedOut } from '@/lib/orgs/settings/opt-out-queries';
import { sharedZone, wallTimeIn } from '@/lib/time/wall-time';
import { bookingSettings, requireService, requireStaff, staffOfMember } from './internal/bookable';
import { parseAttendeePhone, readStart, readZone, ValidationErrors } from './internal/fields';
import { operatorBusyUntil } from './internal/operator-time';
import { attendeeZones, warningsOf } from './internal/warnings';
import { buffersOf, endOf, isNight } from './rules';

/**
 * What a booking with these values would mean before it is saved: the instant, the attendee's local time, whether the
 * operator seems free and what would keep the call from being placed. Changes nothing and promises nothing.
 * @throws AppError `unknown_time_zone`, `not_found` (staff, service), `validation_failed`
 */
export async function checkBooking(ctx: CommandContext, query: CheckBookingQuery): Promise<BookingCheck> {
  const [settings, operator, service] = await Promise.all([
    bookingSettings(ctx),
    query.staff ? requireStaff(ctx, query.staff) : 'userId' in ctx.actor ? staffOfMember(ctx, ctx.actor.userId) : null,
    query.service ? requireService(ctx, query.service) : null,
  ]);
  const errors = new ValidationErrors();
  const zone = readZone(query.timezone ?? settings.timeZone, 'timezone', errors);
  const stated = query.attendee_timezone ? readZone(query.attendee_timezone, 'attendee_timezone', errors) : null;
  const read = zone && readStart(query.start, zone, errors);
  errors.throwIfAny();
  if (!zone || !read) throw new Error('An invalid field was not reported.');

  const { start } = read;
  const duration = query.duration ?? service?.durationMinutes ?? settings.defaultDuration;
  const end = endOf(start, duration);
  const phone = query.phone ? parseAttendeePhone(query.phone, settings) : null;
  const planned = {
    fulfilment: 'call' as const,
    startTime: start,
    attendeePhone: phone,
    attendeeTimezone: stated,
    attendeeTimezoneOrigin: stated === null ? null : ('stated' as const),
    staffName: operator?.name ?? null,
    staffPhone: operator?.phone ?? null,
  };
  const wanted = operator && {
    staffId: operator.id,
    start,
    end,
    zone,
    buffers: buffersOf(service),
    bookingId: query.booking,
  };
  const [busyUntil, optedOut] = await Promise.all([
    wanted ? operatorBusyUntil(ctx, wanted) : null,
    phone ? isOptedOut(ctx.db, ctx.org, phone) : false,
  ]);
  return {
    start_time: start.toISOString(),
    end_time: end.toISOString(),
    duration_minutes: duration,
    timezone: zone,
    start_local: wallTimeIn(zone, start),
    start_resolution: read.resolution,
    in_past: start < ctx.now,
    attendee: {
      phone,
      phone_valid: query.phone ? phone !== null : null,
      ...attendeeTime(attendeeZones(planned), stated, start),
      opted_out: optedOut,
    },
    operator: operator && {
      staff_id: operator.id,
      name: operator.name,
      timezone: operator.timeZone,
      start_local: wallTimeIn(operator.timeZone, start),
      free: busyUntil === null,
      busy_until: busyUntil?.toISOString() ?? null,
    },
    warnings: warningsOf(planned, settings),
  };
}

/** A zone is named only if all the number's zones show the same wall time at the start. */
function attendeeTime(zones: string[], stated: string | null, start: Date) {
  const zone = sharedZone(zones, start);
  return {
    timezone: zone,
    timezone_from: zone ? (stated ? ('stated' as const) : ('phone' as const)) : null,
    possible_timezones: zones,
    start_local: zone ? wallTimeIn(zone, start) : null,
    at_night: zones.length > 0 ? zones.some((each) => isNight(each, start)) : null,
  };
}
