import { and, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Clock } from '@/lib/core/clock';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { kvEntries } from '@/lib/db/schema/kv';
import { requireKey, requireLifetime } from './arguments';
import { bucketFigures, takeAnswer } from './bucket';
import type { JsonValue, Kv } from './port';

const expired = (now: Date) => lte(kvEntries.expiresAt, now);
const alive = (now: Date) => gt(kvEntries.expiresAt, now);
const after = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
const json = (value: JsonValue) => sql`${JSON.stringify(value)}::jsonb`;

/** The store in the database, table `kv_entries`. */
export function createPostgresKv(db: Database, clock: Clock): Kv {
  const put = (key: string, value: JsonValue, ttlSeconds: number, now: Date, setWhere?: SQL) => {
    requireKey(key);
    requireLifetime(ttlSeconds);
    const entry = { value: json(value), count: null, expiresAt: after(now, ttlSeconds) };
    return db
      .insert(kvEntries)
      .values({ key, ...entry })
      .onConflictDoUpdate({ target: kvEntries.key, set: entry, setWhere })
      .returning({ key: kvEntries.key });
  };

  return {
    async get(key) {
      requireKey(key);
      // As text: drizzle parses a jsonb string a second time, so '"123"' would come back as a number.
      const [entry] = await db
        .select({ text: sql<string | null>`${kvEntries.value}::text` })
        .from(kvEntries)
        .where(and(eq(kvEntries.key, key), alive(clock.now())));
      return entry?.text ? JSON.parse(entry.text) : null;
    },

    async getMany(keys) {
      for (const key of keys) requireKey(key);
      if (keys.length === 0) return [];
      const entries = await db
        .select({ key: kvEntries.key, text: sql<string | null>`${kvEntries.value}::text` })
        .from(kvEntries)
        .where(and(anyOf(kvEntries.key, keys), alive(clock.now())));
      const found = new Map(entries.map(({ key, text }) => [key, text]));
      return keys.map((key) => JSON.parse(found.get(key) ?? 'null'));
    },

    async set(key, value, ttlSeconds) {
      await put(key, value, ttlSeconds, clock.now());
    },

    async setIfAbsent(key, value, ttlSeconds) {
      const now = clock.now();
      return (await put(key, value, ttlSeconds, now, expired(now))).length === 1;
    },

    async delete(key) {
      requireKey(key);
      await db.delete(kvEntries).where(eq(kvEntries.key, key));
    },

    async compareAndDelete(key, token) {
      requireKey(key);
      const gone = await db
        .delete(kvEntries)
        .where(and(eq(kvEntries.key, key), eq(kvEntries.value, json(token)), alive(clock.now())))
        .returning({ key: kvEntries.key });
      return gone.length === 1;
    },

    async increment(key, ttlSeconds) {
      requireKey(key);
      requireLifetime(ttlSeconds);
      const now = clock.now();
      const over = expired(now);
      const [entry] = await db
        .insert(kvEntries)
        .values({ key, count: 1, expiresAt: after(now, ttlSeconds) })
        .onConflictDoUpdate({
          target: kvEntries.key,
          set: {
            value: null,
            count: sql`case when ${over} then 1 else ${kvEntries.count} + 1 end`,
            expiresAt: sql`case when ${over} then excluded.expires_at else ${kvEntries.expiresAt} end`,
          },
          setWhere: sql`${kvEntries.count} is not null or ${over}`,
        })
        .returning({ count: kvEntries.count });
      if (typeof entry?.count !== 'number') throw new Error('The key holds a value, not a count.');
      return entry.count;
    },

    async take(bucket, limit, windowSeconds, now) {
      requireKey(bucket);
      const figures = bucketFigures(limit, windowSeconds, now);
      const expiresAt = sql`${after(now, windowSeconds).toISOString()}::timestamptz`;
      const fullAt = sql`greatest(${kvEntries.count}, ${figures.now}::bigint) + ${figures.step}::bigint`;
      const result = await db.execute<{ allowed: boolean; full_at: string }>(sql`
        with taken as (
          insert into ${kvEntries} (key, count, expires_at)
          values (${bucket}, ${figures.now}::bigint + ${figures.step}::bigint, ${expiresAt})
          on conflict (key) do update set count = ${fullAt}, expires_at = excluded.expires_at
          where ${fullAt} <= ${figures.now}::bigint + ${figures.window}::bigint
          returning count
        )
        select true as allowed, count as full_at from taken
        union all
        select false, count from ${kvEntries} where key = ${bucket} and not exists (select from taken)`);
      const row = result.rows[0];
      if (row?.allowed) return takeAnswer(true, Number(row.full_at), figures);
      // Refused by a bucket that filled after the statement began: it is then as full as it can be.
      return takeAnswer(false, Number(row?.full_at ?? figures.now + figures.window), figures);
    },
  };
}

/** Deletes up to `atMost` entries whose time is over; returns how many. They are invisible before that, too. */
export async function sweepExpiredEntries(db: Database, now: Date, atMost: number): Promise<number> {
  const doomed = db
    .select({ key: kvEntries.key })
    .from(kvEntries)
    .where(expired(now))
    .limit(atMost)
    .for('update', { skipLocked: true });
  const gone = await db.delete(kvEntries).where(inArray(kvEntries.key, doomed)).returning({ key: kvEntries.key });
  return gone.length;
}
