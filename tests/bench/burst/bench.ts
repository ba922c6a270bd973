import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase } from '@/sandbox/postgres/ensure-database';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { buildIfStale } from '@/sandbox/world/build-if-stale';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { median, printFigure, printTable, rounded } from '@/tests/bench/support/figures';
import { numberOption } from '@/tests/support/outside/options';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { seedCallers } from '@/tests/support/outside/seed-callers';
import { startCarrierProcess } from '@/tests/support/outside/start-carrier-process';
import { startProduct } from '@/tests/support/outside/start-product';
import type { Contender } from './contender';
import { type Measured, measure } from './measure';
import { productContender } from './product-contender';
import { workerContender } from './worker-contender';

const SIZE = 10_000;
const ROUNDS = 3;
const ORGANIZATIONS = 100;

/** Calls ordered per second when 10,000 fall due in the same second: the product, a bare script, two job queues. */
export async function run(args: readonly string[]): Promise<void> {
  const size = numberOption(args, 'size', SIZE);
  const rounds = numberOption(args, 'rounds', ROUNDS);
  await buildIfStale();
  const undo = new UndoStack();
  try {
    const contenders = await startContenders(size, undo);
    const measured = new Map<string, Measured[]>(contenders.all.map(({ name }) => [name, []]));
    // The first round of each has every code path compiled and every connection open, and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      for (const contender of contenders.all) {
        contender.resume();
        const result = await measure(contender, contenders.stage, size);
        contender.pause();
        if (round === 0) continue;
        measured.get(contender.name)?.push(result);
        console.log(`round ${round}  ${contender.name}: ${rounded(result.callsPerSecond)} calls/s`);
      }
    }
    report(measured, size, rounds);
  } finally {
    await undo.undo();
  }
}

async function startContenders(size: number, undo: UndoStack) {
  const postgres = await startTemporaryPostgres({ database: 'product' });
  undo.add(() => postgres.stop());
  const folder = await mkdtemp(join(tmpdir(), 'slotline-bench-'));
  undo.add(() => rm(folder, { recursive: true }));
  const carrier = await startCarrierProcess({ fast: true, callsPerSecond: null, queueLimit: size * 2 });
  undo.add(() => carrier.stop());

  const databaseUrl = await migratedDatabase(postgres);
  await onDatabase(databaseUrl, (client) =>
    seedCallers(client, { organizations: ORGANIZATIONS, operators: Math.ceil(size / ORGANIZATIONS) }),
  );
  const environment = { ...carrier.environment, SIGNALWIRE_CALLS_PER_SECOND: String(size * 10) };
  const product = await startProduct({ databaseUrl, folder, environment });
  const all: Contender[] = [productContender(product, databaseUrl)];
  undo.add(() => product.stop());
  for (const [name, file] of [
    ['floor', 'floor-worker.ts'],
    ['pg-boss', 'pg-boss-worker.ts'],
    ['graphile-worker', 'graphile-worker.ts'],
  ] as const) {
    await ensureDatabase(postgres.urlOf('postgres'), name);
    const contender = await workerContender(name, file, {
      databaseUrl: postgres.urlOf(name),
      carrier: { url: carrier.url, environment: carrier.environment },
    });
    contender.pause();
    undo.add(() => contender.stop());
    all.push(contender);
  }
  return { all, stage: { carrier, postgresPid: postgres.pid } };
}

function report(measured: Map<string, Measured[]>, size: number, rounds: number): void {
  const middle = new Map(
    [...measured].map(([name, results]) => [
      name,
      {
        callsPerSecond: rounded(median(results.map(({ callsPerSecond }) => callsPerSecond))),
        wallMs: rounded(median(results.map(({ wallMs }) => wallMs))),
        ownCpuUs: rounded(median(results.map(({ ownCpuUs }) => ownCpuUs))),
        databaseCpuUs: rounded(median(results.map(({ databaseCpuUs }) => databaseCpuUs))),
        all: results.map(({ callsPerSecond }) => rounded(callsPerSecond)).join(' '),
      },
    ]),
  );
  const own = middle.get('slotline');
  if (!own) return;
  printTable(
    `${size} calls due in the same second, median of ${rounds}`,
    ['', 'calls/s', 'due → all written', 'CPU/call', 'database CPU/call', 'rounds'],
    [...middle].map(([name, { callsPerSecond, wallMs, ownCpuUs, databaseCpuUs, all }]) => [
      name,
      callsPerSecond,
      `${wallMs} ms`,
      `${ownCpuUs} µs`,
      `${databaseCpuUs} µs`,
      all,
    ]),
  );
  for (const [against, { callsPerSecond }] of middle) {
    if (against === 'slotline') continue;
    printFigure({
      bench: 'burst',
      figure: 'calls_per_second',
      value: own.callsPerSecond,
      unit: '1/s',
      against,
      againstValue: callsPerSecond,
    });
  }
}
