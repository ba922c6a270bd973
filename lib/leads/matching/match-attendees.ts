import { and, asc, eq, sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import { deriveLeads } from '@/lib/leads/derive-lead';
import { chooseLead } from '@/lib/leads/matching/internal/choose-lead';
import { findLeads } from '@/lib/leads/matching/internal/find-leads';
import { keysOfAttendee, sideOfAttendee } from '@/lib/leads/matching/internal/match-side';
import { type MatchOutcome, storeKeys, storeOutcomes } from '@/lib/leads/matching/internal/store-matches';

export interface MatchWriter {
  db: Database;
  ids: IdSource;
  now: Date;
}

/** So many are matched in one transaction. */
const AT_ONCE = 250;

/**
 * Finds out whose leads these attendees are, each on its own, and makes the leads concerned say so. What a person
 * decided stays. The answer follows from the attendee and the leads alone: it does not matter which of them came first,
 * nor how often this runs.
 */
export async function matchAttendees(writer: MatchWriter, organizationId: string, ids: string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    // Committed before leads are read: a lead that is written meanwhile finds the attendee by them, so one sees the other.
    await storeKeys(writer.db, organizationId, some);
    await retriedTransaction(writer.db, (tx) => matchSome(tx, writer, organizationId, some));
  }
}

async function matchSome(tx: Database, writer: MatchWriter, organizationId: string, ids: string[]): Promise<void> {
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
    const made = madeAt.get(row.bookingId) ?? writer.now;
    const { chosen } = chooseLead(sideOfAttendee(row), leads[i] ?? [], made);
    const match = chosen && { leadId: chosen.lead.id, method: chosen.method, score: chosen.score };
    return { attendeeId: row.id, match };
  });
  await storeOutcomes(tx, outcomes, writer.now);
  const before = rows.map(({ leadId }) => leadId);
  const after = outcomes.map(({ match }) => match?.leadId ?? null);
  await deriveLeads(
    tx,
    writer,
    [...before, ...after].filter((id) => id !== null),
  );
}

/** People whose lead no person has decided about. */
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
