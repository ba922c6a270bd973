import {
  type DatabaseEnvironment,
  type Environment,
  EnvironmentError,
  type EnvironmentFault,
  parseEnvironment,
} from './env';

export interface DatabaseConfig {
  url: string;
  /** For migrations: past the pooler. */
  directUrl: string;
  driver: 'neon' | 'pg';
  neonWsProxy: string | undefined;
  poolSize: number;
}

export type KvConfig = { kind: 'database' } | { kind: 'vercel'; url: string; token: string };

export interface CarrierConfig {
  apiUrl: string;
  projectId: string;
  apiToken: string;
  /** The first signs nothing (the carrier signs); all are accepted, for rotation. */
  signingKeys: string[];
  fromNumber: string;
  /** Orders per second that the space takes. */
  callsPerSecond: number;
}

/** A client registered with an OAuth provider; absent = its calendars cannot be connected here. */
export interface OAuthClient {
  id: string;
  secret: string;
}

/** Addresses and clients of the calendar providers. */
export interface CalendarsConfig {
  calcom: { apiUrl: string; apiKey: string | undefined; webhookSecret: string | undefined };
  calendly: { apiUrl: string; authUrl: string; client: OAuthClient | null; webhookSigningKey: string | undefined };
  google: { apiUrl: string; authUrl: string; tokenUrl: string; client: OAuthClient | null };
  microsoft: { apiUrl: string; authUrl: string; client: OAuthClient | null };
}

/** The installation's own workspace of EmailBison, for the first organization; and the instance that others may name. */
interface EmailBisonConfig {
  apiUrl: string | undefined;
  apiToken: string | undefined;
  webhookToken: string | undefined;
}

/** What outgoing events are sent with and to. */
interface OutgoingConfig {
  /** With it, the hosted Svix delivers; without, we do. */
  svixToken: string | undefined;
  hubspotApiUrl: string;
  /** In place of every organization's own My Domain address; for simulators. */
  salesforceLoginUrl: string | undefined;
  /** `address:port` of receivers on this machine that are let through; never where others can reach us. */
  localReceivers: string[];
}

export interface EncryptionKey {
  id: string;
  key: Buffer;
}

export interface Config {
  /** Origin, no trailing slash. */
  appUrl: string;
  database: DatabaseConfig;
  kv: KvConfig;
  carrier: CarrierConfig;
  calendars: CalendarsConfig;
  emailBison: EmailBisonConfig;
  outgoing: OutgoingConfig;
  authSecret: string;
  cronSecret: string;
  /** The first one writes, all read. */
  encryptionKeys: EncryptionKey[];
  logLevel: Environment['LOG_LEVEL'];
  /** True under `next dev` alone, whose tools need `eval`. */
  development: boolean;
}

/** Addresses that credentials are sent to. */
const OUTSIDE_ADDRESSES = [
  'SIGNALWIRE_API_URL',
  'CALCOM_API_URL',
  'CALENDLY_API_URL',
  'CALENDLY_AUTH_URL',
  'GOOGLE_API_URL',
  'GOOGLE_AUTH_URL',
  'GOOGLE_TOKEN_URL',
  'MICROSOFT_API_URL',
  'MICROSOFT_AUTH_URL',
  'EMAILBISON_API_URL',
  'HUBSPOT_API_URL',
  'SALESFORCE_LOGIN_URL',
] as const;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Turns variables into the configuration, with the checks that span several of them.
 * @throws EnvironmentError naming every fault
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const env = parseEnvironment(variables);
  const faults: EnvironmentFault[] = [];
  const fault = (variable: string, problem: string) => faults.push({ variable, problem });

  const appUrl = new URL(env.APP_URL);
  const local = LOOPBACK.has(appUrl.hostname);
  if (appUrl.protocol === 'http:' && !local) fault('APP_URL', 'must be https:// unless it is on this machine');
  if (appUrl.pathname !== '/') fault('APP_URL', 'must be an origin, without a path');
  for (const name of OUTSIDE_ADDRESSES) {
    const address = env[name];
    const url = address === undefined ? null : new URL(address);
    if (url && !local && (url.protocol !== 'https:' || LOOPBACK.has(url.hostname)))
      fault(name, 'must be a public https:// address, because APP_URL is one');
  }
  if (!local && env.WEBHOOK_LOCAL_RECEIVERS)
    fault('WEBHOOK_LOCAL_RECEIVERS', 'is only for an installation that no other machine can reach: remove it');
  const encryptionKeys: EncryptionKey[] = [];
  for (const entry of env.ENCRYPTION_KEYS.split(',')) {
    const [id = '', encoded = ''] = entry.trim().split(':');
    if (encryptionKeys.some((other) => other.id === id)) fault('ENCRYPTION_KEYS', `names the key id ${id} twice`);
    encryptionKeys.push({ id, key: Buffer.from(encoded, 'base64') });
  }
  if (faults.length > 0) throw new EnvironmentError(faults);

  return {
    appUrl: appUrl.origin,
    database: databaseConfig(env),
    kv:
      env.KV_REST_API_URL && env.KV_REST_API_TOKEN
        ? { kind: 'vercel', url: env.KV_REST_API_URL, token: env.KV_REST_API_TOKEN }
        : { kind: 'database' },
    carrier: {
      apiUrl: env.SIGNALWIRE_API_URL.replace(/\/+$/, ''),
      projectId: env.SIGNALWIRE_PROJECT_ID,
      apiToken: env.SIGNALWIRE_API_TOKEN,
      signingKeys: env.SIGNALWIRE_SIGNING_KEY.split(',')
        .map((key) => key.trim())
        .filter(Boolean),
      fromNumber: env.SIGNALWIRE_FROM_NUMBER,
      callsPerSecond: env.SIGNALWIRE_CALLS_PER_SECOND,
    },
    calendars: calendarsConfig(env),
    emailBison: {
      apiUrl: env.EMAILBISON_API_URL,
      apiToken: env.EMAILBISON_API_TOKEN,
      webhookToken: env.EMAILBISON_WEBHOOK_TOKEN,
    },
    outgoing: {
      svixToken: env.SVIX_TOKEN,
      hubspotApiUrl: env.HUBSPOT_API_URL,
      salesforceLoginUrl: env.SALESFORCE_LOGIN_URL,
      localReceivers: env.WEBHOOK_LOCAL_RECEIVERS?.split(',') ?? [],
    },
    authSecret: env.AUTH_SECRET,
    cronSecret: env.CRON_SECRET,
    encryptionKeys,
    logLevel: env.LOG_LEVEL,
    development: env.NODE_ENV === 'development',
  };
}

/** The database part alone, for tools that need nothing else. */
export function databaseConfig(env: DatabaseEnvironment): DatabaseConfig {
  const host = new URL(env.DATABASE_URL).hostname;
  return {
    url: env.DATABASE_URL,
    directUrl: env.DATABASE_URL_DIRECT ?? env.DATABASE_URL,
    driver: env.DATABASE_DRIVER ?? (host.endsWith('.neon.tech') ? 'neon' : 'pg'),
    neonWsProxy: env.NEON_WS_PROXY,
    poolSize: env.DATABASE_POOL_SIZE,
  };
}

function calendarsConfig(env: Environment): CalendarsConfig {
  return {
    calcom: { apiUrl: env.CALCOM_API_URL, apiKey: env.CALCOM_API_KEY, webhookSecret: env.CALCOM_WEBHOOK_SECRET },
    calendly: {
      apiUrl: env.CALENDLY_API_URL,
      authUrl: env.CALENDLY_AUTH_URL,
      client: clientOf(env.CALENDLY_CLIENT_ID, env.CALENDLY_CLIENT_SECRET),
      webhookSigningKey: env.CALENDLY_WEBHOOK_SIGNING_KEY,
    },
    google: {
      apiUrl: env.GOOGLE_API_URL,
      authUrl: env.GOOGLE_AUTH_URL,
      tokenUrl: env.GOOGLE_TOKEN_URL,
      client: clientOf(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    },
    microsoft: {
      apiUrl: env.MICROSOFT_API_URL,
      authUrl: env.MICROSOFT_AUTH_URL,
      client: clientOf(env.MICROSOFT_CLIENT_ID, env.MICROSOFT_CLIENT_SECRET),
    },
  };
}

function clientOf(id: string | undefined, secret: string | undefined): OAuthClient | null {
  return id && secret ? { id, secret } : null;
}
