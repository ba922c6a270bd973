import { createCalendars } from '@/lib/calendars/registry';
import { readConfig } from '@/lib/config/config';
import type { Clock } from '@/lib/core/clock';
import { createKv } from '@/lib/kv/create-kv';
import { type Deps, getDeps } from '@/lib/wiring/deps';
import { testDatabase } from './database';
import { shared } from './shared';
import { TestClock } from './test-clock';

/** A complete, valid environment with the smallest secrets; nothing in it opens anything real. */
const environment: Record<string, string> = {
  NODE_ENV: 'test',
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: 'test-auth-secret-of-more-than-32-characters',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  CRON_SECRET: 'test-cron-secret',
  SIGNALWIRE_API_URL: 'http://127.0.0.1:9',
  SIGNALWIRE_PROJECT_ID: 'test-project',
  SIGNALWIRE_API_TOKEN: 'test-token',
  SIGNALWIRE_SIGNING_KEY: 'PSK_test',
  SIGNALWIRE_FROM_NUMBER: '+12025550100',
  LOG_LEVEL: 'silent',
};

/** The product in one process, on a database of its own, with its time in the test's hand. */
export interface World<C extends Clock = TestClock> {
  deps: Deps;
  db: Deps['db'];
  clock: C;
  /** Replaces some dependencies until the world is closed. */
  override(replaced: Partial<Deps>): void;
  /** Waits for the tasks that routes left for after their answers. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** A Monday morning; the instant at which a world opens unless told. */
export const worldOpensAt = new Date('2026-03-02T10:00:00.000Z');

/**
 * Opens the world for one test file: route handlers called in this process then run on it.
 *
 *     const world = await openWorld();
 *     afterAll(world.close);
 *
 * @param env variables that differ, e.g. the address of a sandbox carrier
 */
export async function openWorld(env?: Record<string, string>): Promise<World>;
export async function openWorld<C extends Clock>(env: Record<string, string>, clock: C): Promise<World<C>>;
export async function openWorld(env: Record<string, string> = {}, clock: Clock = new TestClock(worldOpensAt)) {
  const { db, url, close } = await testDatabase();
  const variables = { ...environment, DATABASE_URL: url, ...env };
  Object.assign(process.env, variables);
  const config = readConfig(variables);
  const left: Promise<unknown>[] = [];
  const afterResponse = (task: () => Promise<void>) => left.push(task());
  const kv = createKv(config.kv, db, clock);
  const calendars = createCalendars({ config: config.calendars, kv, clock });
  const restores = [overrideDeps({ config, db, clock, kv, calendars, afterResponse })];
  return {
    get deps() {
      return getDeps();
    },
    db,
    clock,
    override(replaced: Partial<Deps>) {
      restores.push(overrideDeps(replaced));
    },
    async settle() {
      while (left.length > 0) await Promise.all(left.splice(0));
    },
    async close() {
      await Promise.all(left);
      for (const restore of restores.reverse()) restore();
      await close();
    },
  };
}

/** The world of a test file, opened before its tests and closed after them. */
export function sharedWorld(): World {
  return shared(() => openWorld());
}

/** Replaces some dependencies of this process; returns what puts them back. */
function overrideDeps(replaced: Partial<Deps>): () => void {
  const held = globalThis as typeof globalThis & { slotlineDeps?: Deps };
  const before = getDeps();
  held.slotlineDeps = { ...before, ...replaced };
  return () => {
    held.slotlineDeps = before;
  };
}
