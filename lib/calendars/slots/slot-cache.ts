import { z } from 'zod';
import { batch } from '@/lib/core/batch';
import type { IdSource } from '@/lib/core/ids';
import { createLru } from '@/lib/core/lru';
import type { Kv } from '@/lib/kv/port';

/** A slot as it is offered: its instants, and the token that books it. */
export interface OfferedSlot {
  start: string;
  end: string;
  token: string;
}

/** What is offered of one answer of the provider. It never changes: the same id means the same slots. */
export interface KeptAnswer {
  id: string;
  /** When the provider was asked, in milliseconds. */
  at: number;
  slots: readonly OfferedSlot[];
}

/** Where an answer is kept: its connection, and a key that names the connection and the range. */
export interface Place {
  connectionId: string;
  key: string;
}

interface Cached {
  /** The last answer, unless something changed since it was asked for. */
  answer: KeptAnswer | null;
  /** What an answer that is asked for now will belong to. */
  generation: string;
}

const KEPT_SECONDS = 30 * 60;

/** The current answer for a range: small, read with every request. The slots are elsewhere, under an id of their own. */
const headSchema = z.object({ at: z.number(), generation: z.string(), body: z.string() });
const slotsSchema = z.array(z.object({ start: z.string(), end: z.string(), token: z.string() }));

/** An instance remembers the slots that it read last; which of them hold is asked each time. */
const remembered = createLru<string, OfferedSlot[]>(64);

/** What is kept at a place right now. Those who ask at the same time are answered by one read. */
export const readCache = batch(async (kv: Kv, places: Place[]): Promise<Cached[]> => {
  const kept = await readAll(
    kv,
    places.flatMap(({ connectionId, key }) => [generationKey(connectionId), key]),
  );
  const heads = places.map(({ connectionId, key }) => {
    const current = kept.get(generationKey(connectionId));
    const generation = typeof current === 'string' ? current : '0';
    const head = headSchema.safeParse(kept.get(key));
    return { generation, head: head.success && head.data.generation === generation ? head.data : null };
  });
  const slots = await readSlots(
    kv,
    heads.flatMap(({ head }) => head?.body ?? []),
  );
  return heads.map(({ generation, head }) => {
    const found = head && slots.get(head.body);
    return { generation, answer: found ? { id: head.body, at: head.at, slots: found } : null };
  });
}, 100);

/** Keeps an answer as one of the generation in which the provider was asked: if that is over, nobody reads it. */
export async function keepAnswer(kv: Kv, { key }: Place, generation: string, answer: KeptAnswer): Promise<void> {
  const slots = answer.slots.map((slot) => ({ ...slot }));
  await kv.set(slotsKey(answer.id), slots, KEPT_SECONDS);
  await kv.set(key, { at: answer.at, generation, body: answer.id }, KEPT_SECONDS);
}

/**
 * Forgets what is cached of a connection: called with every booking change, ours or the provider's. Fetches under way
 * end in a generation that nobody reads any more.
 */
export function forgetSlots({ kv, ids }: { kv: Kv; ids: IdSource }, connectionId: string): Promise<void> {
  return forgetTogether(kv, { connectionId, generation: ids.secret(6) });
}

/** A burst of changes of one account is one write. */
const forgetTogether = batch(async (kv: Kv, asked: { connectionId: string; generation: string }[]) => {
  const latest = new Map(asked.map(({ connectionId, generation }) => [connectionId, generation]));
  await Promise.all([...latest].map(([id, generation]) => kv.set(generationKey(id), generation, KEPT_SECONDS * 2)));
  return asked.map(() => undefined);
}, 100);

async function readSlots(kv: Kv, ids: readonly string[]): Promise<Map<string, OfferedSlot[]>> {
  const known = new Map(ids.map((id) => [id, remembered.get(id)]));
  const unknown = [...known].flatMap(([id, slots]) => (slots ? [] : id));
  const read = await readAll(kv, unknown.map(slotsKey));
  for (const id of unknown) {
    const parsed = slotsSchema.safeParse(read.get(slotsKey(id)));
    if (parsed.success) remembered.set(id, parsed.data);
    known.set(id, parsed.data);
  }
  return new Map([...known].flatMap(([id, slots]) => (slots ? [[id, slots]] : [])));
}

async function readAll(kv: Kv, wanted: readonly string[]) {
  const keys = [...new Set(wanted)];
  const values = await kv.getMany(keys);
  return new Map(keys.map((key, at) => [key, values[at] ?? null]));
}

function generationKey(connectionId: string): string {
  return `slots-generation:${connectionId}`;
}

function slotsKey(id: string): string {
  return `slots-body:${id}`;
}
