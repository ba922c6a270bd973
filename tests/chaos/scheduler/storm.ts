import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { seedBookings, seedCallers } from '@/tests/support/outside/seed-callers';
import { startCarrierProcess } from '@/tests/support/outside/start-carrier-process';
import { type Product, startProduct } from '@/tests/support/outside/start-product';
import { type CampaignPlan, STORM_MS } from './plan';
import { type Endings, type Invariants, judge } from './verdict';

interface StormResult {
  invariants: Invariants;
  endings: Endings;
  /** From the end of the storm until nothing was open any more. */
  quietAfterMs: number;
  kills: number;
}

/** People answer, talk and hang up this much faster than in life. */
const TIME_SCALE = 10;
const LEAD_MS = 2_000;
const TICK_WHEN_QUIET_MS = 3_000;
/** Longer than all waits in a row: a held order, a silent talk, the last report of the other leg, an abandoned order. */
const QUIET_WITHIN_MS = 480_000;

/**
 * Runs one campaign in a world of its own: bookings fall due while the server is killed, ticks double and overlap, the
 * carrier errs and the database restarts; then the faults stop and ticks go on until nothing is open.
 * @param stormOver called when the machine is needed no more than a little
 */
export async function runStorm(seed: number, plan: CampaignPlan, stormOver: () => void): Promise<StormResult> {
  const folder = await mkdtemp(join(tmpdir(), 'slotline-chaos-'));
  const postgres = await startTemporaryPostgres();
  const carrier = await startCarrierProcess({ callsPerSecond: null, timeScale: TIME_SCALE, seed });
  let product: Product | undefined;
  try {
    const databaseUrl = await migratedDatabase(postgres);
    const environment = { ...carrier.environment, SIGNALWIRE_CALLS_PER_SECOND: '100', LOG_LEVEL: 'warn' };
    product = await startProduct({ databaseUrl, folder, environment, port: 4400 + (seed % 50) * 10 });
    const beginning = Date.now() + LEAD_MS;
    await onDatabase(databaseUrl, async (client) => {
      await seedCallers(client, { organizations: 5, operators: Math.ceil(plan.dueMs.length / 5) });
      const bookings = plan.dueMs.map((dueMs, n) => ({
        id: `bk_${n}`,
        operator: n,
        dueAt: new Date(beginning + dueMs),
      }));
      await seedBookings(client, bookings);
    });
    await carrier.addFaults(plan.faults);
    const kills = await disturb(plan, beginning, product, postgres, carrier);
    await carrier.clearFaults();
    stormOver();
    const quietAfterMs = await untilQuiet(product, databaseUrl);
    const orders = await carrier.orders();
    const verdict = await onDatabase(databaseUrl, (client) => judge(client, orders));
    return { ...verdict, quietAfterMs, kills };
  } finally {
    stormOver();
    await product?.stop();
    await carrier.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function disturb(
  plan: CampaignPlan,
  beginning: number,
  product: Product,
  postgres: Awaited<ReturnType<typeof startTemporaryPostgres>>,
  carrier: Awaited<ReturnType<typeof startCarrierProcess>>,
): Promise<number> {
  let kills = 0;
  for (const disturbance of plan.disturbances) {
    await sleep(Math.max(0, beginning + disturbance.atMs - Date.now()));
    switch (disturbance.kind) {
      case 'tick':
        // Not waited for: a run stays for minutes, and the next one comes all the same.
        for (let i = 0; i < disturbance.times; i += 1) void product.tick();
        break;
      case 'kill-server':
        kills += 1;
        await product.kill();
        await sleep(disturbance.downMs);
        await product.restart();
        break;
      case 'restart-database':
        await postgres.kill('SIGKILL');
        await postgres.restart();
        break;
      case 'carrier-down':
        await carrier.goDown(disturbance.forMs);
        break;
    }
  }
  await sleep(Math.max(0, beginning + STORM_MS - Date.now()));
  return kills;
}

/** Ticks as cron would, until every booking has ended. @returns how long that took, or the limit when it never did */
async function untilQuiet(product: Product, databaseUrl: string): Promise<number> {
  const since = performance.now();
  while (performance.now() - since < QUIET_WITHIN_MS) {
    const ticked = product.tick();
    await Promise.race([ticked, sleep(TICK_WHEN_QUIET_MS)]);
    const { rows } = await onDatabase(databaseUrl, (client) =>
      client.query<{ open: string }>(
        "select count(*) as open from booking_events where status in ('pending', 'calling')",
      ),
    );
    if (rows[0]?.open === '0') break;
    await sleep(TICK_WHEN_QUIET_MS);
  }
  return Math.round(performance.now() - since);
}
