import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { applyMigrations } from '@/lib/db/migrate';
import { type RunningPostgres, startPostgres } from '@/sandbox/postgres/start-postgres';

/** Where a test finds its server: passed to the workers as text. */
export interface TestClusterAddress {
  /** Connection string of the maintenance database. */
  adminUrl: string;
  /** Database with all migrations applied; closed to connections, there to be cloned. */
  template: string;
}

export interface TestCluster extends TestClusterAddress {
  postgres: RunningPostgres;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own in a temporary folder, without the cost of durability, with a migrated template database. */
export async function startTestCluster(): Promise<TestCluster> {
  const home = await mkdtemp(join(tmpdir(), 'slotline-test-'));
  const template = 'slotline_template';
  const postgres = await startPostgres({
    dataDir: join(home, 'postgres'),
    database: template,
    fsync: false,
    settings: { autovacuum: 'off', max_connections: '300' },
  });
  const stop = async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
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
