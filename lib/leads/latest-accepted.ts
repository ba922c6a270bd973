import { type SQL, sql } from 'drizzle-orm';
import { isAccepted } from '@/lib/bookings/lifecycle';
import type { Database } from '@/lib/db/client';
import { providerSources } from '@/lib/db/schema/bookings';

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
  leadId: string;
  bookedAt: string | Date;
  bookingId: string;
  bookingAt: string | Date;
  bookingProvider: string;
  bookingJoinUrl: string | null;
  showedAt: string | Date | null;
  noShowAt: string | Date | null;
}

/**
 * Rows of what the bookings of leads say, a row for each lead of attendees `a` who has an accepted one: the latest, by
 * when it was made. Of a lead who is on it twice, the one who came says whether the lead did.
 */
export const acceptedStates = (which: SQL) => sql`
  select distinct on (a.lead_id) a.lead_id as "leadId", booking_events.created_at as "bookedAt",
         booking_events.id as "bookingId", booking_events.start_time as "bookingAt",
         coalesce(c.provider, case when source in ${[...providerSources]} then source end, 'slotline') as "bookingProvider",
         join_url as "bookingJoinUrl",
         case when a.showed_up then coalesce(a.show_time, start_time) end as "showedAt",
         case when not a.showed_up then coalesce(a.show_time, start_time) end as "noShowAt"
    from attendees a
    join booking_events on booking_events.id = a.booking_id
    left join connections c on c.id = connection_id
   where ${which} and a.lead_id is not null and ${isAccepted}
   order by a.lead_id, booking_events.created_at desc, booking_events.id desc, a.showed_up desc nulls last, a.position`;

/** What the bookings of these leads say; leads without an accepted one are absent. */
export async function latestAccepted(tx: Database, leadIds: string[]): Promise<Map<string, BookedState>> {
  const { rows } = await tx.execute<Row>(acceptedStates(sql`a.lead_id in ${leadIds}`));
  return new Map(rows.map((row) => [row.leadId, stateOf(row)]));
}

function stateOf({ bookingId, bookingProvider, bookingJoinUrl, ...row }: Row): BookedState {
  return {
    bookedAt: new Date(row.bookedAt),
    bookingId,
    bookingAt: new Date(row.bookingAt),
    bookingProvider,
    bookingJoinUrl,
    showedAt: row.showedAt === null ? null : new Date(row.showedAt),
    noShowAt: row.noShowAt === null ? null : new Date(row.noShowAt),
  };
}
