import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { closeDatabase, createDatabase, type Database } from '@/lib/db/client';
import type { TestClusterAddress } from './test-cluster';

export interface TestDatabase {
  db: Database;
  url: string;
  /** Ends the connections and drops the database. */
  close(): Promise<void>;
}

/**
 * A fresh, migrated, empty database for one test file (about 50 ms). Outside of vitest the cluster is passed in.
 *
 *     const { db, close } = await testDatabase();
 *     afterAll(close);
 */
export async function testDatabase(cluster: TestClusterAddress = inject('testCluster')): Promise<TestDatabase> {
  const address = new URL(cluster.adminUrl);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)) {
    throw new Error(`Tests only use a database on this machine, not ${address.hostname}.`);
  }
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(cluster.adminUrl, `create database ${name} template ${cluster.template} strategy file_copy`);
  address.pathname = `/${name}`;
  const url = address.href;
  const db = createDatabase({ url, directUrl: url, driver: 'pg', neonWsProxy: undefined, poolSize: 20 });
  return {
    db,
    url,
    async close() {
      await closeDatabase(db);
      await asAdmin(cluster.adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
