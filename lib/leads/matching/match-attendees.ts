import { and, asc, eq, sql } from 'drizzle-orm';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import type { WriteContext } from '@/lib/db/write-context';
import { deriveLeads } from '@/lib/leads/derive-lead';
import { chooseLead } from '@/lib/leads/matching/internal/choose-lead';
import { findLeads } from '@/lib/leads/matching/internal/find-leads';
import { keysOfAttendee, sideOfAttendee } from '@/lib/leads/matching/internal/match-side';
import { type MatchOutcome, storeKeys, storeOutcomes } from '@/lib/leads/matching/internal/store-matches';

type MatchContext = Omit<WriteContext, 'actor'>;

/** Attendees per transaction. */
const BATCH = 250;

/**
 * Matches attendees to leads, each on its own, and updates the leads. Decisions made by people stay. The result depends on
 * the attendee and the leads alone, so it does not matter which came first or how often this runs.
 */
export async function matchAttendees(ctx: MatchContext, organizationId: string, ids: string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH);
    // Committed before leads are read: a lead written at the same time finds the attendee by these keys.
    await storeKeys(ctx.db, organizationId, some);
    await retriedTransaction(ctx.db, (tx) => matchBatch(tx, ctx, organizationId, some));
  }
}

async function matchBatch(tx: Database, ctx: MatchContext, organizationId: string, ids: string[]): Promise<void> {
  const rows = await tx
    .select({
      id: attendees.id,
      bookingId: attendees.bookingId,
      name: attendees.name,
      email: attendees.email,
      phone: attendees.phone,
      company: attendees.company,
      leadId: attendees.leadId,
      method: attendees.matchMethod,
      score: attendees.matchScore,
    })
    .from(attendees)
    .where(and(eq(attendees.organizationId, organizationId), anyOf(attendees.id, ids), isLeftToMatching))
    .orderBy(asc(attendees.id))
    .for('no key update');
  const madeAt = await bookingsMadeAt(
    tx,
    rows.map(({ bookingId }) => bookingId),
  );
  const probes = rows.map((row) => ({ ...keysOfAttendee(row), phone: row.phone }));
  const leads = await findLeads(tx, organizationId, probes);
  const outcomes = rows.map((row, i): MatchOutcome => {
    const made = madeAt.get(row.bookingId) ?? ctx.now;
    const { chosen } = chooseLead(sideOfAttendee(row), leads[i] ?? [], made);
    const match = chosen && { leadId: chosen.lead.id, method: chosen.method, score: chosen.score };
    return { attendeeId: row.id, match };
  });
  await storeOutcomes(tx, outcomes, ctx.now);
  const before = rows.map(({ leadId }) => leadId);
  const after = outcomes.map(({ match }) => match?.leadId ?? null);
  await deriveLeads(
    tx,
    ctx,
    [...before, ...after].filter((id) => id !== null),
  );
}

/** Attendees about whom no person has decided. */
const isLeftToMatching = sql`${attendees.dismissedAt} is null and ${attendees.matchHeldAt} is null
  and (${attendees.leadId} is null or ${attendees.matchMethod} <> 'manual')`;

async function bookingsMadeAt(tx: Database, ids: string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: bookings.id, createdAt: bookings.createdAt })
    .from(bookings)
    .where(anyOf(bookings.id, ids));
  return new Map(rows.map(({ id, createdAt }) => [id, createdAt]));
}
