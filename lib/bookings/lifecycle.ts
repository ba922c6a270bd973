import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import { bookingLimits } from '@/lib/contracts/bookings';
import type { Database } from '@/lib/db/client';
import { type BookingStatus, bookings } from '@/lib/db/schema/bookings';
import { MINUTE_MS } from '@/lib/time/units';

type Booking = Pick<typeof bookings.$inferSelect, 'fulfilment' | 'status' | 'statusReason' | 'syncError' | 'endTime'>;
type Standing = Pick<Booking, 'fulfilment' | 'status' | 'statusReason'>;

/** Reason of a pending booking that its host hasn't confirmed: nobody is called, and it counts for no lead. */
export const AWAITING_CONFIRMATION = 'awaiting_confirmation';

/** Reason of a meeting that failed because no attendee came. */
export const NO_SHOW = 'no_show';

/** `syncError` of a booking whose provider hasn't sent its time yet; the times on the row are placeholders. */
export const TIME_UNKNOWN = 'time_unknown';

/** Reasons of a booking that its provider ended. */
export const endedAtProvider = { cancelled: 'cancelled_at_provider', rejected: 'rejected_at_provider' } as const;

/** Statuses in which a booking takes its operator's time. */
export const liveStatuses = ['pending', 'calling'] as const satisfies BookingStatus[];

const pending = { statuses: ['pending'], where: eq(bookings.status, 'pending') } as const;
const calling = { statuses: ['calling'], where: eq(bookings.status, 'calling') } as const;
const cancelled = { statuses: ['cancelled'], where: eq(bookings.status, 'cancelled') } as const;

const isMeeting = eq(bookings.fulfilment, 'meeting');
const isCompleted = eq(bookings.status, 'completed');
const isNoShow = and(eq(bookings.status, 'failed'), eq(bookings.statusReason, NO_SHOW));

/** Rows that their provider may still move or end, see `isOpenToProvider`. */
export const openToProvider = or(pending.where, and(isMeeting, or(isCompleted, isNoShow)));

const open = { statuses: ['pending', 'completed', 'failed'], where: openToProvider } as const;
const notHeld = { statuses: ['pending', 'failed'], where: and(isMeeting, or(pending.where, isNoShow)) } as const;
const notMissed = {
  statuses: ['pending', 'completed'],
  where: and(isMeeting, or(pending.where, isCompleted)),
} as const;
const decided = { statuses: ['completed', 'failed'], where: and(isMeeting, or(isCompleted, isNoShow)) } as const;

/** The reason stays as it is. */
const KEPT = 'kept';
/** The reason of a pending booking stays; any other is cleared. */
const KEPT_IF_PENDING = 'kept if pending';
/** The caller gives the reason: why the attempt failed. */
const FAILURE = 'why the attempt failed';

interface Transition {
  /** Statuses it starts from, and the condition on the row; null when it makes the row. */
  from: { statuses: readonly BookingStatus[]; where: SQL | undefined } | null;
  to: BookingStatus;
  /** Reasons it may set; a single one is set without being named. */
  reasons: readonly (string | null)[] | typeof KEPT | typeof KEPT_IF_PENDING | typeof FAILURE;
  /** Who makes it, and when. */
  by: string;
}

/** Every way in which a booking gets or changes its status. Nothing else writes the two columns. */
export const transitions = {
  create: {
    from: null,
    to: 'pending',
    reasons: [null, AWAITING_CONFIRMATION],
    by: 'A person, the API, a booking page or a provider books',
  },
  createEnded: {
    from: null,
    to: 'cancelled',
    reasons: [endedAtProvider.cancelled, endedAtProvider.rejected],
    by: 'A provider reports a booking that has already ended',
  },
  edit: { from: pending, to: 'pending', reasons: KEPT, by: 'A person changes anything but the start' },
  move: { from: pending, to: 'pending', reasons: [null], by: 'A person changes the start' },
  claim: { from: pending, to: 'calling', reasons: [null], by: 'The scheduler, when the call is due' },
  release: { from: calling, to: 'pending', reasons: [null], by: 'The scheduler, when the order was not accepted' },
  retry: { from: calling, to: 'pending', reasons: FAILURE, by: 'The end of an attempt that is worth another' },
  complete: { from: calling, to: 'completed', reasons: [null], by: 'The end of an attempt that reached the attendee' },
  fail: { from: calling, to: 'failed', reasons: FAILURE, by: 'The end of the last attempt' },
  miss: { from: pending, to: 'failed', reasons: ['missed'], by: 'The scheduler, once the grace period is over' },
  cancel: { from: pending, to: 'cancelled', reasons: ['cancelled_by_user'], by: 'A person or the API' },
  restore: { from: cancelled, to: 'pending', reasons: [null], by: 'A person, within minutes of cancelling' },
  reject: {
    from: pending,
    to: 'failed',
    reasons: ['slot_taken', 'link_given', 'provider_failed'],
    by: 'The provider that was asked for the slot does not book it',
  },
  meetingHeld: {
    from: notHeld,
    to: 'completed',
    reasons: [null],
    by: 'Attendance: the meeting is over and somebody came',
  },
  meetingNoShow: {
    from: notMissed,
    to: 'failed',
    reasons: [NO_SHOW],
    by: 'Attendance: the meeting is over and nobody came',
  },
  reopenMeeting: {
    from: decided,
    to: 'pending',
    reasons: [null],
    by: 'Attendance: it is no longer known who came',
  },
  moveAtProvider: { from: open, to: 'pending', reasons: KEPT_IF_PENDING, by: 'The provider moves it' },
  confirmAtProvider: {
    from: open,
    to: 'pending',
    reasons: [null, AWAITING_CONFIRMATION],
    by: 'The provider asks its host to confirm, or the host confirms',
  },
  cancelAtProvider: {
    from: open,
    to: 'cancelled',
    reasons: [endedAtProvider.cancelled, endedAtProvider.rejected],
    by: 'The provider ends it',
  },
  describeEnded: {
    from: cancelled,
    to: 'cancelled',
    reasons: [endedAtProvider.cancelled, endedAtProvider.rejected],
    by: 'The provider describes a booking after its end',
  },
  restoreAtProvider: { from: cancelled, to: 'pending', reasons: [null], by: 'The provider has it again' },
} as const satisfies Record<string, Transition>;

type Name = keyof typeof transitions;

/** Transitions of rows that exist. */
export type Change = Exclude<Name, 'create' | 'createEnded'>;

type ReasonsOf<Key extends Name> = (typeof transitions)[Key]['reasons'];
type ReasonOf<Key extends Name> =
  ReasonsOf<Key> extends readonly (infer Reason extends string | null)[] ? Reason : string;

/** A reason is named only where there is a choice. */
type ReasonInput<Key extends Name> =
  ReasonsOf<Key> extends readonly [unknown] | typeof KEPT | typeof KEPT_IF_PENDING
    ? { reason?: never }
    : { reason: ReasonOf<Key> };

/** Columns that change together with the status. */
type OtherColumns = Omit<PgUpdateSetSource<typeof bookings>, 'id' | 'status' | 'statusReason' | 'updatedAt'> & {
  updatedAt: Date | SQL;
};

/** Which bookings, and what changes with their status. The transition adds the statuses that it may start from. */
type ChangeInput<Key extends Change> = { where: SQL | undefined; set: OtherColumns } & ReasonInput<Key>;

/** Changes the status of those bookings that the transition may start from. Returns the statement, to be awaited. */
export function changeStatus<Key extends Change>(tx: Database, name: Key, change: ChangeInput<Key>) {
  const { from, to, reasons }: Transition = transitions[name];
  return tx
    .update(bookings)
    .set({ ...change.set, status: to, ...reasonColumn(reasons, change.reason) })
    .where(and(change.where, from?.where));
}

function reasonColumn(reasons: Transition['reasons'], chosen: string | null | undefined) {
  if (reasons === KEPT) return {};
  if (reasons === KEPT_IF_PENDING) return { statusReason: reasonIfPending };
  return { statusReason: chosen === undefined && typeof reasons !== 'string' ? reasons[0] : chosen };
}

const reasonIfPending = sql`case when ${bookings.status} = 'pending' then ${bookings.statusReason} end`;

/** The status columns of a new row. */
export function initialStatus<Key extends 'create' | 'createEnded'>(
  name: Key,
  reason: ReasonOf<Key>,
): { status: BookingStatus; statusReason: string | null } {
  return { status: transitions[name].to, statusReason: reason };
}

/** The `set` of the claim, for the one statement that writes calls and bookings together. */
export const claimedColumns = sql.raw(`status = '${transitions.claim.to}', status_reason = null`);

/** Rows whose call is still to be placed, in the words of the indexes for them. @param alias of the table */
export function awaitsCall(alias = 'booking_events'): SQL {
  return sql.raw(`${alias}.live and ${alias}.status = 'pending' and ${alias}.fulfilment = 'call'`);
}

/** Rows whose time is over that wait for word on who came: `meetingStatus` decides over them. */
export const awaitsAttendance = sql`${bookings.live} and ${bookings.status} = 'pending' and ${bookings.fulfilment} = 'meeting'`;

/** Rows that their host has confirmed, where one is asked. */
export const isConfirmed = sql`${bookings.statusReason} is distinct from ${sql.raw(`'${AWAITING_CONFIRMATION}'`)}`;

/** Rows whose times are known. */
export const hasTime = sql`${bookings.syncError} is distinct from ${sql.raw(`'${TIME_UNKNOWN}'`)}`;

/** Rows that hold: neither cancelled, nor refused by the provider that was to hold them. */
export const holds = and(ne(bookings.status, 'cancelled'), or(eq(bookings.fulfilment, 'call'), openToProvider));

/**
 * Rows of accepted bookings, the only ones that count: they hold, they are confirmed, and a meeting to come that a
 * provider is to hold is known to be there.
 */
export const isAccepted = and(
  holds,
  isConfirmed,
  sql`not (${bookings.fulfilment} = 'meeting' and ${bookings.status} = 'pending' and ${bookings.externalId} is null
           and coalesce(${bookings.syncState}, 'synced') <> 'synced')`,
);

/** Rows that take their operator's time. */
export const isLive = inArray(bookings.status, [...liveStatuses]);

/** Whether a meeting is over and attendance has decided how it ended. A mark or the provider may reopen it. */
export function hasTakenPlace({ fulfilment, status, statusReason }: Standing): boolean {
  return fulfilment === 'meeting' && (status === 'completed' || (status === 'failed' && statusReason === NO_SHOW));
}

/** Whether its provider may still move or end a booking: it is pending, or a meeting that has taken place. */
export function isOpenToProvider(booking: Standing): boolean {
  return booking.status === 'pending' || hasTakenPlace(booking);
}

/** Whether a cancellation made at `cancelledAt` can still be undone. */
export function canUndo(cancelledAt: Date, now: Date): boolean {
  return now.getTime() - cancelledAt.getTime() <= bookingLimits.undoMinutes * MINUTE_MS;
}

export type MeetingStatus =
  | { status: 'pending' | 'completed'; statusReason: null }
  | { status: 'failed'; statusReason: typeof NO_SHOW };

/**
 * The status of a provider's meeting by its attendance: completed once it is over and somebody came, failed once nobody
 * is known to have come, else pending. Null where attendance decides nothing: our own calls, cancelled or refused
 * bookings, and those that await confirmation.
 * @param showedUp of each attendee; null while unknown
 */
export function meetingStatus(
  booking: Booking,
  showedUp: readonly (boolean | null)[],
  now: Date,
): MeetingStatus | null {
  const { fulfilment, statusReason, syncError, endTime } = booking;
  if (fulfilment === 'call' || !isOpenToProvider(booking) || statusReason === AWAITING_CONFIRMATION) return null;
  const isOver = endTime <= now && syncError !== TIME_UNKNOWN;
  if (isOver && showedUp.includes(true)) return { status: 'completed', statusReason: null };
  if (isOver && showedUp.length > 0 && showedUp.every((came) => came === false))
    return { status: 'failed', statusReason: NO_SHOW };
  return { status: 'pending', statusReason: null };
}
