import { sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { attendees } from '@/lib/db/schema/bookings';
import { leads } from '@/lib/db/schema/leads';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { LEAD_BOOKED } from './job-names';
import { type BookedState, latestAccepted } from './latest-accepted';

export interface LeadWriter {
  ids: IdSource;
  now: Date;
}

/**
 * Makes the leads say what their bookings say: the latest accepted one (a lead who books, cancels and books again counts
 * once), whether they came to it, how to join it. Every change of a stage marks the lead for the funnel, and a new
 * booking queues `LEAD_BOOKED`.
 *
 * Call it inside the transaction that changed an attendee's lead or attendance, or a booking, after those writes: rows
 * are locked in the order attendees, then leads by id, and what is read is read under the lock.
 */
export async function deriveLeads(tx: Database, writer: LeadWriter, leadIds: Iterable<string>): Promise<void> {
  const ids = [...new Set(leadIds)].sort();
  if (ids.length === 0) return;
  const held = await tx
    .select({
      id: leads.id,
      organizationId: leads.organizationId,
      bookedAt: leads.bookedAt,
      bookingId: leads.bookingId,
      bookingAt: leads.bookingAt,
      bookingProvider: leads.bookingProvider,
      bookingJoinUrl: leads.bookingJoinUrl,
      showedAt: leads.showedAt,
      noShowAt: leads.noShowAt,
    })
    .from(leads)
    .where(anyOf(leads.id, ids))
    .orderBy(leads.id)
    .for('no key update');
  const derived = await latestAccepted(tx, ids);
  const changed = held.flatMap((lead) => {
    const state = derived.get(lead.id) ?? notBooked;
    return differs(lead, state, Object.keys(notBooked) as (keyof BookedState)[]) ? [{ lead, state }] : [];
  });
  await storeStates(
    tx,
    changed.map(({ lead, state }) => ({ id: lead.id, ...state, dirty: differs(lead, state, stages) })),
    writer.now,
  );
  await enqueueAll(
    tx,
    writer,
    changed.flatMap(({ lead, state }) =>
      state.bookingId !== null && isNewer(lead, state)
        ? [
            {
              name: LEAD_BOOKED,
              key: `${lead.id}:${state.bookingId}`,
              organizationId: lead.organizationId,
              payload: { leadId: lead.id, bookingId: state.bookingId },
              runAt: writer.now,
            },
          ]
        : [],
    ),
  );
}

async function storeStates(
  tx: Database,
  states: readonly (BookedState & { id: string; dirty: boolean })[],
  now: Date,
): Promise<void> {
  if (states.length === 0) return;
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update leads l
       set booked_at = s."bookedAt", booking_id = s."bookingId", booking_at = s."bookingAt",
           booking_provider = s."bookingProvider", booking_join_url = s."bookingJoinUrl", showed_at = s."showedAt",
           no_show_at = s."noShowAt", updated_at = ${at}, dirty_at = case when s.dirty then ${at} else l.dirty_at end
      from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as s(
        id text, dirty boolean, "bookedAt" timestamptz, "bookingId" text, "bookingAt" timestamptz,
        "bookingProvider" text, "bookingJoinUrl" text, "showedAt" timestamptz, "noShowAt" timestamptz)
     where l.id = s.id`);
}

/** The leads that bookings concern: those of their people now, and those that still say one of them is theirs. */
export async function leadsOfBookings(tx: Database, bookingIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select lead_id as id from attendees where ${anyOf(attendees.bookingId, bookingIds)} and lead_id is not null
    union select id from leads where ${anyOf(leads.bookingId, bookingIds)}`);
  return rows.map(({ id }) => id);
}

const notBooked: BookedState = {
  bookedAt: null,
  bookingId: null,
  bookingAt: null,
  bookingProvider: null,
  bookingJoinUrl: null,
  showedAt: null,
  noShowAt: null,
};

const stages = ['bookedAt', 'showedAt', 'noShowAt'] as const;

function differs(a: BookedState, b: BookedState, fields: readonly (keyof BookedState)[]): boolean {
  return fields.some((field) => plain(a[field]) !== plain(b[field]));
}

function plain(value: string | Date | null): string | number | null {
  return value instanceof Date ? value.getTime() : value;
}

/** Falling back to an earlier booking after the later one was cancelled is no news: it was told when it was made. */
function isNewer(before: BookedState, after: BookedState): boolean {
  if (before.bookingId === after.bookingId) return false;
  return before.bookedAt === null || (after.bookedAt !== null && after.bookedAt >= before.bookedAt);
}
