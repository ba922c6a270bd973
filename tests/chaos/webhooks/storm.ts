import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { bookerOf } from '@/tests/support/booking-stories';
import { signedPoster } from '@/tests/support/outside/post-signed';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { seedCalcomAccount, seededSecret } from '@/tests/support/outside/seed-calcom-account';
import { cronSecret, type Product, startProduct } from '@/tests/support/outside/start-product';
import { seedLeads } from './leads';
import { type CampaignPlan, lifeOf } from './plan';
import { type Invariants, judge } from './verdict';

interface StormResult {
  invariants: Invariants;
  acknowledged: number;
  /** Posted and never answered with a 2xx; they are posted again, as nobody can tell what became of them. */
  unanswered: number;
  kills: number;
  /** Interpreted by cron, as their request died first. */
  takenUp: number;
}

const CONNECTIONS = 16;
const CARRIER = {
  SIGNALWIRE_API_URL: 'http://127.0.0.1:9',
  SIGNALWIRE_PROJECT_ID: 'storm-project',
  SIGNALWIRE_API_TOKEN: 'PT-storm',
  SIGNALWIRE_SIGNING_KEY: 'PSK-storm',
  SIGNALWIRE_FROM_NUMBER: '+12025550199',
};
const SETTLE_WITHIN_MS = 120_000;

/** Posts everything while the server is killed and the database restarts; then lets cron take up what was left. */
export async function runStorm(seed: number, plan: CampaignPlan): Promise<StormResult> {
  const folder = await mkdtemp(join(tmpdir(), 'slotline-chaos-'));
  const postgres = await startTemporaryPostgres();
  let product: Product | undefined;
  try {
    const databaseUrl = await migratedDatabase(postgres);
    const connectionId = await onDatabase(databaseUrl, async (client) => {
      const connection = await seedCalcomAccount(client, 'storm');
      const bookers = plan.stories.map((story) => bookerOf(lifeOf(story)));
      await seedLeads(client, 'org_storm', bookers);
      return connection;
    });
    const environment = { ...CARRIER, LOG_LEVEL: 'warn' };
    product = await startProduct({ databaseUrl, folder, environment, port: 4450 + (seed % 20) * 10 });
    const url = `${product.url}/api/webhooks/calcom/${connectionId}`;
    const posted = await postAll(plan, url, product, postgres);
    const takenUp = await settle(product, databaseUrl);
    const invariants = await onDatabase(databaseUrl, (client) => judge(client, plan.stories, posted.acknowledged));
    const { acknowledged, unanswered, kills } = posted;
    return { invariants, acknowledged: acknowledged.length, unanswered, kills, takenUp };
  } finally {
    await product?.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function postAll(
  plan: CampaignPlan,
  url: string,
  product: Product,
  postgres: Awaited<ReturnType<typeof startTemporaryPostgres>>,
) {
  const post = signedPoster(CONNECTIONS, seededSecret);
  const queue = [...plan.posts];
  const disturbances = [...plan.disturbances];
  const acknowledged: string[] = [];
  let unanswered = 0;
  let kills = 0;
  let disturbing: Promise<void> | null = null;
  const disturb = async (kind: 'kill-server' | 'restart-database') => {
    kills += 1;
    if (kind === 'kill-server') {
      await product.kill();
      await product.restart();
    } else {
      await postgres.kill('SIGKILL');
      await postgres.restart();
    }
  };
  const worker = async () => {
    for (let body = queue.shift(); body !== undefined; body = queue.shift()) {
      const { status } = await post(url, body);
      if (status === 200 || status === 202) acknowledged.push(body);
      else {
        unanswered += 1;
        queue.push(body);
        await sleep(50);
      }
      const [next] = disturbances;
      if (next && !disturbing && acknowledged.length >= next.afterDeliveries) {
        disturbances.shift();
        disturbing = disturb(next.kind).finally(() => {
          disturbing = null;
        });
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  await disturbing;
  return { acknowledged, unanswered, kills };
}

/** Cron as the platform fires it, with the waiting left out, until nothing is left to do. @returns how many deliveries it took up */
async function settle(product: Product, databaseUrl: string): Promise<number> {
  const until = performance.now() + SETTLE_WITHIN_MS;
  let takenUp = 0;
  while ((await hurryWhatIsLeft(databaseUrl)) > 0 && performance.now() < until) {
    const { interpreted } = await fire(product, 'deliveries');
    takenUp += interpreted ?? 0;
  }
  await fire(product, 'funnel-refresh');
  return takenUp;
}

/** Makes everything due that waits for its time. @returns how much that is */
function hurryWhatIsLeft(databaseUrl: string): Promise<number> {
  return onDatabase(databaseUrl, async (client) => {
    const events = await client.query(
      "update webhook_events set next_attempt_at = now() where status in ('received', 'failed')",
    );
    await client.query("update jobs set run_at = least(run_at, now()) where status = 'waiting'");
    // Those that run belong to a drain, or to one that was killed until their lease ends.
    const jobs = await client.query("select from jobs where status in ('waiting', 'running')");
    return (events.rowCount ?? 0) + (jobs.rowCount ?? 0);
  });
}

async function fire(product: Product, cron: string): Promise<Record<string, number>> {
  const answer = await fetch(`${product.url}/api/cron/${cron}`, { headers: { authorization: `Bearer ${cronSecret}` } });
  const { counts } = (await answer.json()) as { counts: Record<string, number> };
  return counts;
}
