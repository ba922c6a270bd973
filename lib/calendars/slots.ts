import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { gather } from '@/lib/core/gather';
import type { Kv } from '@/lib/kv/port';
import type { CalendarContext } from './calendar-context';
import { calendarUnavailable } from './faults';
import type { ConnectionRow } from './open-connection';
import type { Slot, SlotRange } from './port';
import { signSlot } from './slot-token';
import { withConnection } from './with-connection';

/** Slots are shown from the cache for so long; older ones are shown once more while they are fetched anew. */
const FRESH_MS = 5 * 60_000;
const KEPT_SECONDS = 30 * 60;
/** Whoever fetches holds the lock no longer than a provider may take with all its tries. */
const FETCH_LOCK_SECONDS = 60;
const WAIT_FOR_FETCHER_MS = 20_000;
const LOOK_AGAIN_MS = 60;

/** A slot as it is offered: its instants, and the token that books it. */
export interface OfferedSlot {
  start: string;
  end: string;
  token: string;
}

export interface OfferedSlots {
  slots: OfferedSlot[];
  /** When the provider was asked. */
  fetchedAt: Date;
  /** Older than five minutes; being fetched anew. */
  stale: boolean;
}

/** The current answer for a range: small, read with every request. */
const headSchema = z.object({ at: z.number(), generation: z.string(), body: z.string() });
const slotsSchema = z.array(z.object({ start: z.string(), end: z.string(), token: z.string() }));

/** An answer of the provider: when it was asked, and what is offered of it. */
interface Answer {
  at: number;
  slots: OfferedSlot[];
}

/**
 * The free slots of a connection. However many ask at once, on however many instances, the provider is asked once per
 * range and five minutes. An empty list means that nothing is free; "could not ask" is thrown.
 * @param revalidate runs the refresh of stale slots once the answer has gone out
 * @throws AppError `provider_unavailable`; CalendarFaultError
 */
export async function offeredSlots(
  context: CalendarContext,
  row: ConnectionRow,
  range: SlotRange,
  zone: string,
  revalidate: (task: () => Promise<unknown>) => void,
): Promise<OfferedSlots> {
  const key = `slots:${row.id}:${range.from.getTime()}:${range.to.getTime()}`;
  const { answer: cached, generation } = await readCache(context, row.id, key);
  const now = context.clock.now().getTime();
  if (cached && now - cached.at < FRESH_MS) return { ...offer(cached), stale: false };
  if (cached) {
    revalidate(() => fetchOnce(context, row, range, zone, { key, generation }));
    return { ...offer(cached), stale: true };
  }
  return sharedFlight(context.kv, key, () => waitForSlots(context, row, range, zone, key));
}

/** Those who ask the same of one instance wait for one answer; among instances the lock in KV decides. */
const flights = new WeakMap<Kv, Map<string, Promise<OfferedSlots>>>();

function sharedFlight(kv: Kv, key: string, fetch: () => Promise<OfferedSlots>): Promise<OfferedSlots> {
  const ofInstance = flights.get(kv) ?? new Map<string, Promise<OfferedSlots>>();
  flights.set(kv, ofInstance);
  const underWay = ofInstance.get(key);
  if (underWay) return underWay;
  const flight = fetch().finally(() => ofInstance.delete(key));
  ofInstance.set(key, flight);
  return flight;
}

/**
 * Forgets what is cached of a connection: called with every booking change, ours or the provider's. Fetches under way
 * end in a generation that nobody reads any more.
 */
export function forgetSlots({ kv, ids }: Pick<CalendarContext, 'kv' | 'ids'>, connectionId: string): Promise<void> {
  return forgetTogether(kv, { connectionId, generation: ids.secret(6) });
}

/** A burst of changes of one account is one write. */
const forgetTogether = gather(async (kv: Kv, asked: { connectionId: string; generation: string }[]) => {
  const latest = new Map(asked.map(({ connectionId, generation }) => [connectionId, generation]));
  await Promise.all([...latest].map(([id, generation]) => kv.set(generationKey(id), generation, KEPT_SECONDS * 2)));
  return asked.map(() => undefined);
}, 100);

function generationKey(connectionId: string): string {
  return `slots-generation:${connectionId}`;
}

/** The last answer, unless something changed since it was asked for, and the generation that an answer now belongs to. */
async function readCache(
  context: CalendarContext,
  connectionId: string,
  key: string,
): Promise<{ answer: Answer | null; generation: string }> {
  const [current, kept] = await context.kv.getMany([generationKey(connectionId), key]);
  const generation = typeof current === 'string' ? current : '0';
  const head = headSchema.safeParse(kept);
  if (!head.success || head.data.generation !== generation) return { answer: null, generation };
  const slots = await readBody(context, head.data.body);
  return { answer: slots && { at: head.data.at, slots }, generation };
}

/** Bodies never change, so an instance keeps those it read last; which of them holds is asked each time. */
const BODIES_KEPT = 64;
const bodies = new WeakMap<Kv, Map<string, OfferedSlot[]>>();

async function readBody({ kv }: CalendarContext, id: string): Promise<OfferedSlot[] | null> {
  const known = bodies.get(kv)?.get(id);
  if (known) return known;
  const body = slotsSchema.safeParse(await kv.get(bodyKey(id)));
  if (body.success) rememberBody(kv, id, body.data);
  return body.success ? body.data : null;
}

function rememberBody(kv: Kv, id: string, slots: OfferedSlot[]): void {
  const known = bodies.get(kv) ?? new Map<string, OfferedSlot[]>();
  bodies.set(kv, known.set(id, slots));
  const [oldest] = known.keys();
  if (known.size > BODIES_KEPT && oldest !== undefined) known.delete(oldest);
}

function bodyKey(id: string): string {
  return `slots-body:${id}`;
}

function offer(cached: Answer): Omit<OfferedSlots, 'stale'> {
  return { slots: cached.slots, fetchedAt: new Date(cached.at) };
}

async function waitForSlots(
  context: CalendarContext,
  row: ConnectionRow,
  range: SlotRange,
  zone: string,
  key: string,
): Promise<OfferedSlots> {
  const { clock, kv } = context;
  const giveUpAt = clock.now().getTime() + WAIT_FOR_FETCHER_MS;
  for (let hasWaited = false; ; hasWaited = true) {
    const { answer, generation } = await readCache(context, row.id, key);
    if (answer) return { ...offer(answer), stale: false };
    if (hasWaited && (await kv.get(failedKey(key))) !== null) throw calendarUnavailable('down');
    const fetched = await fetchOnce(context, row, range, zone, { key, generation });
    if (fetched) return { ...offer(fetched), stale: false };
    if (clock.now().getTime() > giveUpAt) throw calendarUnavailable('timeout');
    await clock.sleepUntil(new Date(clock.now().getTime() + LOOK_AGAIN_MS));
  }
}

/** Asks the provider if nobody else does right now, and keeps the answer. Null: somebody else does. */
async function fetchOnce(
  context: CalendarContext,
  row: ConnectionRow,
  range: SlotRange,
  zone: string,
  { key, generation }: { key: string; generation: string },
): Promise<Answer | null> {
  const { kv, ids, clock } = context;
  // A fetch of an older generation holds nobody up.
  const lock = `${key}:${generation}:lock`;
  const holder = ids.secret(12);
  if (!(await kv.setIfAbsent(lock, holder, FETCH_LOCK_SECONDS))) return null;
  try {
    // Whoever held the lock before may have kept an answer since the cache was read.
    const { answer: kept } = await readCache(context, row.id, key);
    if (kept && clock.now().getTime() - kept.at < FRESH_MS) return kept;
    const slots = await askProvider(context, row, range, zone);
    const fetched = { at: clock.now().getTime(), slots: await sign(context, row, slots) };
    const body = ids.secret(12);
    await kv.set(
      bodyKey(body),
      fetched.slots.map((slot) => ({ ...slot })),
      KEPT_SECONDS,
    );
    // Of the generation in which the provider was asked: what changed since makes this answer one that nobody reads.
    await kv.set(key, { at: fetched.at, generation, body }, KEPT_SECONDS);
    return fetched;
  } catch (error) {
    // Those who wait for this answer learn at once that there is none.
    await kv.set(failedKey(key), error instanceof AppError ? error.code : 'unknown', 2);
    throw error;
  } finally {
    await kv.compareAndDelete(lock, holder);
  }
}

function failedKey(key: string): string {
  return `${key}:failed`;
}

async function askProvider(
  context: CalendarContext,
  row: ConnectionRow,
  range: SlotRange,
  zone: string,
): Promise<Slot[]> {
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
