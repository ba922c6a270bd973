import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { toWire } from '@/lib/calls/record/internal/call-wire';
import { mayReview } from '@/lib/calls/record/internal/qa-rules';
import { liveStatuses } from '@/lib/calls/rules';
import type { Call, ListCallsQuery } from '@/lib/contracts/calls';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { cutPage, readTimeCursor, writeTimeCursor } from '@/lib/db/cursor';
import { bookings } from '@/lib/db/schema/bookings';
import { calls, recordings } from '@/lib/db/schema/calls';
import { staff } from '@/lib/db/schema/orgs';
import { requireCall } from './require-call';

type Reader = Pick<CommandContext, 'db' | 'org' | 'actor'>;

interface CallPage {
  calls: Call[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** One page of an organization's calls, newest first. @throws AppError `invalid_cursor` */
export async function listCalls(ctx: Reader, query: ListCallsQuery): Promise<CallPage> {
  const after = query.cursor === undefined ? undefined : afterCursor(query.cursor);
  const rows = await selectCalls(ctx)
    .where(and(eq(calls.organizationId, ctx.org), ...filters(query), after))
    .orderBy(desc(calls.intentAt), desc(calls.id))
    .limit(query.limit + 1);
  const { page, last } = cutPage(rows, query.limit);
  return {
    calls: page.map(toWire),
    nextCursor: last ? writeTimeCursor(last.call.intentAt, last.call.id) : null,
  };
}

/** Calls with their names and recording. The caller must filter by organization. */
export function selectCalls({ db }: Pick<CommandContext, 'db'>) {
  return db
    .select({
      call: calls,
      bookingTitle: bookings.title,
      attendeeName: bookings.attendeeName,
      operatorName: staff.name,
      operatorUserId: staff.userId,
      recordingId: recordings.id,
    })
    .from(calls)
    .innerJoin(bookings, eq(bookings.id, calls.bookingId))
    .leftJoin(staff, eq(staff.id, bookings.staffId))
    .leftJoin(recordings, and(eq(recordings.callId, calls.id), eq(recordings.status, 'completed')));
}

/**
 * The carrier's address of a call's finished recording.
 * @throws AppError `not_found`; `forbidden` when QA mode hides it from this role
 */
export async function recordingSource(ctx: Reader, callId: string): Promise<string> {
  const call = await requireCall(ctx, callId);
  if (!mayReview(ctx.actor, call))
    throw new AppError('forbidden', 'In QA mode only owners, admins and supervisors can play recordings.');
  const [recording] = await ctx.db
    .select({ mediaUrl: recordings.mediaUrl })
    .from(recordings)
    .where(and(eq(recordings.callId, callId), eq(recordings.status, 'completed')));
  if (!recording?.mediaUrl) throw notFound('recording');
  return recording.mediaUrl;
}

function filters(query: ListCallsQuery): (SQL | undefined)[] {
  return [
    query.status && inArray(calls.status, query.status),
    query.booking_id === undefined ? undefined : eq(calls.bookingId, query.booking_id),
    query.from === undefined ? undefined : gte(calls.intentAt, new Date(query.from)),
    query.to === undefined ? undefined : lt(calls.intentAt, new Date(query.to)),
    query.view === 'live' ? inArray(calls.status, [...liveStatuses]) : undefined,
    query.view === 'open'
      ? and(isNotNull(calls.endedAt), isNotNull(calls.bridgedAt), isNull(calls.outcome))
      : undefined,
  ];
}

function afterCursor(cursor: string): SQL {
  const { at, id } = readTimeCursor(cursor);
  return sql`(${calls.intentAt}, ${calls.id}) < (${at}::timestamptz, ${id}::text)`;
}
