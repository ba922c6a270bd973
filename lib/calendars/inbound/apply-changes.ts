import { and, eq, inArray } from 'drizzle-orm';
import { changeStatus, endedAtProvider, openToProvider } from '@/lib/bookings/lifecycle';
import { recordEvent } from '@/lib/bookings/record-events';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { countEach } from '@/lib/calendars/inbound/internal/count-each';
import { endOf, isSameTime, type Slot } from '@/lib/calendars/port';
import type { ExternalChange } from '@/lib/calendars/provider-module';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { isExclusionViolation, isUniqueViolation } from '@/lib/db/constraint-errors';
import { bookings } from '@/lib/db/schema/bookings';
import { MINUTE_MS } from '@/lib/time/units';
import { recordMissedDelivery } from './internal/record-missed-delivery';

type BookingRow = typeof bookings.$inferSelect;

/**
 * Brings what a provider says about its bookings to ours: moved there is moved here, deleted there is cancelled here.
 * It sets state from the provider's own facts, so repeats and any order end the same; what we told it ourselves
 * changes nothing. Bookings that are being called or over stay as they are, but for meetings: one that was held and is
 * moved is to come again.
 * @param isPoll no webhook announced them: overdue ones count as never delivered
 * @returns how many of our bookings changed
 * @throws what any of them failed by, once the others are done
 */
export async function applyChanges(
  calendar: CalendarContext,
  row: ConnectionRow,
  changes: ExternalChange[],
  isPoll = false,
): Promise<number> {
  if (changes.length === 0) return 0;
  const ours = await calendar.db
    .select()
    .from(bookings)
    .where(
      and(
        eq(bookings.connectionId, row.id),
        eq(bookings.organizationId, row.organizationId),
        openToProvider,
        inArray(
          bookings.externalId,
          changes.map((change) => change.externalId),
        ),
      ),
    );
  const latest = new Map(changes.map((change) => [change.externalId, change]));
  try {
    return await countEach(ours, async (booking) => {
      const change = latest.get(booking.externalId ?? '');
      return change !== undefined && applyAndRecord(calendar, row, booking, change, isPoll);
    });
  } finally {
    // Times that others took or freed matter to what is offered, ours or not.
    await forgetSlots(calendar, row.id);
  }
}

function applyAndRecord(
  calendar: CalendarContext,
  row: ConnectionRow,
  booking: BookingRow,
  change: ExternalChange,
  isPoll: boolean,
): Promise<boolean> {
  const { db, ids, clock } = calendar;
  const now = clock.now();
  return db.transaction(async (tx) => {
    const hasChanged = await applyChange({ db: tx, ids, now }, row, booking, change);
    if (hasChanged && isPoll)
      await recordMissedDelivery(tx, calendar, now, row, {
        externalId: change.externalId,
        at: change.at ?? null,
        said: change,
      });
    return hasChanged;
  });
}

/**
 * Whether a time is another than the provider was last known to hold; only that is news, for ours may be on its way to
 * the provider.
 */
export function isNewTime({ externalStart, externalEnd, endTime }: BookingRow, { start, end }: Slot): boolean {
  return externalStart === null || !isSameTime({ start: externalStart, end: externalEnd ?? endTime }, { start, end });
}

function timeFacts(start: Date, durationMinutes: number) {
  return { start_time: start.toISOString(), duration_minutes: durationMinutes };
}

/** Brings one change to one booking. A transaction may be passed as `db`. @returns whether the booking changed */
export async function applyChange(
  { db, ids, now }: { db: Database; ids: IdSource; now: Date },
  row: Pick<ConnectionRow, 'provider'>,
  booking: BookingRow,
  change: ExternalChange,
): Promise<boolean> {
  const actor: Actor = { kind: 'provider', name: row.provider };
  const writer = { ids, now, actor };
  const ours = { organizationId: booking.organizationId, bookingId: booking.id };
  const one = eq(bookings.id, booking.id);
  const open = and(one, openToProvider);
  if (change.state === 'cancelled')
    return db.transaction(async (tx) => {
      const done = await changeStatus(tx, 'cancelAtProvider', {
        where: one,
        reason: change.reason ?? endedAtProvider.cancelled,
        set: {
          externalId: null,
          externalStart: null,
          externalEnd: null,
          syncState: 'synced',
          syncedAt: now,
          updatedAt: now,
        },
      }).returning({ id: bookings.id });
      if (done.length > 0) await recordEvent(tx, writer, { ...ours, kind: 'cancelled', detail: { at: row.provider } });
      return done.length > 0;
    });
  const { start } = change;
  const end = start && change.end && endOf({ start, end: change.end });
  const externalId = change.movedTo ?? change.externalId;
  if (!start || !end || !isNewTime(booking, { start, end })) {
    const joinUrl = change.joinUrl ?? booking.joinUrl;
    if (externalId !== booking.externalId || joinUrl !== booking.joinUrl)
      await db.update(bookings).set({ externalId, joinUrl }).where(open);
    return false;
  }
  const durationMinutes = Math.max(1, Math.round((end.getTime() - start.getTime()) / MINUTE_MS));
  const isMoved = start.getTime() !== booking.startTime.getTime();
  try {
    return await db.transaction(async (tx) => {
      const set = {
        externalId,
        ...(change.joinUrl ? { joinUrl: change.joinUrl } : {}),
        startTime: start,
        endTime: end,
        durationMinutes,
        // A booking that only lasts longer stays due when it was: its call may have been made already.
        ...(isMoved ? { dueAt: start } : {}),
        externalStart: start,
        externalEnd: end,
        syncState: 'synced' as const,
        syncError: null,
        syncedAt: now,
        updatedAt: now,
      };
      // A meeting that was held is to come again.
      const written =
        isMoved || end > now
          ? changeStatus(tx, 'moveAtProvider', { where: one, set })
          : tx.update(bookings).set(set).where(open);
      const done = await written.returning({ id: bookings.id });
      if (done.length > 0)
        await recordEvent(tx, writer, {
          ...ours,
          kind: 'rescheduled',
          detail: {
            at: row.provider,
            before: timeFacts(booking.startTime, booking.durationMinutes),
            after: timeFacts(start, durationMinutes),
          },
        });
      return done.length > 0;
    });
  } catch (error) {
    if (!isExclusionViolation(error) && !isUniqueViolation(error)) throw error;
    await db.update(bookings).set({ syncState: 'failed', syncError: 'operator_busy', syncedAt: now }).where(open);
    return false;
  }
}
