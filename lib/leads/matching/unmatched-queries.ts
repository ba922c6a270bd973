import { and, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { holds } from '@/lib/bookings/lifecycle';
import {
  type CandidateWire,
  type ListUnmatchedQuery,
  type ListUnmatchedResponse,
  type UnmatchedWire,
  unmatchedLimits,
} from '@/lib/contracts/unmatched-bookings';
import { notFound } from '@/lib/core/errors';
import type { ReadContext } from '@/lib/db/command-context';
import { cutPage, readIdCursor, writeIdCursor } from '@/lib/db/cursor';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { searchLeads } from '@/lib/leads/search-leads';
import { candidatesOf } from './candidates-of';

/**
 * A page of attendees without a lead, the newest first, with suggestions. Following the cursor lists each exactly once.
 * @throws AppError `invalid_cursor`
 */
export async function listUnmatched(
  ctx: ReadContext,
  query: ListUnmatchedQuery,
): Promise<Omit<ListUnmatchedResponse, 'success'>> {
  const filter = waiting(ctx, query.view);
  const after = query.cursor === undefined ? undefined : lt(attendees.id, readIdCursor(query.cursor, 'att'));
  const [rows, total] = await Promise.all([
    selectUnmatched(ctx, and(filter, after), query.limit + 1),
    countUnmatched(ctx, query.view),
  ]);
  const { page, last } = cutPage(rows, query.limit);
  const candidates = await candidatesOf(ctx, page);
  return {
    unmatched_bookings: page.map((row, i) => toWire(row, candidates[i] ?? [])),
    next_cursor: last ? writeIdCursor(last.id) : null,
    total,
  };
}

/** How many people need a decision; an email on several bookings is one person. Looks at no more bookings than the limit. */
export async function countUnmatchedPeople(ctx: ReadContext): Promise<{ count: number; capped: boolean }> {
  const { people, rows } = await countRows(ctx, 'open');
  return { count: people, capped: rows > unmatchedLimits.countedUpTo };
}

/** How many people on bookings need a decision, each booking counted. */
async function countUnmatched(
  ctx: ReadContext,
  view: ListUnmatchedQuery['view'],
): Promise<{ count: number; capped: boolean }> {
  const { rows } = await countRows(ctx, view);
  return { count: Math.min(rows, unmatchedLimits.countedUpTo), capped: rows > unmatchedLimits.countedUpTo };
}

async function countRows(
  ctx: ReadContext,
  view: ListUnmatchedQuery['view'],
): Promise<{ rows: number; people: number }> {
  const some = ctx.db
    .select({ person: sql<string>`coalesce(lower(${attendees.email}), ${attendees.id})`.as('person') })
    .from(attendees)
    .innerJoin(bookings, eq(bookings.id, attendees.bookingId))
    .where(waiting(ctx, view))
    .limit(unmatchedLimits.countedUpTo + 1)
    .as('some');
  const [row] = await ctx.db
    .select({ rows: sql<number>`count(*)::int`, people: sql<number>`count(distinct ${some.person})::int` })
    .from(some);
  return row ?? { rows: 0, people: 0 };
}

/** Leads that match a search, each compared with the attendee, the best first. @throws AppError `not_found` */
export async function findCandidates(ctx: ReadContext, attendeeId: string, text: string): Promise<CandidateWire[]> {
  const [row] = await selectUnmatched(ctx, eq(attendees.id, attendeeId), 1);
  if (!row) throw notFound('unmatched booking');
  return searchLeads(ctx, row, text);
}

function waiting({ org }: ReadContext, view: ListUnmatchedQuery['view']): SQL | undefined {
  return and(
    eq(attendees.organizationId, org),
    isNull(attendees.leadId),
    // Attendees booked a moment ago have not been matched yet.
    isNotNull(attendees.matchTriedAt),
    view === 'open' ? isNull(attendees.dismissedAt) : isNotNull(attendees.dismissedAt),
    holds,
  );
}

type UnmatchedRow = Awaited<ReturnType<typeof selectUnmatched>>[number];

function selectUnmatched({ db, org }: ReadContext, where: SQL | undefined, limit: number) {
  return db
    .select({
      id: attendees.id,
      name: attendees.name,
      email: attendees.email,
      phone: attendees.phone,
      company: attendees.company,
      dismissedAt: attendees.dismissedAt,
      booking: {
        id: bookings.id,
        title: bookings.title,
        startTime: bookings.startTime,
        createdAt: bookings.createdAt,
        status: bookings.status,
        source: bookings.source,
      },
    })
    .from(attendees)
    .innerJoin(bookings, eq(bookings.id, attendees.bookingId))
    .where(and(eq(attendees.organizationId, org), where))
    .orderBy(desc(attendees.id))
    .limit(limit);
}

function toWire({ booking, dismissedAt, ...person }: UnmatchedRow, candidates: CandidateWire[]): UnmatchedWire {
  const { startTime, createdAt, ...rest } = booking;
  return {
    ...person,
    dismissed_at: dismissedAt?.toISOString() ?? null,
    booking: { ...rest, start_time: startTime.toISOString(), created_at: createdAt.toISOString() },
    candidates,
  };
}
