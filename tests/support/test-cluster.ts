import pg from 'pg';
import { applyMigrations } from '@/lib/db/migrate';
import type { RunningPostgres } from '@/sandbox/postgres/start-postgres';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';

/** Where a test finds its server: passed to the workers as text. */
export interface TestClusterAddress {
  /** Connection string of the maintenance database. */
  adminUrl: string;
  /** Database with all migrations applied; closed to connections, there to be cloned. */
  template: string;
}

interface TestCluster extends TestClusterAddress {
  postgres: RunningPostgres;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own in a temporary folder, without the cost of durability, with a migrated template database. */
export async function startTestCluster(): Promise<TestCluster> {
  const template = 'slotline_template';
  const postgres = await startTemporaryPostgres({
    database: template,
    fsync: false,
    settings: { autovacuum: 'off', max_connections: '300' },
  });
  const stop = () => postgres.stop();
  try {
    const url = postgres.url;
    await applyMigrations({ url, directUrl: url, driver: 'pg', neonWsProxy: undefined, poolSize: 2 });
    const adminUrl = postgres.urlOf('postgres');
    await closeToConnections(adminUrl, template);
    return { adminUrl, template, postgres, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function closeToConnections(adminUrl: string, database: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`alter database ${admin.escapeIdentifier(database)} with is_template true allow_connections false`);
  await admin.end();
}
