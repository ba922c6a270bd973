import { freeSlots, isFree, rangeToAsk, slotRulesOf, withoutOwn } from '@/lib/calendars/free-slots';
import type { OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';

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
