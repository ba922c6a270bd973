import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { type Product, startProduct } from '@/tests/support/outside/start-product';
import { account, encryptionKeys, seedOrganizations } from './account';
import { createPeople, type People } from './people';
import { type CampaignPlan, ORGANIZATIONS } from './plan';
import { type Endings, type Invariants, judge } from './verdict';

interface StormResult {
  invariants: Invariants;
  endings: Endings;
  answers: People['answers'];
  /** From the end of the storm until no job was open any more; null when that never came. */
  quietAfterMs: number | null;
  kills: number;
  /** Kills that struck after the provider had acted and before it had answered. */
  killsBeforeCommit: number;
}

const cronSecret = 'chaos-cron-secret';
const QUIET_WITHIN_MS = 120_000;
/** Longer than a request to the provider with its time-out: nobody waits for an answer any more. */
const SILENCE_MS = 20_000;
const WRITE_COMES_WITHIN_MS = 8_000;

/**
 * Runs one campaign in a world of its own: people book while Cal.com errs after it has acted and the server is killed
 * with its answers; then the faults stop and the crons are fired until no job is left.
 */
export async function runStorm(seed: number, plan: CampaignPlan): Promise<StormResult> {
  const folder = await mkdtemp(join(tmpdir(), 'slotline-chaos-'));
  const postgres = await startTemporaryPostgres();
  const writes = watchWrites();
  const calcom = await startCalcom({ account, requestsPerMinute: 1_000, onExchange: writes.note });
  let product: Product | undefined;
  try {
    const databaseUrl = await migratedDatabase(postgres);
    await onDatabase(databaseUrl, seedOrganizations);
    product = await startProduct({
      databaseUrl,
      folder,
      port: 4700 + (seed % 50) * 4,
      environment: {
        CALCOM_API_URL: calcom.url,
        ENCRYPTION_KEYS: encryptionKeys,
        CRON_SECRET: cronSecret,
        SIGNALWIRE_API_URL: 'http://127.0.0.1:9',
        SIGNALWIRE_PROJECT_ID: 'chaos-project',
        SIGNALWIRE_API_TOKEN: 'PT-chaos',
        SIGNALWIRE_SIGNING_KEY: 'PSK-chaos',
        SIGNALWIRE_FROM_NUMBER: '+12025550199',
        LOG_LEVEL: 'warn',
      },
    });
    calcom.control.seedFaults(seed);
    for (const rule of plan.faults) calcom.control.addFault(rule);
    const people = createPeople(product.url);
    const { kills, killsBeforeCommit } = await disturb(plan, product, calcom, people, writes);
    calcom.control.clearFaults();
    const quietAfterMs = await untilQuiet(product.url, databaseUrl);
    const verdict = await onDatabase(databaseUrl, (client) => judge(client, calcom.control.bookings()));
    return { ...verdict, answers: people.answers, quietAfterMs, kills, killsBeforeCommit };
  } finally {
    await product?.stop();
    await calcom.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tells when the provider has carried out a write, before its answer leaves. */
function watchWrites() {
  let waiting: (() => void) | undefined;
  return {
    note(exchange: { operation: string; status: number }) {
      const written = /^bookings\.(create|reschedule|cancel)$/.test(exchange.operation) && exchange.status < 300;
      if (written) waiting?.();
    },
    /** False when none came in time. */
    next: (withinMs: number) =>
      Promise.race([
        new Promise<boolean>((resolve) => {
          waiting = () => resolve(true);
        }),
        sleep(withinMs, false),
      ]),
  };
}

async function disturb(
  plan: CampaignPlan,
  product: Product,
  calcom: Calcom,
  people: People,
  writes: ReturnType<typeof watchWrites>,
): Promise<{ kills: number; killsBeforeCommit: number }> {
  const beginning = Date.now();
  const deeds: Promise<unknown>[] = [];
  let [kills, killsBeforeCommit] = [0, 0];
  for (const happening of plan.happenings) {
    await sleep(Math.max(0, beginning + happening.atMs - Date.now()));
    switch (happening.kind) {
      case 'cron':
        deeds.push(fireCrons(product.url));
        break;
      case 'kill-before-commit':
        if (await awaitWrite(people, calcom, writes, kills % ORGANIZATIONS)) killsBeforeCommit += 1;
        kills += 1;
        await product.kill();
        await product.restart();
        break;
      case 'kill-server':
        kills += 1;
        await product.kill();
        await product.restart();
        break;
      default:
        deeds.push(people.act(happening));
    }
  }
  await Promise.all(deeds);
  return { kills, killsBeforeCommit };
}

/** Waits until the provider has carried out a write whose answer is on its way for another while. */
async function awaitWrite(
  people: People,
  calcom: Calcom,
  writes: ReturnType<typeof watchWrites>,
  organization: number,
): Promise<boolean> {
  calcom.control.addFault({ kind: 'delay-after', delayMs: 2_000, method: 'POST', path: '/v2/bookings*', count: 1 });
  const written = writes.next(WRITE_COMES_WITHIN_MS);
  // Something to be written, while nobody else comes. Not waited for: it is answered when the server is back.
  void people.act({ atMs: 0, kind: 'visitor', organization, choice: 0.5 });
  return written;
}

async function fireCrons(appUrl: string): Promise<void> {
  const headers = { authorization: `Bearer ${cronSecret}` };
  const fire = (name: string) => fetch(`${appUrl}/api/cron/${name}`, { headers }).catch(() => null);
  await Promise.all([fire('deliveries'), fire('calendar-sync')]);
}

/** Fires the crons until no job is open. Pauses between attempts are cut short, as if their time had passed. */
async function untilQuiet(appUrl: string, databaseUrl: string): Promise<number | null> {
  const since = performance.now();
  await sleep(SILENCE_MS);
  while (performance.now() - since < QUIET_WITHIN_MS) {
    await onDatabase(databaseUrl, (client) =>
      client.query(`update jobs set run_at = now() where status = 'waiting' and run_at > now()`),
    );
    await fireCrons(appUrl);
    const { rows } = await onDatabase(databaseUrl, (client) =>
      client.query<{ open: string }>("select count(*) as open from jobs where status in ('waiting', 'running')"),
    );
    if (rows[0]?.open === '0') {
      // Once more, for what the last job left to be read.
      await fireCrons(appUrl);
      return Math.round(performance.now() - since);
    }
    await sleep(2_000);
  }
  return null;
}
