import { addAttendees } from '@/lib/bookings/attendees';
import { TIME_UNKNOWN } from '@/lib/bookings/lifecycle';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { requireConnection } from '@/lib/calendars/connections/open-connection';
import { writeEvent } from '@/lib/calendars/outbound/provider-booking';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { bookings } from '@/lib/db/schema/bookings';
import { MINUTE_MS } from '@/lib/time/units';

/** What the frame of a booking page reports: two addresses, no time and no person. */
interface EmbedBooking {
  connectionId: string;
  eventUri: string;
  inviteeUri: string;
  /** The person in front of the frame, as far as we know. */
  visitor: { name: string; email: string | null; timeZone: string };
}

const UNKNOWN_MINUTES = 30;

/**
 * Records what a frame reports, once per invitee. The report has no time: until the provider sends it, the booking is
 * set to the instant of the report and marked `time_unknown`.
 * @throws AppError `not_found`, `validation_failed`
 */
export async function recordEmbedBooking(
  ctx: CommandContext,
  calendar: CalendarContext,
  report: EmbedBooking,
): Promise<{ bookingId: string | null; repeated: boolean }> {
  const row = await requireConnection(calendar, ctx.org, report.connectionId);
  const source = calendar.calendars[row.provider].sharedPage?.sourceOf(report) ?? null;
  if (source === null)
    throw new AppError('validation_failed', 'This report is not from a booking page connected here.');
  const id = ctx.ids.make('booking');
  try {
    await ctx.db.transaction(async (tx) => {
      await tx.insert(bookings).values({
        id,
        organizationId: ctx.org,
        source,
        title: `${report.visitor.name} · ${row.accountLabel}`,
        startTime: ctx.now,
        endTime: new Date(ctx.now.getTime() + UNKNOWN_MINUTES * MINUTE_MS),
        durationMinutes: UNKNOWN_MINUTES,
        timezone: report.visitor.timeZone,
        attendeeName: report.visitor.name,
        attendeeEmail: report.visitor.email,
        attendeeTimezone: report.visitor.timeZone,
        dueAt: ctx.now,
        fulfilment: 'meeting',
        connectionId: row.id,
        externalId: report.inviteeUri,
        externalUrl: report.eventUri,
        syncState: 'failed',
        syncError: TIME_UNKNOWN,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      });
      await addAttendees(tx, ctx, { id, organizationId: ctx.org }, [
        { name: report.visitor.name, email: report.visitor.email, phone: null, timezone: report.visitor.timeZone },
      ]);
      await writeEvent(tx, ctx, id, 'created', {
        connection_id: row.id,
        external_id: report.inviteeUri,
        time_known: false,
      });
    });
    return { bookingId: id, repeated: false };
  } catch (error) {
    if (isUniqueViolation(error, 'booking_events_external_once')) return { bookingId: null, repeated: true };
    throw error;
  }
}
