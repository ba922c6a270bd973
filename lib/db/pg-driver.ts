import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { DatabaseConfig } from '@/lib/config/config';
import { poolSettings, surviveLostConnections } from './pool-settings';
import { prepareStatements } from './prepared-statements';

/** Any Postgres over TCP. */
export function openPg(config: DatabaseConfig) {
  const pool = new pg.Pool({ ...poolSettings(config), keepAlive: true });
  surviveLostConnections(pool);
  prepareStatements(pool);
  const db = drizzle(pool);
  return {
    db,
    migrate: (migrationsFolder: string) => migrate(db, { migrationsFolder }),
    close: () => pool.end(),
  };
}
