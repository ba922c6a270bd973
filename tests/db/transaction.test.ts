import { connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, createDatabase, type Database } from '@/lib/db/client';
import { limitedTransaction } from '@/lib/db/transaction';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

/** A way to the database on which messages can be cut or swallowed once a text goes by. */
interface Wire {
  url: string;
  cutAt: string | null;
  swallowAt: string | null;
  close(): void;
}

async function startWire(url: string): Promise<Wire> {
  const target = new URL(url);
  const open = new Set<Socket>();
  const wire: Wire = { url: '', cutAt: null, swallowAt: null, close: () => server.close() };
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let silent = false;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
    }
    near.on('data', (bytes) => {
      if (wire.cutAt && bytes.includes(wire.cutAt)) return void near.destroy();
      if (wire.swallowAt && bytes.includes(wire.swallowAt)) silent = true;
      if (!silent) far.write(bytes);
    });
    far.on('data', (bytes) => near.write(bytes));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port.');
  wire.url = Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(address.port) }).toString();
  wire.close = () => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  return wire;
}

let database: TestDatabase;
let wire: Wire;
let db: Database;

beforeAll(async () => {
  database = await testDatabase();
  await database.db.execute(sql`create table slots_lost (id int primary key)`);
  wire = await startWire(database.url);
  db = createDatabase({ url: wire.url, directUrl: wire.url, driver: 'pg', neonWsProxy: undefined, poolSize: 1 });
});

afterAll(async () => {
  await closeDatabase(db);
  wire.close();
  await database.close();
});

const one = () => db.transaction((tx) => tx.execute(sql`select 1`));

describe('a pool of one connection', () => {
  it.each(['begin', 'commit', 'rollback'])('serves on after ten transactions whose %s was cut', async (word) => {
    wire.cutAt = word;
    for (let turn = 0; turn < 10; turn += 1)
      await expect(
        db.transaction(async (tx) => {
          await tx.execute(sql`select 1`);
          if (word === 'rollback') throw new Error('undo');
        }),
      ).rejects.toThrow();
    wire.cutAt = null;
    for (let turn = 0; turn < 100; turn += 1) await one();
  });

  it('reports the error of the work when the rollback fails, too', async () => {
    wire.cutAt = 'rollback';
    const failure = new Error('the work failed');
    await expect(db.transaction(() => Promise.reject(failure))).rejects.toBe(failure);
    wire.cutAt = null;
    await one();
  });

  it('gives up on a connection that answers nothing, and opens another', async () => {
    wire.swallowAt = 'from slots_lost';
    const limits = { statementMs: 300, lockMs: 300, idleMs: 300 };
    await expect(limitedTransaction(db, limits, (tx) => tx.execute(sql`select id from slots_lost`))).rejects.toThrow();
    wire.swallowAt = null;
    await one();
  });
});

describe('a transaction', () => {
  it('is ended by the server when nothing more is heard of it', async () => {
    const limits = { statementMs: 5_000, lockMs: 5_000, idleMs: 200 };
    await database.db.execute(sql`insert into slots_lost values (1)`);
    const frozen = limitedTransaction(db, limits, async (tx) => {
      await tx.execute(sql`update slots_lost set id = 2`);
      // Another process waits for the row, and gets it although this one never goes on.
      await database.db.execute(sql`update slots_lost set id = 3`);
      await tx.execute(sql`select 1`);
    });
    await expect(frozen).rejects.toThrow();
    await one();
    const { rows } = await database.db.execute(sql`select id from slots_lost`);
    expect(rows).toEqual([{ id: 3 }]);
  });

  it('waits for a lock no longer than its limit', async () => {
    await database.db.transaction(async (holder) => {
      await holder.execute(sql`update slots_lost set id = 4`);
      const limits = { statementMs: 5_000, lockMs: 100, idleMs: 5_000 };
      const waiting = limitedTransaction(db, limits, (tx) => tx.execute(sql`update slots_lost set id = 5`));
      const error: unknown = await waiting.catch((reason) => reason);
      expect(error).toMatchObject({ cause: { code: '55P03' } });
    });
  });

  it('has the ordinary limits unless it says otherwise, and takes its own along with it alone', async () => {
    const limitOf = (tx: Pick<Database, 'execute'>) =>
      tx.execute<{ limit: string }>(sql`select current_setting('statement_timeout') as limit`);
    const limits = { statementMs: 60_000, lockMs: 100, idleMs: 5_000 };
    expect((await limitedTransaction(db, limits, limitOf)).rows).toEqual([{ limit: '1min' }]);
    expect((await db.transaction(limitOf)).rows).toEqual([{ limit: '15s' }]);
    expect((await limitOf(db)).rows).toEqual([{ limit: '15s' }]);
  });
});
