import { eq } from 'drizzle-orm';
import { attendeeColumns, type Person, writeAttendees } from '@/lib/bookings/attendees';
import {
  AWAITING_CONFIRMATION,
  changeStatus,
  endedAtProvider,
  hasTakenPlace,
  isOpenToProvider,
  transitions,
} from '@/lib/bookings/lifecycle';
import { recordEvent } from '@/lib/bookings/record-events';
import { assignHost, hostsOf } from '@/lib/calendars/connections/hosts-of';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { applyChange, isNewTime } from '@/lib/calendars/inbound/apply-changes';
import type { ExternalState } from '@/lib/calendars/inbound/external-state';
import type { Slot } from '@/lib/calendars/port';
import { attendees, bookings, isExternalSource } from '@/lib/db/schema/bookings';
import type { WriteContext } from '@/lib/db/write-context';
import { MINUTE_MS } from '@/lib/time/units';
import { confirmationOf, describedColumns, peopleOf } from './external-columns';

type BookingRow = typeof bookings.$inferSelect;

/** Words under which a booking ended because it ended at its provider. */
const ENDED_THERE: ReadonlySet<string | null> = new Set(Object.values(endedAtProvider));

/** Columns whose change is no news of its own. */
const untold: ReadonlySet<string> = new Set(['externalUrl', 'status', 'statusReason']);

/**
 * Makes our booking stand as its provider's stands. Of what was booked here, the provider moves and ends it, and no
 * more; what was booked there is described there, too. What is being called or over stays as it is, but for meetings
 * that were held: they can be moved and ended there still.
 * @param booking as it stands, locked
 * @param ids all that the provider's booking is or was known by
 * @returns whether anything changed
 */
export async function updateFromProvider(
  write: WriteContext,
  connection: ConnectionRow,
  booking: BookingRow,
  state: ExternalState,
  ids: readonly string[],
): Promise<boolean> {
  const ended = endOf(state);
  const isTheirs = isExternalSource(booking.source);
  if (booking.status === 'cancelled') {
    if (booking.externalId !== null || !ENDED_THERE.has(booking.statusReason)) return false;
    if (!ended) return revive(write, connection, booking, state);
    // Heard after its end: who would have come, and when.
    return isTheirs && state.hasOwnDetails ? describe(write, connection, booking, state, false) : false;
  }
  // Ours was booked again under another id; the old one no longer matters.
  if (!isOpenToProvider(booking) || booking.externalId === null || !ids.includes(booking.externalId)) return false;
  const { details } = state;
  const time = { start: new Date(details.start), end: new Date(details.end) };
  const isRetimed = state.hasOwnDetails && isNewTime(booking, time);
  const isToCome = hasTakenPlace(booking)
    ? state.life === 'requested' || (isRetimed && (isMoved(booking, time) || time.end > write.now))
    : isRetimed && isMoved(booking, time);
  // Their host may be busy here at that time: he is asked for again below.
  const free = isTheirs && (isRetimed || isToCome) && !ended ? await withoutHost(write, booking) : booking;
  const changed = await applyChange(write, connection, booking, {
    externalId: booking.externalId,
    ...(state.externalId === booking.externalId ? {} : { movedTo: state.externalId }),
    state: ended ? 'cancelled' : 'live',
    ...(ended ? { reason: ended } : {}),
    start: state.hasOwnDetails ? time.start : null,
    end: state.hasOwnDetails ? time.end : null,
    ...(details.joinUrl ? { joinUrl: details.joinUrl } : {}),
  });
  if (!isTheirs || !state.hasOwnDetails) return changed;
  return (await describe(write, connection, free, state, isToCome)) || changed;
}

function isMoved({ startTime }: BookingRow, { start }: Slot): boolean {
  return startTime.getTime() !== start.getTime();
}

async function withoutHost({ db }: WriteContext, booking: BookingRow): Promise<BookingRow> {
  const nobody = { staffId: null, userId: null };
  if (booking.staffId !== null) await db.update(bookings).set(nobody).where(eq(bookings.id, booking.id));
  return { ...booking, ...nobody };
}

/** Asked to move, the visitor chose a new time for what the host had cancelled; or the end was heard before the rest. */
async function revive(
  write: WriteContext,
  connection: ConnectionRow,
  booking: BookingRow,
  state: ExternalState,
): Promise<boolean> {
  const { db, now } = write;
  await changeStatus(db, 'restoreAtProvider', {
    where: eq(bookings.id, booking.id),
    set: {
      ...timesOf(state),
      holdUntil: null,
      externalId: state.externalId,
      externalStart: new Date(state.details.start),
      externalEnd: new Date(state.details.end),
      syncState: 'synced',
      syncError: null,
      syncedAt: now,
      updatedAt: now,
      staffId: null,
      userId: null,
    },
  });
  const { organizationId, id: bookingId } = booking;
  await recordEvent(db, write, {
    organizationId,
    bookingId,
    kind: 'restored',
    detail: { at: connection.provider, start_time: state.details.start },
  });
  if (isExternalSource(booking.source))
    await describe(write, connection, { ...booking, staffId: null, userId: null }, state, true);
  else await assignHost(db, bookingId, { staffId: booking.staffId, userId: booking.userId, emails: new Set() });
  return true;
}

async function describe(
  write: WriteContext,
  connection: ConnectionRow,
  booking: BookingRow,
  state: ExternalState,
  isToCome: boolean,
): Promise<boolean> {
  const { db, now } = write;
  const hosts = await hostsOf(db, connection, state);
  const people = peopleOf(state, hosts.emails);
  // A call whose time has come stays one, whatever is told meanwhile.
  const isPast = Date.parse(state.details.start) <= now.getTime() && (isToCome || booking.fulfilment === 'meeting');
  const columns = describedColumns(connection, state, people, isPast);
  const isOver = endOf(state) !== null;
  const described = {
    ...columns,
    ...attendeeColumns(people[0], new Date(state.details.start)),
    ...(isOver ? timesOf(state) : {}),
  };
  const next = nextStatus(booking, state, isToCome);
  const wanted = { ...described, ...(next ? { status: transitions[next.name].to, statusReason: next.reason } : {}) };
  const edited = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (name) => plainOf(wanted[name]) !== plainOf(booking[name]),
  );
  const { organizationId, id: bookingId } = booking;
  if (edited.length > 0) {
    const where = eq(bookings.id, bookingId);
    const set = { ...described, updatedAt: now };
    if (next) await changeStatus(db, next.name, { where, reason: next.reason, set });
    else await db.update(bookings).set(set).where(where);
  }
  const others = await peopleDiffer(write, bookingId, people);
  if (others) await writeAttendees(db, write, { id: bookingId, organizationId }, people);
  if (!isOver && hosts.staffId !== booking.staffId) {
    if (hosts.staffId === null) await withoutHost(write, booking);
    await assignHost(db, bookingId, hosts);
  }
  if (booking.statusReason === AWAITING_CONFIRMATION && state.life !== 'requested' && !isOver)
    await recordEvent(db, write, { organizationId, bookingId, kind: 'confirmed', detail: { at: connection.provider } });
  if (others) await recordEvent(db, write, { organizationId, bookingId, kind: 'attendees_changed' });
  else if (edited.some((name) => !untold.has(name)))
    await recordEvent(db, write, {
      organizationId,
      bookingId,
      kind: 'edited',
      detail: { at: connection.provider, edited },
    });
  return others || edited.length > 0;
}

/** The reason under which a provider ended its booking; null while it hasn't. */
function endOf({ life }: ExternalState) {
  return life === 'cancelled' || life === 'rejected' ? endedAtProvider[life] : null;
}

/** Null when the status stays: attendance decides how a meeting ended, until it is moved or has to be confirmed again. */
function nextStatus(booking: BookingRow, state: ExternalState, isToCome: boolean) {
  const ended = endOf(state);
  if (ended) return { name: 'describeEnded', reason: ended } as const;
  if (hasTakenPlace(booking) && !isToCome) return null;
  return { name: 'confirmAtProvider', reason: confirmationOf(state) } as const;
}

function timesOf({ details }: ExternalState) {
  const [startTime, endTime] = [new Date(details.start), new Date(details.end)];
  const durationMinutes = Math.max(1, Math.round((endTime.getTime() - startTime.getTime()) / MINUTE_MS));
  return { startTime, endTime, durationMinutes, dueAt: startTime };
}

function plainOf(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

async function peopleDiffer({ db }: WriteContext, bookingId: string, people: readonly Person[]): Promise<boolean> {
  const known = await db
    .select({
      name: attendees.name,
      email: attendees.email,
      phone: attendees.phone,
      timezone: attendees.timezone,
      company: attendees.company,
    })
    .from(attendees)
    .where(eq(attendees.bookingId, bookingId))
    .orderBy(attendees.position);
  const plain = (list: readonly Person[]) =>
    JSON.stringify(list.map(({ name, email, phone, timezone }) => [name, email, phone, timezone]));
  const isNewCompany = ({ company }: Person, n: number) => company != null && company !== known[n]?.company;
  return plain(known) !== plain(people) || people.some(isNewCompany);
}
