import type { KvConfig } from '@/lib/config/config';
import type { Database } from '@/lib/db/client';
import type { Kv } from './port';
import { createPostgresKv } from './postgres';
import { createVercelKv } from './vercel-kv';

/** The store of the configuration: Vercel KV where it is set up, else the database. */
export function createKv(config: KvConfig, db: Database): Kv {
  return config.kind === 'vercel' ? createVercelKv(config.url, config.token) : createPostgresKv(db);
}
