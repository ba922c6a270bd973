import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { type Calendly, startCalendly } from '@/sandbox/calendly/start-calendly';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { callbackUri, grantCode } from '@/tests/support/calendly';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { startWorker } from '@/tests/support/outside/start-worker';
import { encryption } from './account';
import { createRefresher, type Refresher } from './refresher';

/** What must be zero. */
interface TokenInvariants {
  /** Uses of a refresh token beyond the one that it is good for. */
  refreshedTwice: number;
  /** Connections that ended though their grant was there to be saved. */
  connectionsLost: number;
  /** Connections that cannot work any more, of which nobody was told exactly once. */
  lostSilently: number;
}

interface TokenResult {
  invariants: TokenInvariants;
  /** A worker died with the provider's answer: the single-use token is burnt, only a new consent helps. */
  mustReconnect: number;
}

const WORKERS = 8;
const ANSWER_LATE_MS = 4_000;
/** A dead worker's lease ends within this, and somebody looks after it. */
const SAVED_WITHIN_MS = 60_000;

/** Eight workers need one token renewed: undisturbed; with one killed before the provider acts; and killed after. */
export async function raceTokens(): Promise<TokenResult> {
  const postgres = await startTemporaryPostgres();
  const calendly = await startCalendly();
  const workers: Refresher[] = [];
  try {
    const databaseUrl = await migratedDatabase(postgres);
    const options = { databaseUrl, calendlyUrl: calendly.url };
    for (let n = 0; n < WORKERS; n += 1) workers.push(createRefresher(options));
    const invariants: TokenInvariants = { refreshedTwice: 0, connectionsLost: 0, lostSilently: 0 };
    let mustReconnect = 0;
    for (const round of ['undisturbed', 'killed-before', 'killed-after'] as const) {
      const id = `cnx_${round}`;
      await connect(workers[0] as Refresher, databaseUrl, id);
      const before = refreshes(calendly);
      if (round !== 'undisturbed') await killMidway(calendly, options, id, round === 'killed-before');
      const burnt = round === 'killed-after';
      const tokens = await Promise.all(workers.map((worker) => openAtLast(worker, id, calendly)));
      const { status, told } = await endOf(databaseUrl, id);
      if (burnt && status === 'needs_attention') {
        mustReconnect += 1;
        if (told !== 1) invariants.lostSilently += 1;
        continue;
      }
      if (new Set(tokens).size !== 1 || tokens[0] === null) invariants.lostSilently += 1;
      if (status !== 'connected') invariants.connectionsLost += 1;
      invariants.refreshedTwice += refreshes(calendly) - before - 1;
    }
    return { invariants, mustReconnect };
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
    await calendly.stop();
    await postgres.stop();
  }
}

/** Refreshes that Calendly carried out. */
function refreshes(calendly: Calendly): number {
  return calendly.control
    .exchanges('oauth.token')
    .filter(({ requestBody, status }) => Object(requestBody).grant_type === 'refresh_token' && status === 200).length;
}

/** A fresh grant whose access token ends at once. */
async function connect({ context }: Refresher, databaseUrl: string, id: string): Promise<void> {
  const { oauth } = context.calendars.calendly;
  if (!oauth) throw new Error('Calendly is connected by OAuth.');
  const { credentials, account } = await oauth.exchange({ ...(await grantCode(oauth)), redirectUri: callbackUri });
  const sealed = sealCredentials(encryption, id, credentials);
  await onDatabase(databaseUrl, async (client) => {
    await client.query("insert into organizations (id, slug, name, plan) values ($1, $1, $1, 'enterprise')", [id]);
    await client.query(
      `insert into connections (id, organization_id, provider, account_id, account_label, credentials,
                                token_expires_at, created_at, updated_at)
       values ($1, $1, 'calendly', $2, $3, $4, now() + interval '1 minute', now(), now())`,
      [id, account.accountId, account.label, sealed],
    );
  });
}

/** Has a worker begin the refresh, and ends it by SIGKILL before the provider acts, or before it answers. */
async function killMidway(
  calendly: Calendly,
  options: { databaseUrl: string; calendlyUrl: string },
  id: string,
  before: boolean,
): Promise<void> {
  const late = { operation: 'oauth.token', count: 1, delayMs: ANSWER_LATE_MS } as const;
  calendly.control.addFault({ ...late, kind: before ? 'delay-before' : 'delay-after' });
  // What is killed before the provider acts is never carried out: the request ends with its connection.
  if (before) calendly.control.addFault({ kind: 'drop', operation: 'oauth.token', count: 1 });
  const asked = refreshes(calendly);
  const worker = startWorker(fileURLToPath(new URL('refresher-worker.ts', import.meta.url)));
  await worker.ask('start', options);
  const opening = worker.ask('open', id).catch(() => undefined);
  const isMidway = async () => {
    if (!before) return refreshes(calendly) > asked;
    return onDatabase(options.databaseUrl, async (client) => {
      const { rows } = await client.query('select 1 from connections where id = $1 and lease_token is not null', [id]);
      return rows.length > 0;
    });
  };
  const since = performance.now();
  while (!(await isMidway())) {
    if (performance.now() - since > ANSWER_LATE_MS * 3) throw new Error('The worker never began.');
    await sleep(20);
  }
  // Its request is under way by now; the provider lets it wait for longer.
  await sleep(300);
  await worker.stop();
  await opening;
  await sleep(ANSWER_LATE_MS);
  calendly.control.clearFaults();
}

/** The access token that a worker gets after as many tries as it takes, and that works; null when the grant is over. */
async function openAtLast(worker: Refresher, id: string, calendly: Calendly): Promise<string | null> {
  const since = performance.now();
  for (;;) {
    try {
      const token = await worker.open(id);
      const headers = { authorization: `Bearer ${token}` };
      const { status } = await fetch(`${calendly.url}/users/me`, { headers });
      return status === 200 && token ? token : null;
    } catch (error) {
      const isOver = error instanceof Error && 'fault' in error && error.fault === 'grant_expired';
      if (isOver || performance.now() - since > SAVED_WITHIN_MS) return null;
      await sleep(500);
    }
  }
}

function endOf(databaseUrl: string, id: string): Promise<{ status: string; told: number }> {
  return onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ status: string; told: number }>(
      `select status, (select count(*)::int from notices n where n.organization_id = c.organization_id) as told
       from connections c where id = $1`,
      [id],
    );
    return rows[0] ?? { status: 'gone', told: 0 };
  });
}
