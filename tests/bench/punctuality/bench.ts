import { setTimeout as sleep } from 'node:timers/promises';
import { buildIfStale } from '@/sandbox/world/build-if-stale';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { percentile, printFigure, printTable } from '@/tests/bench/support/figures';
import { numberOption } from '@/tests/support/outside/options';
import { onDatabase } from '@/tests/support/outside/product-database';
import { seedBookings } from '@/tests/support/outside/seed-callers';
import { latenesses } from './lateness';
import { MINUTE_MS, type Plan, planMinute } from './plan';
import { type Stage, setStage } from './stage';

const BOOKINGS = 600;
const SEED = 1;
/** Seeding ends within this before the first tick. */
const PREPARE_MS = 4_000;
/** After the minute: what is late by then is counted with its lateness, what comes later is an error. */
const TAIL_MS = 6_000;

/**
 * How late calls are ordered that fall due over one minute, with a tick of the cron a minute. The peers' workers get the
 * same due instants in the same minute, on the same database server.
 */
export async function run(args: readonly string[]): Promise<void> {
  const bookings = numberOption(args, 'bookings', BOOKINGS);
  const seed = numberOption(args, 'seed', SEED);
  await buildIfStale();
  const undo = new UndoStack();
  try {
    const stage = await setStage(bookings, args.includes('--live'), undo);
    report(await measure(stage, planMinute(seed, bookings)), bookings, seed);
  } finally {
    await undo.undo();
  }
}

async function measure(stage: Stage, plan: Plan): Promise<Map<string, number[]>> {
  const { product, databaseUrl, peers } = stage;
  const [before, within] = plan.tickMs;
  // Whatever loads on first use is loaded: a function of the platform that has served before.
  await product.tick();
  const beginning = Date.now() + PREPARE_MS - before;
  const dueAt = new Map(plan.dueMs.map((ms, n) => [`bk_${n}`, new Date(beginning + ms)]));

  await onDatabase(databaseUrl, async (client) => {
    await seedBookings(
      client,
      [...dueAt].map(([id, due], n) => ({ id, operator: n, dueAt: due })),
    );
    await client.query('vacuum analyze');
  });
  const jobs = [...dueAt].map(([job, due], n) => ({ job, dueAt: due, to: `+1202${2_000_000 + n}` }));
  for (const peer of peers) {
    await peer.schedule(jobs);
    await peer.start();
  }

  const ticks = [before, within].map(async (ms) => {
    await sleep(Math.max(0, beginning + ms - Date.now()));
    // Not waited for: the run stays for two minutes.
    void product.tick();
  });
  await Promise.all(ticks);
  await sleep(Math.max(0, beginning + MINUTE_MS + TAIL_MS - Date.now()));
  return collect(stage, dueAt);
}

async function collect(stage: Stage, dueAt: Map<string, Date>): Promise<Map<string, number[]>> {
  const { rows } = await onDatabase(stage.databaseUrl, (client) =>
    client.query<{ id: string; booking_id: string }>('select id, booking_id from calls'),
  );
  const bookingOf = new Map(rows.map((call) => [call.id, call.booking_id]));
  const own = await stage.carrier.orders();
  const measured = new Map([
    ['slotline', latenesses(dueAt, own, ({ urlParams }) => bookingOf.get(urlParams.call ?? ''))],
  ]);
  const theirs = await stage.peersCarrier.orders();
  for (const { name } of stage.peers) {
    const orders = theirs.filter(({ urlParams }) => urlParams.by === name);
    measured.set(
      name,
      latenesses(dueAt, orders, ({ urlParams }) => urlParams.job),
    );
  }
  return measured;
}

function report(measured: Map<string, number[]>, bookings: number, seed: number): void {
  const rows = [...measured].map(([name, ms]) => ({
    name,
    p50: percentile(ms, 0.5),
    p99: percentile(ms, 0.99),
    least: Math.min(...ms),
    most: Math.max(...ms),
  }));
  printTable(
    `${bookings} calls due over one minute (seed ${seed}): due → order received by the carrier`,
    ['', 'min', 'p50', 'p99', 'max'],
    rows.map(({ name, least, p50, p99, most }) => [name, ...[least, p50, p99, most].map((ms) => `${ms} ms`)]),
  );
  const own = rows.find(({ name }) => name === 'slotline');
  if (!own) return;
  for (const share of ['p50', 'p99'] as const) {
    const [better] = rows.filter(({ name }) => name !== 'slotline').sort((a, b) => a[share] - b[share]);
    if (!better) continue;
    printFigure({
      bench: 'punctuality',
      figure: `lateness_${share}`,
      value: own[share],
      unit: 'ms',
      against: better.name,
      againstValue: better[share],
    });
  }
}
