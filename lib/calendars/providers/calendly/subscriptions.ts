import { calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import type { SubscriptionsFacet } from '@/lib/calendars/provider-module';
import type { ConnectionSubscription } from '@/lib/db/schema/calendars';
import { tryWithLock } from '@/lib/kv/lock';
import { sha256 } from '@/lib/security/digest';
import {
  accountOf,
  type CalendlyAccount,
  type CalendlyClient,
  type CalendlyDeps,
  faultOf,
  isPlanTooSmall,
  resource,
} from './client';
import { pathOf } from './map';
import { type WireSubscription, wireSubscription } from './wire';

/** The events we subscribe to. */
const EVENTS = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'];
const LOCK_SECONDS = 60;

/**
 * Our subscription at Calendly: of the user, with a key of its own. Calendly switches one off after a day of failures
 * and tells nobody; it can be neither changed nor switched on again. So a new one is made, under another query of the
 * same address, before the old one is deleted, and the keys of both count until the next check.
 */
export function calendlySubscriptions({ kv }: CalendlyDeps, client: CalendlyClient): SubscriptionsFacet {
  return {
    async ensure(connection, current, request) {
      // Two who check at once would each delete what the other has made.
      const kept = await tryWithLock(kv, `calendly-subscribing:${connection.id}`, LOCK_SECONDS, () =>
        ensureOne(client, connection, current, request),
      );
      if (!kept) throw calendarUnavailable('rate', LOCK_SECONDS);
      return kept;
    },
    async remove(connection, current) {
      const account = accountOf(connection);
      const all = await listOwn(client, account);
      const mine = all.find(({ uri }) => uri === current.id);
      const ours = mine ? all.filter((one) => isSameAddress(one.callback_url, mine.callback_url)) : [];
      for (const { uri } of ours) await remove(client, account, uri);
    },
  };
}

async function ensureOne(
  client: CalendlyClient,
  connection: OpenConnection,
  current: ConnectionSubscription | null,
  { callbackUrl, secret, now }: { callbackUrl: string; secret: string; now: Date },
): Promise<ConnectionSubscription> {
  const account = accountOf(connection);
  const checkedAt = now.toISOString();
  const ours = (await listOwn(client, account)).filter((one) => isSameAddress(one.callback_url, callbackUrl));
  const live = ours.find(({ uri, state }) => uri === current?.id && state === 'active');
  const [currentSecret] = current?.secret.split(' ') ?? [];
  const kept: ConnectionSubscription =
    live && currentSecret
      ? { id: live.uri, secret: currentSecret, checkedAt, state: 'active' }
      : { ...(await create(client, account, callbackUrl, secret, currentSecret)), checkedAt };
  for (const { uri } of ours) if (uri !== kept.id) await remove(client, account, uri);
  return kept;
}

async function create(
  client: CalendlyClient,
  account: CalendlyAccount,
  callbackUrl: string,
  secret: string,
  oldSecret: string | undefined,
): Promise<Omit<ConnectionSubscription, 'checkedAt'>> {
  const url = new URL(callbackUrl);
  url.searchParams.set('s', sha256(secret).slice(0, 12));
  const secrets = oldSecret ? `${secret} ${oldSecret}` : secret;
  const json = {
    url: url.href,
    events: EVENTS,
    organization: account.organizationUri,
    user: account.userUri,
    scope: 'user',
    signing_key: secret,
  };
  const post = { method: 'POST', path: '/webhook_subscriptions', json, repeatable: false } as const;
  const answer = await client.ask(account, post).catch((error: unknown) => {
    if (error instanceof UncertainOutcome) return null;
    throw error;
  });
  if (answer?.ok) return { id: resource(answer, wireSubscription).uri, secret: secrets, state: 'active' };
  if (answer && isPlanTooSmall(answer)) return { id: '', secret: secrets, state: 'missing' };
  if (answer && answer.status !== 409) throw faultOf(answer);
  // The address names the key, so that what stands there is what was just asked for.
  const made = (await listOwn(client, account)).find(({ callback_url }) => callback_url === url.href);
  if (!made) throw calendarUnavailable('timeout');
  return { id: made.uri, secret: secrets, state: 'active' };
}

async function listOwn(client: CalendlyClient, account: CalendlyAccount): Promise<WireSubscription[]> {
  const { organizationUri: organization, userUri: user } = account;
  const query = { organization, scope: 'user', user };
  const answer = await client.list(account, '/webhook_subscriptions', query, wireSubscription);
  if (answer.ok) return answer.items;
  if (isPlanTooSmall(answer)) return [];
  throw faultOf(answer);
}

/** One that is gone already counts as removed. */
async function remove(client: CalendlyClient, account: CalendlyAccount, uri: string): Promise<void> {
  const answer = await client.ask(account, { method: 'DELETE', path: pathOf(uri), repeatable: true });
  if (!answer.ok && answer.status !== 404) throw faultOf(answer);
}

/** Same but for the query. */
function isSameAddress(one: string, other: string): boolean {
  const bare = (address: string) => address.split('?')[0];
  return bare(one) === bare(other);
}
