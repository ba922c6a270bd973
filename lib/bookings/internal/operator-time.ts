import { and, eq, gt, lt, ne } from 'drizzle-orm';
import { isLive } from '@/lib/bookings/lifecycle';
import { type Buffers, busyUntil, endOf, takenSpan } from '@/lib/bookings/rules';
import { AppError } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { isExclusionViolation } from '@/lib/db/constraint-errors';
import { bookings } from '@/lib/db/schema/bookings';
import { staff } from '@/lib/db/schema/orgs';
import { retriedTransaction } from '@/lib/db/transaction';
import { DAY_MS } from '@/lib/time/units';
import { sayInstant } from '@/lib/time/wall-time';

type Reader = Pick<CommandContext, 'db' | 'org'>;

/** The time that a booking needs of its operator. */
interface WantedTime {
  staffId: string | null;
  start: Date;
  end: Date;
  buffers: Buffers;
  /** Zone of the times in the error. */
  zone: string;
  /** The booking itself, which doesn't conflict with itself. */
  bookingId?: string;
}

/**
 * Until when the operator's bookings and buffers leave no room for a start, or null when the time is free. A hint only:
 * the database decides.
 */
export async function operatorBusyUntil({ db, org }: Reader, wanted: WantedTime & { staffId: string }) {
  const span = takenSpan(wanted, wanted.buffers);
  const rows = await db
    .select({
      start: bookings.startTime,
      end: bookings.endTime,
      bufferBeforeMinutes: bookings.bufferBeforeMinutes,
      bufferAfterMinutes: bookings.bufferAfterMinutes,
    })
    .from(bookings)
    .where(
      and(
        eq(bookings.organizationId, org),
        eq(bookings.staffId, wanted.staffId),
        isLive,
        gt(bookings.startTime, new Date(wanted.start.getTime() - DAY_MS)),
        lt(bookings.startTime, new Date(wanted.end.getTime() + DAY_MS)),
        gt(bookings.endTime, new Date(wanted.start.getTime() - DAY_MS)),
        wanted.bookingId === undefined ? undefined : ne(bookings.id, wanted.bookingId),
      ),
    );
  const until = busyUntil(
    span,
    rows.map((row) => takenSpan(row, row)),
  );
  return until && endOf(until, wanted.buffers.bufferBeforeMinutes);
}

/**
 * Runs a transaction that the exclusion constraint on an operator's time may reject.
 * @throws AppError `operator_busy`, with the time from which the operator is free
 */
export async function refusingDoubleBooking<Result>(
  ctx: CommandContext,
  wanted: WantedTime,
  write: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await retriedTransaction(ctx.db, async (tx) => {
      await queueForOperator(tx, wanted.staffId);
      return write(tx);
    });
  } catch (cause) {
    if (!isExclusionViolation(cause, 'booking_events_operator_free')) throw cause;
    throw await operatorBusy(ctx, wanted, cause);
  }
}

/**
 * Writers to one operator's time take turns. In parallel, partly overlapping ones would deadlock on the index of the
 * constraint, and the server resolves only one deadlock a second.
 */
async function queueForOperator(tx: Transaction, staffId: string | null): Promise<void> {
  if (staffId !== null) await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, staffId)).for('no key update');
}

async function operatorBusy(ctx: CommandContext, wanted: WantedTime, cause: unknown): Promise<AppError> {
  const staffId = wanted.staffId ?? '';
  const [until, [operator]] = await Promise.all([
    operatorBusyUntil(ctx, { ...wanted, staffId }),
    ctx.db
      .select({ name: staff.name })
      .from(staff)
      .where(and(eq(staff.organizationId, ctx.org), eq(staff.id, staffId))),
  ]);
  const name = operator?.name ?? 'The operator';
  const message = until
    ? `${name} is busy until ${sayInstant(wanted.zone, until)}.`
    : `${name} was just booked for this time.`;
  return new AppError('operator_busy', message, {
    fields: [{ field: 'start_time', message }],
    extra: { staff_id: staffId, busy_until: until?.toISOString() ?? null },
    cause,
  });
}
