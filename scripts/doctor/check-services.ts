import { randomUUID } from 'node:crypto';
import type { Carrier } from '@/lib/calls/carrier';
import type { CarrierConfig, KvConfig } from '@/lib/config/config';
import { systemClock } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import { createKv } from '@/lib/kv/create-kv';
import { type Finding, fault, ok, reasonOf } from './finding';

/** Writes, reads and deletes one value. */
export async function checkKv(config: KvConfig, db: Database): Promise<Finding> {
  const where = config.kind === 'vercel' ? `at ${new URL(config.url).host}` : 'in the database';
  try {
    const kv = createKv(config, db, systemClock);
    const key = `doctor:${randomUUID()}`;
    await kv.set(key, 'here', 60);
    const value = await kv.get(key);
    await kv.delete(key);
    if (value !== 'here') throw new Error('a value came back changed');
    return ok('kv', `${where}: written, read, deleted`);
  } catch (error) {
    const remedy = config.kind === 'vercel' ? 'check KV_REST_API_URL and KV_REST_API_TOKEN' : 'fix the database first';
    return fault('kv', `${where}: ${reasonOf(error)}`, remedy);
  }
}

/** Asks the carrier for a call that cannot exist. Valid credentials get "not found", wrong ones are refused. */
export async function checkCarrier(carrier: Carrier, config: CarrierConfig): Promise<Finding> {
  const host = new URL(config.apiUrl).host;
  try {
    await carrier.fetchCall(randomUUID());
    return ok('carrier', `${host} accepts the credentials; ${config.callsPerSecond} calls per second`);
  } catch (error) {
    const remedy = 'check SIGNALWIRE_API_URL, SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN';
    return fault('carrier', `${host}: ${reasonOf(error)}`, remedy);
  }
}
