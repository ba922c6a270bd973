import { resolve } from 'node:path';
import { databaseConfig } from '@/lib/config/config';
import { parseDatabaseEnvironment } from '@/lib/config/env';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/migrate';
import { type Carrier, startCarrier } from '@/sandbox/carrier/start-carrier';
import { seedDemo } from '@/sandbox/demo-data/seed-demo';
import { startPostgres } from '@/sandbox/postgres/start-postgres';
import { type CalendarSimulator, startCalendars } from './start-calendars';
import { startEmailTool } from './start-email-tool';
import { startTargets } from './start-targets';
import type { UndoStack } from './undo-stack';
import { type Variables, worldEnvironment } from './world-environment';
import { worldSecrets } from './world-secrets';

interface SimulatorOptions {
  /** Folder of the database, the secrets and the logs. */
  folder: string;
  /** Origin under which the app is, or will be, reached. */
  appUrl: string;
  /** What the user has set; it wins over what the world would make. */
  given: Variables;
  /** How much faster than real time people on the phone act. Default 1. */
  timeScale?: number;
  undo: UndoStack;
}

export interface Simulators {
  /** Connection string of the embedded database; null where DATABASE_URL was given. */
  postgresUrl: string | null;
  /** Null where SIGNALWIRE_API_URL was given. */
  carrier: Carrier | null;
  /** By name, those for which no variable was given. */
  calendars: Readonly<Record<string, CalendarSimulator>>;
  /** What outgoing events are sent to, by name. */
  targets: Readonly<Record<string, CalendarSimulator>>;
  /** Every variable the app needs to live among them. */
  environment: Variables;
}

/** What is dialled a second here: more than the service takes by default, so that nobody waits in a demonstration. */
const CALLS_PER_SECOND = 5;

/** Starts the outside world: a migrated database with the demo data in it, a carrier, and the providers of calendars. */
export async function startSimulators({
  folder,
  appUrl,
  given,
  timeScale,
  undo,
}: SimulatorOptions): Promise<Simulators> {
  const secrets = await worldSecrets(resolve(folder, 'secrets.json'));
  const [postgres, carrier, outside, outgoing, emailTool] = await Promise.all([
    given.DATABASE_URL ? null : startPostgres({ dataDir: resolve(folder, 'postgres') }),
    given.SIGNALWIRE_API_URL
      ? null
      : startCarrier({
          projectId: secrets.carrierProjectId,
          apiToken: secrets.carrierApiToken,
          signingKey: secrets.carrierSigningKey,
          callsPerSecond: CALLS_PER_SECOND,
          timeScale,
        }),
    startCalendars({ appUrl, given, undo }),
    startTargets({ given, undo }),
    startEmailTool({ given, undo }),
  ]);
  if (postgres) undo.add(() => postgres.stop());
  if (carrier) undo.add(() => carrier.stop());

  const made: Variables = {
    APP_URL: appUrl,
    AUTH_SECRET: secrets.authSecret,
    CRON_SECRET: secrets.cronSecret,
    ENCRYPTION_KEYS: `world:${secrets.encryptionKey}`,
    ...(postgres ? { DATABASE_URL: postgres.url, DATABASE_DRIVER: 'pg' } : {}),
    ...(carrier
      ? {
          SIGNALWIRE_API_URL: carrier.url,
          SIGNALWIRE_PROJECT_ID: secrets.carrierProjectId,
          SIGNALWIRE_API_TOKEN: secrets.carrierApiToken,
          SIGNALWIRE_SIGNING_KEY: secrets.carrierSigningKey,
          SIGNALWIRE_FROM_NUMBER: '+12025550199',
          SIGNALWIRE_CALLS_PER_SECOND: String(CALLS_PER_SECOND),
        }
      : {}),
    ...outside.environment,
    ...outgoing.environment,
    ...emailTool.environment,
  };
  const environment = worldEnvironment(made, given);
  await prepareDatabase(environment);
  return {
    postgresUrl: postgres?.url ?? null,
    carrier,
    calendars: outside.calendars,
    targets: { ...outgoing.targets, ...(emailTool.emailBison ? { emailbison: emailTool.emailBison } : {}) },
    environment,
  };
}

async function prepareDatabase(environment: Variables): Promise<void> {
  const config = databaseConfig(parseDatabaseEnvironment(environment));
  await applyMigrations(config);
  const db = createDatabase({ ...config, poolSize: 4 });
  try {
    await seedDemo(db, new Date());
  } finally {
    await closeDatabase(db);
  }
}
