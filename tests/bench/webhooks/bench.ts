import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { median, percentile, printFigure, printTable, rounded } from '@/tests/bench/support/figures';
import { calcomBody } from '@/tests/support/calcom-bodies';
import { numberOption } from '@/tests/support/outside/options';
import { signedPoster } from '@/tests/support/outside/post-signed';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { seedCalcomAccount, seededSecret } from '@/tests/support/outside/seed-calcom-account';
import { startProduct } from '@/tests/support/outside/start-product';
import { bareAddress, productWithBareRoute } from './product-with-bare-route';

/** The product does not start without a carrier; nobody is called here. */
const CARRIER = {
  SIGNALWIRE_API_URL: 'http://127.0.0.1:9',
  SIGNALWIRE_PROJECT_ID: 'measured-project',
  SIGNALWIRE_API_TOKEN: 'PT-measured',
  SIGNALWIRE_SIGNING_KEY: 'PSK-measured',
  SIGNALWIRE_FROM_NUMBER: '+12025550199',
};

const STEADY_PER_SECOND = 100;
/** Until the engine has compiled what is called often; the figures of the first rounds are its own. */
const WARM_UP_ROUNDS = 4;

interface Contender {
  name: string;
  url: string;
}

let serial = 0;

/** A booking that nobody has heard of. */
function nextBody(): string {
  serial += 1;
  const start = new Date(Date.UTC(2030, 0, 1) + serial * 1_800_000).toISOString();
  const attendees = [{ name: `Guest ${serial}`, email: `guest${serial}@example.test` }];
  return JSON.stringify(
    calcomBody('BOOKING_CREATED', { uid: `measured${serial}`, start, attendees }, new Date().toISOString()),
  );
}

/** Signed deliveries, acknowledged once they are kept and interpreted, against a bare route with HMAC and one INSERT. */
export async function run(args: readonly string[]): Promise<void> {
  const rounds = numberOption(args, 'rounds', 9);
  const roundMs = numberOption(args, 'round-ms', 2_000);
  const steadySeconds = numberOption(args, 'steady-seconds', 15);
  const root = await productWithBareRoute();
  const undo = new UndoStack();
  try {
    const postgres = await startTemporaryPostgres({ database: 'product' });
    undo.add(() => postgres.stop());
    const folder = await mkdtemp(join(tmpdir(), 'slotline-bench-'));
    undo.add(() => rm(folder, { recursive: true }));
    const databaseUrl = await migratedDatabase(postgres);
    const connectionId = await onDatabase(databaseUrl, async (client) => {
      await client.query(
        'create table bare_hooks (id bigserial primary key, body text not null, received_at timestamptz)',
      );
      return seedCalcomAccount(client);
    });
    const environment = { ...CARRIER, LOG_LEVEL: 'warn' };
    const product = await startProduct({ databaseUrl, root, folder, environment });
    undo.add(() => product.stop());
    const contenders: [Contender, Contender] = [
      { name: 'Slotline', url: `${product.url}/api/webhooks/calcom/${connectionId}` },
      { name: 'bare route', url: `${product.url}${bareAddress}` },
    ];
    const settled = () => onDatabase(databaseUrl, untilNoJobsAreLeft);
    for (const connections of [16, 64]) await measureRate(contenders, connections, rounds, roundMs, settled);
    await measureSteady(contenders, steadySeconds, settled);
    await onDatabase(databaseUrl, async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::int from webhook_events where status = 'processed') as interpreted,
                (select count(*)::int from webhook_events) as kept, (select count(*)::int from booking_events) as bookings`,
      );
      console.log(`kept ${rows[0].kept}, interpreted ${rows[0].interpreted}, bookings ${rows[0].bookings}`);
    });
  } finally {
    await undo.undo();
  }
}

/** What answers have left behind is done before anybody else is measured. */
async function untilNoJobsAreLeft(client: pg.Client): Promise<void> {
  const giveUpAt = performance.now() + 120_000;
  for (;;) {
    await sleep(300);
    const { rows } = await client.query(
      `select count(*)::int as left from jobs where status in ('waiting', 'running')`,
    );
    if (rows[0].left === 0) return;
    if (performance.now() > giveUpAt) throw new Error(`${rows[0].left} jobs are left.`);
  }
}

async function measureRate(
  contenders: readonly Contender[],
  connections: number,
  rounds: number,
  roundMs: number,
  settled: () => Promise<void>,
) {
  const measured = contenders.map((contender) => ({ ...contender, rates: [] as number[], times: [] as number[] }));
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1)
    for (const { url } of measured) await flood(url, connections, roundMs, []);
  for (let round = 0; round < rounds; round += 1)
    for (const { url, rates, times } of round % 2 === 0 ? measured : [...measured].reverse()) {
      await settled();
      rates.push(await flood(url, connections, roundMs, times));
    }
  printTable(
    `Deliveries acknowledged over ${connections} connections, median of ${rounds} rounds of ${roundMs / 1000} s`,
    ['', 'requests/s', 'p50 ms', 'p99 ms'],
    measured.map(({ name, rates, times }) => [
      name,
      rounded(median(rates)),
      rounded(percentile(times, 0.5), 1),
      rounded(percentile(times, 0.99), 1),
    ]),
  );
  const [ours, floor] = measured;
  printFigure({
    bench: 'webhooks',
    figure: connections === 16 ? 'requests_per_second' : `requests_per_second_${connections}`,
    value: rounded(median(ours?.rates ?? [])),
    unit: '1/s',
    against: 'bare route with HMAC and one INSERT',
    againstValue: rounded(median(floor?.rates ?? [])),
  });
}

async function flood(url: string, connections: number, forMs: number, times: number[]): Promise<number> {
  // Connections of its own: those that idled while another was measured are being closed by their server.
  const post = signedPoster(connections, seededSecret);
  const began = performance.now();
  let answered = 0;
  const connection = async () => {
    while (performance.now() - began < forMs) {
      const { status, text, ms } = await post(url, nextBody());
      if (status !== 200) throw new Error(`${url} answered ${status}: ${text.slice(0, 300)}`);
      answered += 1;
      times.push(ms);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return (answered * 1000) / (performance.now() - began);
}

/** At a steady rate, each delivery sent at its time, whether or not the one before was answered. */
async function measureSteady(
  contenders: readonly Contender[],
  seconds: number,
  settled: () => Promise<void>,
): Promise<void> {
  const results: { name: string; times: number[] }[] = [];
  for (const { name, url } of contenders) {
    await settled();
    const post = signedPoster(64, seededSecret);
    const began = performance.now();
    const times: number[] = [];
    const sent: Promise<void>[] = [];
    for (let n = 0; n < seconds * STEADY_PER_SECOND; n += 1) {
      const due = began + (n * 1000) / STEADY_PER_SECOND;
      await sleep(Math.max(0, due - performance.now()));
      sent.push(
        post(url, nextBody()).then(({ status, text }) => {
          if (status !== 200) throw new Error(`${url} answered ${status}: ${text.slice(0, 300)}`);
          times.push(performance.now() - due);
        }),
      );
    }
    await Promise.all(sent);
    results.push({ name, times });
  }
  printTable(
    `At a steady ${STEADY_PER_SECOND} requests/s for ${seconds} s`,
    ['', 'p50 ms', 'p99 ms', 'max ms'],
    results.map(({ name, times }) => [
      name,
      rounded(percentile(times, 0.5), 1),
      rounded(percentile(times, 0.99), 1),
      rounded(Math.max(...times), 1),
    ]),
  );
  const [ours, floor] = results;
  printFigure({
    bench: 'webhooks',
    figure: 'ack_p99',
    value: rounded(percentile(ours?.times ?? [], 0.99), 1),
    unit: 'ms',
    against: 'bare route with HMAC and one INSERT',
    againstValue: rounded(percentile(floor?.times ?? [], 0.99), 1),
  });
}
