import { calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';
import type { Clock } from '@/lib/core/clock';
import { type LockPatience, withLock } from '@/lib/kv/lock';
import type { Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';
import { MINUTE_MS } from '@/lib/time/units';
import { freeSlots, isFree, rangeToAsk, slotRulesOf, withoutOwn } from './free-slots';

/** Longer than a booking takes, with all its tries. */
const calendarLock: LockPatience = {
  ttlSeconds: 90,
  waitMs: 12_000,
  pollMs: 120,
  onTimeout: () => calendarUnavailable('rate', 5),
};

/**
 * Runs what looks at a calendar and then writes into it, one at a time per calendar: such calendars take two events at
 * one time, so nobody else of this installation may write between the look and the write.
 * @throws AppError `provider_unavailable` when others do not come to an end
 */
export function withCalendarLock<Result>(
  means: { kv: Kv; clock: Clock },
  { provider, accountId }: Pick<OpenConnection, 'provider' | 'accountId'>,
  calendarId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return withLock(means, `alone-in:${provider}:${sha256(`${accountId}:${calendarId}`)}`, calendarLock, work);
}

/** Asks a calendar when it is busy; throws where that is not known. */
type BusyTimes = (range: SlotRange) => Promise<Slot[]>;

/** Zone of the working hours while nobody has chosen any. */
const ZONE = 'UTC';

/** The free slots of a calendar that only knows when it is busy, from now on. */
export async function slotsBetweenBusy(
  connection: OpenConnection,
  range: SlotRange,
  now: Date,
  busyTimes: BusyTimes,
): Promise<Slot[]> {
  const upcoming = { from: range.from > now ? range.from : now, to: range.to };
  if (upcoming.from >= upcoming.to) return [];
  const rules = slotRulesOf(connection, ZONE);
  return freeSlots(rules, await busyTimes(rangeToAsk(rules, upcoming)), upcoming);
}

/**
 * Whether a slot is free at this moment, with its buffer.
 * @param own where a booking is that would move to the slot. A calendar does not say with what it is busy: whatever lies
 * inside the booking's own time moves out with it
 */
export async function isStillFree(
  connection: OpenConnection,
  slot: Slot,
  own: Slot | null,
  busyTimes: BusyTimes,
): Promise<boolean> {
  const { bufferMinutes } = slotRulesOf(connection, ZONE);
  const buffer = bufferMinutes * MINUTE_MS;
  const around = { from: new Date(slot.start.getTime() - buffer), to: new Date(slot.end.getTime() + buffer) };
  const busy = await busyTimes(around);
  return isFree(slot, own ? withoutOwn(busy, own) : busy, bufferMinutes);
}
