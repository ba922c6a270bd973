import { chmod, lstat, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres';

/** A PostgreSQL in a folder of its own that `stop` removes with everything in it. For tests and measurements. */
export async function startTemporaryPostgres(options: Omit<PostgresOptions, 'dataDir'> = {}): Promise<RunningPostgres> {
  const dataDir = await temporaryDataDir();
  try {
    const postgres = await startPostgres({ ...options, dataDir });
    const stop = postgres.stop;
    postgres.stop = async () => {
      await stop();
      await removeCluster(dataDir);
    };
    return postgres;
  } catch (error) {
    await removeCluster(dataDir);
    throw error;
  }
}

/** A new folder for one cluster, which the server's account may pass through. */
export async function temporaryDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slotline-postgres-'));
  await chmod(folder, 0o711);
  return folder;
}

/** Removes a stopped cluster, also where its data lies elsewhere and is only linked to. */
export async function removeCluster(dataDir: string): Promise<void> {
  const data = join(dataDir, 'data');
  if ((await lstat(data).catch(() => null))?.isSymbolicLink()) {
    await rm(dirname(await realpath(data)), { recursive: true, force: true });
  }
  await rm(dataDir, { recursive: true, force: true });
}
