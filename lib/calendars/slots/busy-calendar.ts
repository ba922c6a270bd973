import { calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';
import type { Clock } from '@/lib/core/clock';
import { randomOctets } from '@/lib/core/ids';
import type { Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';
import { freeSlots, isFree, rangeToAsk, slotRulesOf, withoutOwn } from './free-slots';

/** How long whoever books may keep others waiting: longer than a booking takes, with all its tries. */
const LOCK_SECONDS = 90;
const WAIT_MS = 12_000;
const POLL_INTERVAL_MS = 120;

/**
 * Runs what looks at a calendar and then writes into it, one at a time per calendar: such calendars take two events at
 * one time, so nobody else of this installation may write between the look and the write.
 * @throws AppError `provider_unavailable` when others do not come to an end
 */
export async function withCalendarLock<Result>(
  { kv, clock }: { kv: Kv; clock: Clock },
  { provider, accountId }: Pick<OpenConnection, 'provider' | 'accountId'>,
  calendarId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = `alone-in:${provider}:${sha256(`${accountId}:${calendarId}`)}`;
  const holder = randomOctets(12).toString('base64url');
  const giveUpAt = clock.now().getTime() + WAIT_MS;
  while (!(await kv.setIfAbsent(lock, holder, LOCK_SECONDS))) {
    const now = clock.now().getTime();
    if (now > giveUpAt) throw calendarUnavailable('rate', 5);
    await clock.sleepUntil(new Date(now + POLL_INTERVAL_MS));
  }
  try {
    return await work();
  } finally {
    await kv.compareAndDelete(lock, holder);
  }
}

/** Asks a calendar when it is busy; throws where that is not known. */
export type BusyTimes = (range: SlotRange) => Promise<Slot[]>;

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
  const buffer = bufferMinutes * 60_000;
  const around = { from: new Date(slot.start.getTime() - buffer), to: new Date(slot.end.getTime() + buffer) };
  const busy = await busyTimes(around);
  return isFree(slot, own ? withoutOwn(busy, own) : busy, bufferMinutes);
}
