import { databaseConfig } from '@/lib/config/config';
import { EnvironmentError, parseDatabaseEnvironment } from '@/lib/config/env';
import { applyMigrations } from '@/lib/db/migrate';
import { loadDotEnv } from './load-dot-env';

loadDotEnv();

try {
  const config = databaseConfig(parseDatabaseEnvironment(process.env));
  await applyMigrations(config);
  console.log(`The database at ${new URL(config.directUrl).host} is up to date.`);
} catch (error) {
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exitCode = 1;
}
