import { createHash, randomBytes } from 'node:crypto';
import type { OpenConnection } from '@/lib/calendars/port';
import type { OAuthFacet, ProviderModule } from '@/lib/calendars/provider-module';
import { createCalendlyModule } from '@/lib/calendars/providers/calendly/module';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { ConnectionSettings } from '@/lib/db/schema/calendars';
import { createKv } from '@/lib/kv/create-kv';
import type { Kv } from '@/lib/kv/port';
import { danaId, introCallId } from '@/sandbox/calendly/sample-account';
import { type Calendly, type CalendlyOptions, startCalendly } from '@/sandbox/calendly/start-calendly';
import { testDatabase } from './database';

export const callbackUri = 'http://localhost:3000/api/oauth/calendly/callback';

export const eventTypeUri = (id: string) => `https://api.calendly.com/event_types/${id}`;

/** A Calendly, and our adapter on it. */
export interface CalendlyWorld {
  calendly: Calendly;
  module: ProviderModule;
  oauth: OAuthFacet;
  kv: Kv;
  /** A connection as the vault would open it, after a consent of this user. */
  connect(settings?: ConnectionSettings, userId?: string): Promise<OpenConnection>;
  close(): Promise<void>;
}

/** Starts both. Requests are given up after `timeoutMs`, so that silence is noticed soon. */
export async function calendlyWorld(
  options: CalendlyOptions & { clock?: Clock; timeoutMs?: number } = {},
): Promise<CalendlyWorld> {
  const { clock = systemClock, timeoutMs = 1_500, ...rest } = options;
  const calendly = await startCalendly({ now: () => clock.now(), ...rest });
  const database = await testDatabase();
  const kv = createKv({ kind: 'database' }, database.db, clock);
  const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  const module = createCalendlyModule({ config: calendlyConfig(calendly), kv, clock, fetch: impatient });
  const { oauth } = module;
  if (!oauth) throw new Error('Calendly is connected by OAuth.');
  return {
    calendly,
    module,
    oauth,
    kv,
    connect: (settings, userId) => connectionBy(oauth, settings, userId),
    async close() {
      await calendly.stop();
      await database.close();
    },
  };
}

/** The configuration under which the adapter finds a simulated Calendly. */
export function calendlyConfig({ url }: Calendly) {
  return {
    apiUrl: url,
    authUrl: url,
    client: { id: 'calendly-client', secret: 'calendly-secret' },
    webhookSigningKey: undefined,
  };
}

/** What a browser does on the consent page; returns the address that it is sent back to. */
export async function consentAt(
  authorizeUrl: string,
  decision: 'allow' | 'deny' = 'allow',
  account = danaId,
): Promise<URL> {
  const asked = new URL(authorizeUrl);
  const page = await fetch(asked);
  if (page.status !== 200) throw new Error(`The consent page answered ${page.status}: ${await page.text()}`);
  const answer = await fetch(new URL('/oauth/consent', asked), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([...asked.searchParams, ['account', account], ['decision', decision]]),
  });
  return new URL(answer.headers.get('location') ?? '');
}

/** Everything that a consent needs and gives: the code, and the verifier that belongs to it. */
export async function grantCode(oauth: OAuthFacet, userId = danaId): Promise<{ code: string; codeVerifier: string }> {
  const codeVerifier = randomBytes(48).toString('base64url');
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const url = oauth.authorizeUrl({ state: 'state', codeChallenge, redirectUri: callbackUri });
  const back = await consentAt(url, 'allow', userId);
  return { code: back.searchParams.get('code') ?? '', codeVerifier };
}

let serial = 0;

async function connectionBy(
  oauth: OAuthFacet,
  settings: ConnectionSettings = {},
  userId = danaId,
): Promise<OpenConnection> {
  const granted = await oauth.exchange({ ...(await grantCode(oauth, userId)), redirectUri: callbackUri });
  serial += 1;
  return {
    id: `cnx_calendly${serial}`,
    organizationId: 'org_calendly',
    provider: 'calendly',
    accountId: granted.account.accountId,
    accountLabel: granted.account.label,
    settings: { eventTypeId: eventTypeUri(introCallId), eventTypeName: '30 Minute Meeting', ...settings },
    credentials: granted.credentials,
  };
}
