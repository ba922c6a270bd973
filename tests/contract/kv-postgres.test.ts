import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { createPostgresKv, sweepExpiredEntries } from '@/lib/kv/postgres';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { eventually } from '@/tests/support/eventually';
import { kvContract } from './kv';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('KV on the database', () => {
  kvContract(() => createPostgresKv(database.db, systemClock));

  it('sweeps entries whose time is over, and no others', async () => {
    const kv = createPostgresKv(database.db, systemClock);
    await database.db.execute(sql`truncate kv_entries`);
    for (let i = 0; i < 5; i += 1) await kv.set(`brief ${i}`, i, 1);
    await kv.set('lasting', 'here', 60);
    await eventually('all brief ones are over', async () => (await kv.get('brief 4')) === null);
    expect(await sweepExpiredEntries(database.db, systemClock.now(), 3)).toBe(3);
    expect(await sweepExpiredEntries(database.db, systemClock.now(), 100)).toBe(2);
    expect(await sweepExpiredEntries(database.db, systemClock.now(), 100)).toBe(0);
    expect(await kv.get('lasting')).toBe('here');
  });

  it('a database that is away is an error, never an answer', async () => {
    const gone = await testDatabase();
    const kv = createPostgresKv(gone.db, systemClock);
    await gone.close();
    await expect(kv.get('key')).rejects.toThrow();
    await expect(kv.take('bucket', 1, 1, new Date())).rejects.toThrow();
  });
});
