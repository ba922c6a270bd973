import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { withConnection } from '@/lib/calendars/connections/with-connection';
import { calendarUnavailable } from '@/lib/calendars/faults';
import type { Slot, SlotRange } from '@/lib/calendars/port';
import { READ_TIMEOUT_MS } from '@/lib/calendars/read-with-timeout';
import { type KeptAnswer, keepAnswer, type OfferedSlot, type Place, readCache } from '@/lib/calendars/slots/slot-cache';
import { AppError } from '@/lib/core/errors';
import { withTimeout } from '@/lib/core/with-timeout';
import { tryWithLock } from '@/lib/kv/lock';
import type { Kv } from '@/lib/kv/port';
import { MINUTE_MS } from '@/lib/time/units';
import { signSlot } from './slot-token';

/** How long slots are shown from the cache. Older ones are shown once more while they are fetched again. */
const FRESH_MS = 5 * MINUTE_MS;
/** A fetch holds the lock no longer than a provider may take with all its tries. */
const FETCH_LOCK_SECONDS = 60;
const WAIT_FOR_FETCHER_MS = 20_000;
const POLL_INTERVAL_MS = 60;

interface OfferedSlots {
  /** The same id means the same slots. */
  id: string;
  slots: readonly OfferedSlot[];
  /** When the provider was asked. */
  fetchedAt: Date;
  /** Older than five minutes; being fetched again. */
  stale: boolean;
}

/**
 * The free slots of a connection. However many ask at once, on however many instances, the provider is asked once per
 * range and five minutes. An empty list means that nothing is free; "could not ask" is thrown, after fifteen seconds at most.
 * @param afterResponse runs work once the response is out
 * @throws AppError `provider_unavailable`; CalendarFaultError
 */
export async function offeredSlots(
  context: CalendarContext,
  row: ConnectionRow,
  range: SlotRange,
  zone: string,
  afterResponse: (task: () => Promise<unknown>) => void,
): Promise<OfferedSlots> {
  const { kv, clock } = context;
  const key = `slots:${row.id}:${range.from.getTime()}:${range.to.getTime()}`;
  const wish = { place: { connectionId: row.id, key }, row, range, zone };
  const { answer: cached, generation } = await readCache(kv, wish.place);
  if (cached) {
    const stale = !isFresh(context, cached);
    if (stale) afterResponse(() => fetchOnce(context, wish, generation));
    return offer(cached, stale);
  }
  const flight = sharedFlight(kv, key, () => waitForSlots(context, wish));
  const answer = await withTimeout(clock, flight, READ_TIMEOUT_MS);
  if (answer) return offer(answer, false);
  afterResponse(() => flight.catch(() => undefined));
  throw calendarUnavailable('timeout');
}

/** What is asked for, and where its answer is kept. */
interface Wish {
  place: Place;
  row: ConnectionRow;
  range: SlotRange;
  zone: string;
}

/** Those who ask the same of one instance wait for one answer; among instances the lock in KV decides. */
const flights = new WeakMap<Kv, Map<string, Promise<KeptAnswer>>>();

function sharedFlight(kv: Kv, key: string, fetch: () => Promise<KeptAnswer>): Promise<KeptAnswer> {
  const ofInstance = flights.get(kv) ?? new Map<string, Promise<KeptAnswer>>();
  flights.set(kv, ofInstance);
  const underWay = ofInstance.get(key);
  if (underWay) return underWay;
  const flight = fetch().finally(() => ofInstance.delete(key));
  ofInstance.set(key, flight);
  return flight;
}

function isFresh({ clock }: CalendarContext, { at }: KeptAnswer): boolean {
  return clock.now().getTime() - at < FRESH_MS;
}

function offer({ id, slots, at }: KeptAnswer, stale: boolean): OfferedSlots {
  return { id, slots, fetchedAt: new Date(at), stale };
}

async function waitForSlots(context: CalendarContext, wish: Wish): Promise<KeptAnswer> {
  const { clock, kv } = context;
  const giveUpAt = clock.now().getTime() + WAIT_FOR_FETCHER_MS;
  for (let hasWaited = false; ; hasWaited = true) {
    const { answer, generation } = await readCache(kv, wish.place);
    if (answer) return answer;
    if (hasWaited && (await kv.get(failedKey(wish))) !== null) throw calendarUnavailable('down');
    const fetched = await fetchOnce(context, wish, generation);
    if (fetched) return fetched;
    if (clock.now().getTime() > giveUpAt) throw calendarUnavailable('timeout');
    await clock.sleepUntil(new Date(clock.now().getTime() + POLL_INTERVAL_MS));
  }
}

/** Asks the provider if nobody else does right now, and keeps the answer. Null: somebody else does. */
function fetchOnce(context: CalendarContext, wish: Wish, generation: string): Promise<KeptAnswer | null> {
  const { kv, ids, clock } = context;
  // A fetch of an older generation holds nobody up.
  return tryWithLock(kv, `${wish.place.key}:${generation}:lock`, FETCH_LOCK_SECONDS, async () => {
    try {
      // The previous holder of the lock may have kept an answer since the cache was read.
      const { answer: kept } = await readCache(kv, wish.place);
      if (kept && isFresh(context, kept)) return kept;
      const slots = await askProvider(context, wish);
      const fetched = { id: ids.secret(12), at: clock.now().getTime(), slots: await sign(context, wish.row, slots) };
      await keepAnswer(kv, wish.place, generation, fetched);
      return fetched;
    } catch (error) {
      // Those who wait for this answer learn at once that there is none.
      await kv.set(failedKey(wish), error instanceof AppError ? error.code : 'unknown', 2);
      throw error;
    }
  });
}

function failedKey({ place }: Wish): string {
  return `${place.key}:failed`;
}

async function askProvider(context: CalendarContext, { row, range, zone }: Wish): Promise<Slot[]> {
  const { provider } = context.calendars[row.provider];
  return withConnection(context, row, (connection) => provider.availableSlots(connection, range, zone));
}

function sign({ clock, ids, authSecret }: CalendarContext, row: ConnectionRow, slots: Slot[]): Promise<OfferedSlot[]> {
  const now = clock.now();
  const offerId = ids.secret(6);
  const signer = { secret: authSecret, organizationId: row.organizationId };
  return Promise.all(
    slots.map(async (slot) => ({
      start: slot.start.toISOString(),
      end: slot.end.toISOString(),
      token: await signSlot({ connectionId: row.id, offerId, slot }, now, signer),
    })),
  );
}
