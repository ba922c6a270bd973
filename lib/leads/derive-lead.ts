import { sql } from 'drizzle-orm';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { attendees } from '@/lib/db/schema/bookings';
import { leads } from '@/lib/db/schema/leads';
import type { WriteContext } from '@/lib/db/write-context';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { LEAD_BOOKED } from './job-names';
import { type BookedState, latestAccepted } from './latest-accepted';

/**
 * Updates leads from their bookings: the latest accepted one (a lead who cancels and books again counts once), whether
 * they showed up, how to join. A changed stage marks the lead for the funnel, a new booking queues `LEAD_BOOKED`.
 *
 * Call it inside the transaction that changed an attendee's lead or attendance, or a booking, after those writes. Rows
 * are locked in one order: attendees, then leads by id.
 */
export async function deriveLeads(
  tx: Database,
  ctx: Pick<WriteContext, 'ids' | 'now'>,
  leadIds: Iterable<string>,
): Promise<void> {
  const ids = [...new Set(leadIds)].sort();
  if (ids.length === 0) return;
  const locked = await tx
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
  const changed = locked.flatMap((lead) => {
    const state = derived.get(lead.id) ?? notBooked;
    return differs(lead, state, Object.keys(notBooked) as (keyof BookedState)[]) ? [{ lead, state }] : [];
  });
  await storeStates(
    tx,
    changed.map(({ lead, state }) => ({ id: lead.id, ...state, dirty: differs(lead, state, stages) })),
    ctx.now,
  );
  await enqueueAll(
    tx,
    ctx,
    changed.flatMap(({ lead, state }) =>
      state.bookingId !== null && isNewer(lead, state)
        ? [
            {
              name: LEAD_BOOKED,
              key: `${lead.id}:${state.bookingId}`,
              organizationId: lead.organizationId,
              payload: { leadId: lead.id, bookingId: state.bookingId },
              runAt: ctx.now,
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

/** The leads of bookings: those of their attendees now, and those whose latest booking is one of them. */
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

/** Falling back to an earlier booking when the later one is cancelled is not a new booking. */
function isNewer(before: BookedState, after: BookedState): boolean {
  if (before.bookingId === after.bookingId) return false;
  return before.bookedAt === null || (after.bookedAt !== null && after.bookedAt >= before.bookedAt);
}
