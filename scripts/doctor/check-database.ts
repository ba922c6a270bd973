import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/lib/db/client';
import { type Finding, fault, ok, reasonOf, warning } from './finding';

const EXTENSIONS = ['btree_gist', 'pg_trgm'];
const OLDEST_MAJOR = 15;
/** Beyond this, rows that one instance writes appear to lie in another's past. */
const CLOCK_WARNING_MS = 2_000;
const CLOCK_FAULT_MS = 30_000;

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

/** Checks that the database answers, its version, migrations and extensions, and its clock. */
export async function checkDatabase(db: Database): Promise<{ reachable: boolean; findings: Finding[] }> {
  try {
    const first = await checkServer(db);
    return { reachable: true, findings: [first, await checkClock(db), ...(await checkSchema(db))] };
  } catch (error) {
    const remedy = 'check DATABASE_URL (host, port, database, user, password) and that the server is running';
    return { reachable: false, findings: [fault('database', reasonOf(error), remedy)] };
  }
}

async function checkServer(db: Database): Promise<Finding> {
  const startedAt = performance.now();
  const { rows } = await db.execute<{ version: string; number: string }>(
    sql`select current_setting('server_version') as version, current_setting('server_version_num') as number`,
  );
  const milliseconds = Math.round(performance.now() - startedAt);
  const version = rows[0]?.version ?? 'unknown';
  if (Number(rows[0]?.number ?? 0) < OLDEST_MAJOR * 10_000)
    return fault('database', `PostgreSQL ${version}`, `upgrade to version ${OLDEST_MAJOR} or later`);
  return ok('database', `PostgreSQL ${version}, answered in ${milliseconds} ms`);
}

async function checkClock(db: Database): Promise<Finding> {
  // The first query of a connection also opens it, which would distort the measurement.
  await db.execute(sql`select 1`);
  const before = Date.now();
  const { rows } = await db.execute<{ at: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as at`);
  const after = Date.now();
  const drift = Math.round(Number(rows[0]?.at) - (before + after) / 2);
  const text = `${Math.abs(drift)} ms ${drift < 0 ? 'behind' : 'ahead of'} this machine`;
  const remedy = 'sync both machines with NTP: calls leave by the clock of the app';
  if (Math.abs(drift) > CLOCK_FAULT_MS) return fault('database clock', text, remedy);
  if (Math.abs(drift) > CLOCK_WARNING_MS) return warning('database clock', text, remedy);
  return ok('database clock', text);
}

async function checkSchema(db: Database): Promise<Finding[]> {
  const journal = journalSchema.parse(JSON.parse(await readFile('drizzle/meta/_journal.json', 'utf8')));
  const table = await db.execute<{ there: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  const applied = table.rows[0]?.there
    ? (await db.execute<{ at: string }>(sql`select created_at as at from drizzle.__drizzle_migrations`)).rows
    : [];
  // Drizzle applies every migration newer than the last one applied.
  const last = Math.max(0, ...applied.map(({ at }) => Number(at)));
  const pending = journal.entries.filter(({ when }) => when > last).map(({ tag }) => tag);
  if (pending.length > 0)
    return [fault('migrations', `${pending.length} pending: ${pending.join(', ')}`, 'run: npm run db:migrate')];
  const found = await db.execute<{ name: string }>(sql`select extname as name from pg_extension`);
  const missing = EXTENSIONS.filter((name) => !found.rows.some((row) => row.name === name));
  return [
    ok('migrations', `all ${journal.entries.length} applied`),
    missing.length > 0
      ? fault(
          'extensions',
          `${missing.join(', ')} missing`,
          `as a superuser: create extension ${missing.join('; create extension ')}`,
        )
      : ok('extensions', EXTENSIONS.join(', ')),
  ];
}
