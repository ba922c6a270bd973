import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { tryWithLock, withLock } from '@/lib/kv/lock';
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

  it('runs work under one lock one at a time, and frees it when the work fails', async () => {
    const kv = createPostgresKv(database.db, systemClock);
    const patience = { ttlSeconds: 30, waitMs: 20_000, pollMs: 5, onTimeout: () => new Error('too long') };
    const lock = (work: () => Promise<string>) => withLock({ kv, clock: systemClock }, 'one at a time', patience, work);
    let holders = 0;
    const work = async () => {
      holders += 1;
      expect(holders).toBe(1);
      await kv.get('anything');
      holders -= 1;
      return 'done';
    };
    expect(await Promise.all([lock(work), lock(work), lock(work)])).toEqual(['done', 'done', 'done']);
    await expect(lock(() => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed');
    expect(await lock(work)).toBe('done');
  });

  it('does not wait for a lock longer than it was told to', async () => {
    const kv = createPostgresKv(database.db, systemClock);
    const patience = { ttlSeconds: 30, waitMs: 0, pollMs: 1, onTimeout: () => new Error('too long') };
    const outcome = await tryWithLock(kv, 'held', 30, async () => {
      expect(await tryWithLock(kv, 'held', 30, async () => 'entered')).toBeNull();
      const waiting = withLock({ kv, clock: systemClock }, 'held', patience, async () => 'entered');
      await expect(waiting).rejects.toThrow('too long');
      return 'left';
    });
    expect(outcome).toBe('left');
  });

  it('a database that is away is an error, never an answer', async () => {
    const gone = await testDatabase();
    const kv = createPostgresKv(gone.db, systemClock);
    await gone.close();
    await expect(kv.get('key')).rejects.toThrow();
    await expect(kv.take('bucket', 1, 1, new Date())).rejects.toThrow();
  });
});
