import { neonConfig } from '@neondatabase/serverless';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { closeDatabase, createDatabase, type Database } from '@/lib/db/client';
import { type NeonRelay, startNeonRelay } from '@/sandbox/neon-relay/start-neon-relay';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { databaseContract } from './database';

let database: TestDatabase;
let relay: NeonRelay;
let db: Database;
beforeAll(async () => {
  database = await testDatabase();
  relay = await startNeonRelay();
  const { url } = database;
  db = createDatabase({ url, directUrl: url, driver: 'neon', neonWsProxy: relay.address, poolSize: 20 });
});
afterAll(async () => {
  await closeDatabase(db);
  await relay.close();
  await database.close();
});

describe("the database through Neon's driver and a WebSocket", () => {
  databaseContract(() => db);

  it('really goes through the relay', async () => {
    expect(neonConfig.wsProxy).toBe(relay.address);
    const slow = db.execute(sql`select pg_sleep(30)`);
    slow.catch(() => undefined);
    await db.execute(sql`select 1`);
    relay.cut();
    await expect(slow).rejects.toThrow();
  });

  it.each(['example.com:5432', '10.0.0.1:5432', '127.0.0.1', '127.0.0.1:0', ''])(
    'the relay opens no way to "%s"',
    async (address) => {
      const stranger = new WebSocket(`ws://${relay.address}?address=${encodeURIComponent(address)}`);
      const refusal = await new Promise<Error>((resolve) => stranger.once('error', resolve));
      expect(refusal.message).toContain('403');
    },
  );
});
