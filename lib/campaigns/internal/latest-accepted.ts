import { sql } from 'drizzle-orm';
import { isAccepted } from '@/lib/bookings/accepted';
import type { Database } from '@/lib/db/client';

/** What a lead's columns say of its bookings. */
export interface BookedState {
  /** When the latest accepted booking was made. */
  bookedAt: Date | null;
  bookingId: string | null;
  bookingAt: Date | null;
  bookingProvider: string | null;
  bookingJoinUrl: string | null;
  showedAt: Date | null;
  noShowAt: Date | null;
}

interface Row extends Record<string, unknown> {
  lead_id: string;
  booking_id: string;
  booked_at: string | Date;
  booking_at: string | Date;
  provider: string;
  join_url: string | null;
  showed_up: boolean | null;
  show_time: string | Date | null;
}

/**
 * The latest accepted booking of each lead, by when it was made. Of a lead who is on it twice, the one who came says
 * whether the lead did. Leads without one are absent.
 */
export async function latestAccepted(tx: Database, leadIds: string[]): Promise<Map<string, BookedState>> {
  const { rows } = await tx.execute<Row>(sql`
    select distinct on (a.lead_id) a.lead_id, booking_events.id as booking_id, booking_events.created_at as booked_at,
           booking_events.start_time as booking_at,
           coalesce(c.provider, case when source in ('calcom', 'calendly', 'google') then source end, 'slotline') as provider,
           join_url, a.showed_up, a.show_time
      from attendees a
      join booking_events on booking_events.id = a.booking_id
      left join connections c on c.id = connection_id
     where a.lead_id in ${leadIds} and ${isAccepted}
     order by a.lead_id, booking_events.created_at desc, booking_events.id desc, a.showed_up desc nulls last, a.position`);
  return new Map(rows.map((row) => [row.lead_id, stateOf(row)]));
}

function stateOf(row: Row): BookedState {
  const start = new Date(row.booking_at);
  const shown = row.show_time === null ? start : new Date(row.show_time);
  return {
    bookedAt: new Date(row.booked_at),
    bookingId: row.booking_id,
    bookingAt: start,
    bookingProvider: row.provider,
    bookingJoinUrl: row.join_url,
    showedAt: row.showed_up === true ? shown : null,
    noShowAt: row.showed_up === false ? shown : null,
  };
}
