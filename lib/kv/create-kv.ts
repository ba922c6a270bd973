import type { KvConfig } from '@/lib/config/config';
import type { Clock } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import type { Kv } from './port';
import { createPostgresKv } from './postgres';
import { createVercelKv } from './vercel-kv';

/** The store of the configuration: Vercel KV where it is set up (lifetimes by its own clock), else the database. */
export function createKv(config: KvConfig, db: Database, clock: Clock): Kv {
  return config.kind === 'vercel' ? createVercelKv(config.url, config.token) : createPostgresKv(db, clock);
}
