import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { changeStatus } from '@/lib/bookings/lifecycle';
import type { OrderAnswer } from '@/lib/calls/carrier';
import { endAttempt } from '@/lib/calls/end-attempt';
import { hangUpStray } from '@/lib/calls/internal/hang-up';
import { RECONCILE_AFTER_MS, SILENCE_MS } from '@/lib/calls/scheduler/order-timing';
import { type SchedulerContext, schedulerActor } from '@/lib/calls/scheduler/scheduler-context';
import { bookings } from '@/lib/db/schema/bookings';
import { calls } from '@/lib/db/schema/calls';
import { notices, organizations } from '@/lib/db/schema/orgs';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';
import { HOUR_MS } from '@/lib/time/units';
import type { ClaimedCall } from './claim-due';

export interface AnsweredOrder {
  call: ClaimedCall;
  /** When the order was sent. */
  orderedAt: Date;
  answer: OrderAnswer;
}

const MAX_PAUSE_SECONDS = 60;

/**
 * Records the carrier's answers. Callbacks may have arrived first, so no answer moves a call backwards. An order that was
 * certainly not accepted returns its booking to pending, with a pause that grows with each attempt.
 */
export async function recordAnswers(context: SchedulerContext, answered: AnsweredOrder[]): Promise<void> {
  if (answered.length === 0) return;
  const now = context.clock.now();
  const sent = answered.filter(({ answer }) => answer.kind === 'accepted' || answer.kind === 'unknown');
  if (sent.length > 0) await recordSent(context, sent, now);
  for (const { call, answer } of answered) {
    if (answer.kind === 'refused') await recordRefusal(context, call, answer, now);
    if (answer.kind === 'account-refused') await reportAccount(context, call, answer, now);
    if (answer.kind === 'not-taken' || answer.kind === 'account-refused')
      await releaseCalls(context, [call.callId], now, answer.retryAfterSeconds);
  }
}

/** Pause between two notices about an account that takes no orders. */
const ACCOUNT_NOTICE_MS = HOUR_MS;

/** Notifies the admins, once an hour, that the carrier takes no orders of the account. */
async function reportAccount(
  { db, ids, logger }: SchedulerContext,
  call: ClaimedCall,
  answer: Extract<OrderAnswer, { kind: 'account-refused' }>,
  now: Date,
): Promise<void> {
  const { organizationId } = call;
  logger.error('carrier refuses the account', { carrierCode: answer.carrierCode });
  const since = new Date(now.getTime() - ACCOUNT_NOTICE_MS);
  await db.transaction(async (tx) => {
    // Serializes the claims' answers, so that instances that hear it at once leave one notice.
    await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.id, organizationId))
      .for('update');
    const recent = and(
      eq(notices.organizationId, organizationId),
      eq(notices.kind, 'carrier_account_refused'),
      gt(notices.createdAt, since),
    );
    if ((await tx.$count(notices, recent)) > 0) return;
    await notifyAdmins(tx, { ids, now }, organizationId, {
      kind: 'carrier_account_refused',
      message: `The phone carrier refuses our account (${answer.carrierCode}). Calls wait and are tried again until their grace period ends. Check its balance and credentials.`,
    });
  });
}

async function recordSent({ db, ids }: SchedulerContext, sent: AnsweredOrder[], now: Date): Promise<void> {
  const rows = sent.map(({ call, orderedAt, answer }) => ({
    id: call.callId,
    sid: answer.kind === 'accepted' ? answer.sid : null,
    status: answer.kind === 'accepted' ? answer.status : 'unknown',
    ordered_at: orderedAt.toISOString(),
    lateness_ms: orderedAt.getTime() - call.dueAt.getTime(),
    next_check_at: new Date(
      answer.kind === 'accepted' ? now.getTime() + SILENCE_MS : orderedAt.getTime() + RECONCILE_AFTER_MS,
    ).toISOString(),
  }));
  const update = sql`
    with a as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(
        id text, sid text, status text, ordered_at timestamptz, lateness_ms int, next_check_at timestamptz)
    ), before as (
      select c.id, c.carrier_sid, c.status from calls c join a on a.id = c.id for update of c
    )
    update calls c
    set carrier_sid = coalesce(c.carrier_sid, a.sid),
        ordered_at = a.ordered_at,
        lateness_ms = a.lateness_ms,
        status = case when c.status in ('ordering', 'unknown') then a.status else c.status end,
        next_check_at = case when c.status in ('ordering', 'unknown') then a.next_check_at else c.next_check_at end,
        updated_at = ${now.toISOString()}
    from a join before on before.id = a.id
    where c.id = a.id
    returning c.organization_id, c.booking_id, a.sid,
      a.sid is not null and (before.carrier_sid <> a.sid
        or (before.carrier_sid is null and before.status not in ('ordering', 'unknown'))) as stray`;
  await db.transaction(async (tx) => {
    const { rows: recorded } = await tx.execute<Recorded>(update);
    // Another instance gave the order up, or a callback named another call: this one rings nobody.
    for (const { organization_id: organizationId, booking_id: bookingId, sid, stray } of recorded)
      if (stray && sid !== null) await hangUpStray(tx, { ids, now }, { organizationId, bookingId, sid });
  });
}

interface Recorded extends Record<string, unknown> {
  organization_id: string;
  booking_id: string;
  sid: string | null;
  stray: boolean | null;
}

async function recordRefusal(
  { db, ids }: SchedulerContext,
  call: ClaimedCall,
  answer: Extract<OrderAnswer, { kind: 'refused' }>,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const end = { connected: false, reason: 'carrier_refused' } as const;
    const ended = await endAttempt(tx, { callId: call.callId, status: 'failed', end, now, ids, actor: schedulerActor });
    if (!ended || !answer.alarm) return;
    await tx.insert(notices).values({
      id: ids.make('notice'),
      organizationId: call.organizationId,
      kind: 'carrier_alarm',
      bookingId: call.bookingId,
      message: `The carrier is rejecting calls (code ${answer.carrierCode}). Check your carrier account.`,
      createdAt: now,
    });
  });
}

/**
 * Returns bookings to pending whose order was certainly not accepted. The pause before the next order grows with the
 * attempts and is at least `pauseSeconds`; the grace period still counts from the booking's time.
 * @returns how many were released
 */
export async function releaseCalls(
  { db }: Pick<SchedulerContext, 'db'>,
  callIds: string[],
  now: Date,
  pauseSeconds: number,
): Promise<number> {
  return db.transaction(async (tx) => {
    const released = await tx
      .update(calls)
      .set({ status: 'not-placed', failureReason: 'not_placed', endedAt: now, nextCheckAt: null, updatedAt: now })
      .where(and(inArray(calls.id, callIds), inArray(calls.status, ['ordering', 'unknown'])))
      .returning({ bookingId: calls.bookingId, attempt: calls.attempt });
    for (const { bookingId, attempt } of released) {
      const pause = Math.max(pauseSeconds, Math.min(MAX_PAUSE_SECONDS, 2 ** Math.min(attempt - 1, 6)));
      await changeStatus(tx, 'release', {
        where: eq(bookings.id, bookingId),
        set: { holdUntil: new Date(now.getTime() + pause * 1000), updatedAt: now },
      });
    }
    return released.length;
  });
}
