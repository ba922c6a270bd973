import { asc, eq } from 'drizzle-orm';
import { statedZone } from '@/lib/bookings/attendees';
import type { Database } from '@/lib/db/client';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { services, staff } from '@/lib/db/schema/orgs';

const MAX_ATTENDEES = 50;

/** A booking as it is published; null when it is gone. */
export async function bookingFacts(db: Database, bookingId: string) {
  const [row] = await db
    .select({
      booking: bookings,
      staffName: staff.name,
      staffEmail: staff.email,
      serviceName: services.name,
      provider: connections.provider,
    })
    .from(bookings)
    .leftJoin(staff, eq(staff.id, bookings.staffId))
    .leftJoin(services, eq(services.id, bookings.serviceId))
    .leftJoin(connections, eq(connections.id, bookings.connectionId))
    .where(eq(bookings.id, bookingId));
  if (!row) return null;
  const people = await db
    .select()
    .from(attendees)
    .where(eq(attendees.bookingId, bookingId))
    .orderBy(asc(attendees.position))
    .limit(MAX_ATTENDEES);
  const { booking } = row;
  return {
    id: booking.id,
    title: booking.title,
    status: booking.status,
    status_reason: booking.statusReason,
    source: booking.source,
    fulfilment: booking.fulfilment,
    start_time: booking.startTime.toISOString(),
    end_time: booking.endTime.toISOString(),
    duration_minutes: booking.durationMinutes,
    timezone: booking.timezone,
    provider: row.provider,
    join_url: booking.joinUrl,
    attendee: {
      name: booking.attendeeName,
      email: booking.attendeeEmail,
      phone: booking.attendeePhone,
      timezone: statedZone(booking),
    },
    attendees: people.map(({ name, email, phone, timezone, company, leadId, showedUp }) => ({
      name,
      email,
      phone,
      timezone,
      company,
      lead_id: leadId,
      showed_up: showedUp,
    })),
    staff: booking.staffId ? { id: booking.staffId, name: row.staffName, email: row.staffEmail } : null,
    service: booking.serviceId ? { id: booking.serviceId, name: row.serviceName } : null,
    created_at: booking.createdAt.toISOString(),
    updated_at: booking.updatedAt.toISOString(),
  };
}
