import pg from 'pg';
import { applyMigrations } from '@/lib/db/migrate';
import type { RunningPostgres } from '@/sandbox/postgres/start-postgres';

/** The migrated database of a product that runs outside of this process. */
export async function migratedDatabase(postgres: RunningPostgres): Promise<string> {
  const { url } = postgres;
  await applyMigrations({ url, directUrl: url, driver: 'pg', neonWsProxy: undefined, poolSize: 2 });
  return url;
}

/** Runs work on one connection of its own. */
export async function onDatabase<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
