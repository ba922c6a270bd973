import { insertBooking } from '@/lib/bookings/insert-booking';
import { TIME_UNKNOWN } from '@/lib/bookings/lifecycle';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { requireConnection } from '@/lib/calendars/connections/open-connection';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
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
  const { visitor } = report;
  try {
    await insertBooking(ctx.db, ctx, {
      id,
      organizationId: ctx.org,
      start: ctx.now,
      end: new Date(ctx.now.getTime() + UNKNOWN_MINUTES * MINUTE_MS),
      people: [{ name: visitor.name, email: visitor.email, phone: null, timezone: visitor.timeZone }],
      columns: {
        source,
        title: `${visitor.name} · ${row.accountLabel}`,
        timezone: visitor.timeZone,
        fulfilment: 'meeting',
        connectionId: row.id,
        externalId: report.inviteeUri,
        externalUrl: report.eventUri,
        syncState: 'failed',
        syncError: TIME_UNKNOWN,
      },
      events: [
        {
          kind: 'created',
          detail: { connection_id: row.id, external_id: report.inviteeUri, time_known: false },
        },
      ],
      syncAt: null,
    });
    return { bookingId: id, repeated: false };
  } catch (error) {
    if (isUniqueViolation(error, 'booking_events_external_once')) return { bookingId: null, repeated: true };
    throw error;
  }
}
