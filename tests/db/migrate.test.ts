import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMigrations } from '@/lib/db/migrate';
import { startNeonRelay } from '@/sandbox/neon-relay/start-neon-relay';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-migrations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A migrations folder of its own: each name with the statements of its file. */
async function migrations(name: string, files: Record<string, string>): Promise<string> {
  const home = join(folder, name);
  await mkdir(join(home, 'meta'), { recursive: true });
  const entries = Object.keys(files).map((tag, idx) => ({
    idx,
    tag,
    when: 4_000_000_000_000 + idx,
    breakpoints: true,
  }));
  await writeFile(
    join(home, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const [tag, statements] of Object.entries(files)) await writeFile(join(home, `${tag}.sql`), statements);
  return home;
}

async function withDatabase(use: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await testDatabase();
  try {
    await use(database);
  } finally {
    await database.close();
  }
}

const config = (url: string) => ({
  url: 'postgres://nobody@127.0.0.1:1/pooled',
  directUrl: url,
  driver: 'pg' as const,
  neonWsProxy: undefined,
  poolSize: 10,
});

describe('migrations', () => {
  it('five deployments at once apply each migration once, through the direct connection', async () => {
    const home = await migrations('at-once', {
      '0000_first': 'create table counted (n int); select pg_sleep(0.1);',
      '0001_second': 'insert into counted values (1);',
    });
    await withDatabase(async ({ db, url }) => {
      await Promise.all(Array.from({ length: 5 }, () => applyMigrations(config(url), home)));
      const { rows } = await db.execute(sql`select count(*)::int as applied from counted`);
      expect(rows).toStrictEqual([{ applied: 1 }]);
    });
  });

  it('one that fails half-way leaves nothing behind, and can be mended', async () => {
    const files = { '0000_good': 'create table half (n int);', '0001_bad': 'create table half (n int);' };
    const home = await migrations('half', files);
    await withDatabase(async ({ db, url }) => {
      await expect(applyMigrations(config(url), home)).rejects.toThrow();
      expect((await db.execute(sql`select to_regclass('half') as half`)).rows).toStrictEqual([{ half: null }]);
      await migrations('half', { ...files, '0001_bad': 'create table mended (n int);' });
      await applyMigrations(config(url), home);
      expect((await db.execute(sql`select to_regclass('mended') as mended`)).rows).toStrictEqual([
        { mended: 'mended' },
      ]);
    });
  });

  it("run through Neon's driver as well", async () => {
    const home = await migrations('neon', { '0000_only': 'create table far (n int);' });
    const relay = await startNeonRelay();
    await withDatabase(async ({ db, url }) => {
      await applyMigrations({ ...config(url), driver: 'neon', neonWsProxy: relay.address }, home);
      expect((await db.execute(sql`select to_regclass('far') as far`)).rows).toStrictEqual([{ far: 'far' }]);
    });
    await relay.close();
  });

  it('of the product apply to a database that has them already without a change', async () => {
    await withDatabase(async ({ db, url }) => {
      const applied = () => db.execute(sql`select hash, created_at from drizzle.__drizzle_migrations order by id`);
      const before = (await applied()).rows;
      await applyMigrations(config(url));
      expect((await applied()).rows).toStrictEqual(before);
      expect(before.length).toBeGreaterThan(0);
    });
  });
});
