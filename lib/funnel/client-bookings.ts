import { type SQL, sql } from 'drizzle-orm';
import type { ClientBookings, ClientBookingsQuery } from '@/lib/contracts/funnel';
import { cutPage, readTimeCursor, writeTimeCursor } from '@/lib/db/cursor';
import { type FunnelContext, readPeriod, requireScope } from '@/lib/funnel/internal/scope';
import { dayIn } from '@/lib/time/calendar-days';
import { boundsOfDay } from '@/lib/time/wall-time';
import { rateOf } from './funnel-metrics';

interface Row extends Record<string, unknown> {
  booking_id: string;
  attendee_id: string;
  attendee_name: string;
  title: string;
  status: string;
  campaign_id: string;
  campaign_name: string;
  lead_id: string;
  lead_email: string;
  booked_at: string | Date;
  start_time: string | Date;
  showed_up: boolean | null;
  show_time: string | Date | null;
  reschedules: number;
  meeting_notes: string | null;
}

interface Summary extends Record<string, unknown> {
  total: number;
  shows: number;
  no_shows: number;
}

/**
 * The bookings of a client's leads, the latest start first, and their summary. As in the funnel, a lead with several
 * bookings counts once in the summary, with the latest accepted one.
 * @throws AppError `not_found`, `validation_failed`, `invalid_cursor`
 */
export async function clientBookings(
  ctx: FunnelContext,
  clientId: string,
  query: ClientBookingsQuery,
): Promise<Pick<ClientBookings, 'client' | 'bookings' | 'next_cursor' | 'summary' | 'timestamp'>> {
  const { client, zone } = await requireScope(ctx, { client: clientId });
  if (!client) throw new Error('The scope has no client.');
  const period = readPeriod(query, dayIn(zone, ctx.now));
  const from = period ? boundsOfDay(period.from, zone)?.from : undefined;
  const until = period ? boundsOfDay(period.to, zone)?.until : undefined;
  const within = sql`c.client_id = ${clientId} and c.organization_id = ${ctx.org}
    ${from ? sql`and b.start_time >= ${from}` : sql``} ${until ? sql`and b.start_time < ${until}` : sql``}`;
  const [rows, summary] = await Promise.all([listOf(ctx, query, within), summaryOf(ctx, within)]);
  const { page, last } = cutPage(rows, query.limit);
  const { total, shows, no_shows } = summary;
  return {
    client,
    bookings: page.map(toWire),
    next_cursor: last ? writeTimeCursor(last.start_time, last.attendee_id) : null,
    summary: {
      total,
      shows,
      no_shows,
      pending: Math.max(0, total - shows - no_shows),
      show_rate: rateOf(shows, total),
    },
    timestamp: ctx.now.toISOString(),
  };
}

async function listOf({ db }: FunnelContext, { limit, cursor }: ClientBookingsQuery, within: SQL): Promise<Row[]> {
  const after = cursor === undefined ? null : readTimeCursor(cursor);
  const { rows } = await db.execute<Row>(sql`
    select b.id as booking_id, a.id as attendee_id, a.name as attendee_name, b.title, b.status, c.id as campaign_id,
           c.name as campaign_name, l.id as lead_id, l.email as lead_email, b.created_at as booked_at, b.start_time,
           a.showed_up, a.show_time, a.meeting_notes,
           (select count(*)::int from booking_history h where h.booking_id = b.id and h.kind = 'rescheduled') as reschedules
      from campaigns c
      join leads l on l.campaign_id = c.id
      join attendees a on a.lead_id = l.id
      join booking_events b on b.id = a.booking_id
     where ${within} ${after ? sql`and (b.start_time, a.id) < (${after.at}::timestamptz, ${after.id})` : sql``}
     order by b.start_time desc, a.id desc
     limit ${limit + 1}`);
  return rows;
}

async function summaryOf({ db }: FunnelContext, within: SQL): Promise<Summary> {
  const { rows } = await db.execute<Summary>(sql`
    select count(*)::int as total, count(l.showed_at)::int as shows, count(l.no_show_at)::int as no_shows
      from campaigns c
      join leads l on l.campaign_id = c.id and l.booked_at is not null
      join booking_events b on b.id = l.booking_id
     where ${within}`);
  return rows[0] ?? { total: 0, shows: 0, no_shows: 0 };
}

function toWire({ booked_at, start_time, show_time, ...row }: Row): ClientBookings['bookings'][number] {
  return {
    ...row,
    booked_at: new Date(booked_at).toISOString(),
    scheduled_time: new Date(start_time).toISOString(),
    show_time: show_time === null ? null : new Date(show_time).toISOString(),
  };
}
