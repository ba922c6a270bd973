import { addAttendees } from '@/lib/bookings/attendees';
import { TIME_UNKNOWN } from '@/lib/bookings/meeting-status';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { requireConnection } from '@/lib/calendars/connections/open-connection';
import { writeEvent } from '@/lib/calendars/outbound/provider-booking';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { bookings } from '@/lib/db/schema/bookings';

/** What a Calendly frame says: two addresses, no time and no person. */
export interface EmbedBooking {
  connectionId: string;
  eventUri: string;
  inviteeUri: string;
  /** Who is in front of the frame, as far as we know. */
  visitor: { name: string; email: string | null; timeZone: string };
}

/** Addresses of Calendly's API, which the frame's message names. */
const EVENT_URI = /^https:\/\/api\.calendly\.com\/scheduled_events\/[\w-]{1,64}$/;
const INVITEE_URI = /^https:\/\/api\.calendly\.com\/scheduled_events\/[\w-]{1,64}\/invitees\/[\w-]{1,64}$/;
const UNKNOWN_MINUTES = 30;

/**
 * Records what a frame reports, once per invitee: a repeat answers the first booking. The time is not in the message;
 * until the provider tells it, the booking stands at the instant of the report and is marked so.
 * @throws AppError `not_found`, `validation_failed`
 */
export async function recordEmbedBooking(
  ctx: CommandContext,
  calendar: CalendarContext,
  report: EmbedBooking,
): Promise<{ bookingId: string | null; repeated: boolean }> {
  const row = await requireConnection(calendar, ctx.org, report.connectionId);
  if (row.provider !== 'calendly_embed' || !EVENT_URI.test(report.eventUri) || !INVITEE_URI.test(report.inviteeUri))
    throw new AppError('validation_failed', 'This is no report of a Calendly page that is connected here.');
  const id = ctx.ids.make('booking');
  try {
    await ctx.db.transaction(async (tx) => {
      await tx.insert(bookings).values({
        id,
        organizationId: ctx.org,
        source: 'calendly',
        title: `${report.visitor.name} · ${row.accountLabel}`,
        startTime: ctx.now,
        endTime: new Date(ctx.now.getTime() + UNKNOWN_MINUTES * 60_000),
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
