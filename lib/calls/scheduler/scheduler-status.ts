import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import { type FailureReason, failureText } from '@/lib/calls/rules';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { cronRuns, staff } from '@/lib/db/schema/orgs';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';

const RUNS_SHOWN = 20;
const LINES_SHOWN = 20;
const SILENT_AFTER_MS = 3 * MINUTE_MS;
/** Upper bounds of the lateness classes, in milliseconds. */
const CLASSES = [50, 100, 250, 500, 1_000, 5_000, 60_000] as const;

/** The Scheduler page of one organization. The runs are the installation's, so they carry no counts. */
export async function schedulerStatus(ctx: CommandContext): Promise<SchedulerStatus> {
  const [runs, lateness, next, missed] = await Promise.all([
    lastRuns(ctx),
    latenessOf(ctx),
    dueNext(ctx),
    lastMissed(ctx),
  ]);
  const newest = runs[0] ? new Date(runs[0].started_at) : null;
  return {
    runs,
    silent: newest === null || ctx.now.getTime() - newest.getTime() > SILENT_AFTER_MS,
    lateness,
    next,
    missed,
  };
}

async function lastRuns({ db }: CommandContext): Promise<SchedulerStatus['runs']> {
  const rows = await db
    .select()
    .from(cronRuns)
    .where(eq(cronRuns.name, 'scheduled-calls'))
    .orderBy(desc(cronRuns.startedAt))
    .limit(RUNS_SHOWN);
  return rows.map((run) => ({
    id: run.id,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    failed: run.error !== null,
  }));
}

async function latenessOf({ db, org, now }: CommandContext): Promise<SchedulerStatus['lateness']> {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const figures = await db.execute<{ calls: string; p: number[] | null }>(sql`
    select count(*) as calls, percentile_disc(array[0.5, 0.95, 0.99]) within group (order by lateness_ms) as p
    from calls where organization_id = ${org} and intent_at >= ${since} and ordered_at is not null`);
  const buckets = await db.execute<{ class: number; calls: string }>(sql`
    select width_bucket(lateness_ms, ${sql.raw(`array[${CLASSES.join(',')}]`)}) as class, count(*) as calls
    from calls where organization_id = ${org} and intent_at >= ${since} and ordered_at is not null group by 1`);
  const inClass = new Map(buckets.rows.map((row) => [row.class, Number(row.calls)]));
  return {
    calls: Number(figures.rows[0]?.calls ?? 0),
    p50_ms: figures.rows[0]?.p?.[0] ?? null,
    p95_ms: figures.rows[0]?.p?.[1] ?? null,
    p99_ms: figures.rows[0]?.p?.[2] ?? null,
    histogram: [...CLASSES, null].map((up_to_ms, index) => ({ up_to_ms, calls: inClass.get(index) ?? 0 })),
  };
}

function operatorAndBooking({ db }: CommandContext) {
  return db
    .select({ booking: bookings, operatorName: staff.name })
    .from(bookings)
    .leftJoin(staff, eq(staff.id, bookings.staffId))
    .$dynamic();
}

async function dueNext(ctx: CommandContext): Promise<SchedulerStatus['next']> {
  const rows = await operatorAndBooking(ctx)
    .where(and(eq(bookings.organizationId, ctx.org), eq(bookings.status, 'pending'), eq(bookings.fulfilment, 'call')))
    .orderBy(asc(bookings.dueAt), asc(bookings.id))
    .limit(LINES_SHOWN);
  return rows.map(({ booking, operatorName }) => ({
    ...line(booking, operatorName),
    attempt: booking.attempts + 1,
    held_until: booking.holdUntil?.toISOString() ?? null,
  }));
}

async function lastMissed(ctx: CommandContext): Promise<SchedulerStatus['missed']> {
  const since = new Date(ctx.now.getTime() - 7 * DAY_MS);
  const rows = await operatorAndBooking(ctx)
    .where(
      and(
        eq(bookings.organizationId, ctx.org),
        eq(bookings.status, 'failed'),
        eq(bookings.fulfilment, 'call'),
        gte(bookings.startTime, since),
      ),
    )
    .orderBy(desc(bookings.startTime))
    .limit(LINES_SHOWN);
  return rows.map(({ booking, operatorName }) => ({
    ...line(booking, operatorName),
    failed_at: booking.updatedAt.toISOString(),
    reason: booking.statusReason ?? 'failed',
    explanation: failureText[booking.statusReason as FailureReason] ?? 'The call failed.',
  }));
}

function line(booking: typeof bookings.$inferSelect, operatorName: string | null) {
  return {
    booking_id: booking.id,
    title: booking.title,
    attendee_name: booking.attendeeName,
    operator_name: operatorName,
    due_at: booking.dueAt.toISOString(),
  };
}
