import { databaseConfig } from '@/lib/config/config';
import { EnvironmentError, parseDatabaseEnvironment } from '@/lib/config/env';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { NotADemoDatabase, seedDemo } from '@/sandbox/demo-data/seed-demo';
import { loadDotEnv } from './load-dot-env';

loadDotEnv();
try {
  const db = createDatabase(databaseConfig(parseDatabaseEnvironment(process.env)));
  try {
    const { organizations, bookings } = await seedDemo(db, new Date());
    console.log(`Added ${organizations} demo organizations with ${bookings} bookings.`);
  } finally {
    await closeDatabase(db);
  }
} catch (error) {
  const expected = error instanceof EnvironmentError || error instanceof NotADemoDatabase;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
