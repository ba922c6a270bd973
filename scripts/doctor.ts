import { databaseConfig } from '@/lib/config/config';
import { EnvironmentError, parseDatabaseEnvironment } from '@/lib/config/env';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { getDeps } from '@/lib/wiring/deps';
import { checkConfiguration } from './doctor/check-configuration';
import { checkDatabase } from './doctor/check-database';
import { checkHeartbeat } from './doctor/check-heartbeat';
import { checkCarrier, checkKv } from './doctor/check-services';
import { checkTimeZones } from './doctor/check-time-zones';
import { type Finding, report } from './doctor/finding';
import { loadDotEnv } from './load-dot-env';

function databaseOf(variables: Record<string, string | undefined>) {
  try {
    return createDatabase({ ...databaseConfig(parseDatabaseEnvironment(variables)), poolSize: 1 });
  } catch (error) {
    if (error instanceof EnvironmentError) return null;
    throw error;
  }
}

async function examine(): Promise<Finding[]> {
  const { findings, config } = checkConfiguration(process.env);
  const carrier = config ? checkCarrier(getDeps().carrier, config.carrier) : null;
  const db = databaseOf(process.env);
  if (db) {
    const database = await checkDatabase(db);
    findings.push(...database.findings);
    const migrated = database.findings.some(({ subject, level }) => subject === 'migrations' && level === 'ok');
    if (database.reachable) findings.push(await checkTimeZones(db, new Date()));
    if (config && (migrated || config.kv.kind === 'vercel')) findings.push(await checkKv(config.kv, db));
    if (migrated) findings.push(await checkHeartbeat(db, new Date()));
    await closeDatabase(db);
  }
  if (carrier) findings.push(await carrier);
  return findings;
}

loadDotEnv();
const { lines, faults } = report(await examine());
console.log(lines.join('\n'));
// The carrier's connections are kept alive for the next call, which here never comes.
process.exit(faults > 0 ? 1 : 0);
