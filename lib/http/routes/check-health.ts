import { sql } from 'drizzle-orm';
import { version } from '@/lib/config/version';
import { errorName } from '@/lib/core/error-name';
import { AppError } from '@/lib/core/errors';
import type { Deps } from '@/lib/wiring/deps';

const READ_TIMEOUT_MS = 3000;

interface Health {
  success: true;
  version: string;
  checks: { database: 'ok'; kv: 'ok' };
}

/** Asks the database and the KV store for a sign of life. @throws AppError `provider_unavailable`, naming which is silent */
export async function checkHealth({ db, kv, logger }: Deps): Promise<Health> {
  const works = async (name: string, probe: Promise<unknown>) => {
    try {
      await inTime(probe);
      return 'ok';
    } catch (error) {
      logger.warn('health check failed', { check: name, error: errorName(error) });
      return 'failed';
    }
  };
  const [database, store] = await Promise.all([
    works('database', db.execute(sql`select 1`)),
    works('kv', kv.get('health')),
  ]);
  if (database === 'ok' && store === 'ok') return { success: true, version, checks: { database, kv: store } };
  throw new AppError('provider_unavailable', 'A service that Slotline depends on is not responding.', {
    extra: { version, checks: { database, kv: store } },
  });
}

function inTime<Value>(probe: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer in time.')), READ_TIMEOUT_MS);
    probe.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
