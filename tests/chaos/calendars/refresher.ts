import { eq } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { openConnection } from '@/lib/calendars/connections/open-connection';
import { createCalendlyModule } from '@/lib/calendars/providers/calendly/module';
import { createCalendars } from '@/lib/calendars/registry';
import { readConfig } from '@/lib/config/config';
import { systemClock } from '@/lib/core/clock';
import { systemIds } from '@/lib/core/ids';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { connections } from '@/lib/db/schema/calendars';
import { createKv } from '@/lib/kv/create-kv';
import { createLogger } from '@/lib/log/logger';
import { encryption, encryptionKeys } from './account';

export interface RefresherOptions {
  databaseUrl: string;
  calendlyUrl: string;
}

/** One instance of the product, as far as opening a connection goes: a pool of its own, and real commits. */
export interface Refresher {
  context: CalendarContext;
  /** The access token of the connection, renewed first when it ends soon. */
  open(connectionId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export function createRefresher({ databaseUrl, calendlyUrl }: RefresherOptions): Refresher {
  const db = createDatabase({
    url: databaseUrl,
    directUrl: databaseUrl,
    driver: 'pg',
    neonWsProxy: undefined,
    poolSize: 2,
  });
  const config = readConfig({
    NODE_ENV: 'test',
    APP_URL: 'http://localhost:3000',
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: 'chaos-auth-secret-of-more-than-32-characters',
    ENCRYPTION_KEYS: encryptionKeys,
    CRON_SECRET: 'chaos-cron-secret',
    SIGNALWIRE_API_URL: 'http://127.0.0.1:9',
    SIGNALWIRE_PROJECT_ID: 'chaos-project',
    SIGNALWIRE_API_TOKEN: 'PT-chaos',
    SIGNALWIRE_SIGNING_KEY: 'PSK-chaos',
    SIGNALWIRE_FROM_NUMBER: '+12025550199',
    LOG_LEVEL: 'silent',
  });
  const kv = createKv(config.kv, db, systemClock);
  const client = { id: 'calendly-client', secret: 'calendly-secret' };
  const calendly = createCalendlyModule({
    config: { apiUrl: calendlyUrl, authUrl: calendlyUrl, client, webhookSigningKey: undefined },
    kv,
    clock: systemClock,
  });
  const context: CalendarContext = {
    db,
    kv,
    clock: systemClock,
    ids: systemIds,
    logger: createLogger('silent'),
    encryption,
    calendars: { ...createCalendars({ config: config.calendars, kv, clock: systemClock }), calendly },
    appUrl: config.appUrl,
    authSecret: config.authSecret,
  };
  return {
    context,
    async open(connectionId) {
      const [row] = await db.select().from(connections).where(eq(connections.id, connectionId));
      if (!row) throw new Error(`There is no connection ${connectionId}.`);
      return (await openConnection(context, row)).credentials.accessToken;
    },
    close: () => closeDatabase(db),
  };
}
