import { fileURLToPath } from 'node:url';
import type { WorkerSetup } from '@/tests/bench/support/worker-setup';
import { onDatabase } from '@/tests/support/outside/product-database';
import { startWorker } from '@/tests/support/outside/start-worker';
import type { Burst, Contender } from './contender';

/** A contender in a process of its own, on a database of its own. @param file beside this one */
export async function workerContender(name: string, file: string, setup: WorkerSetup): Promise<Contender> {
  const worker = startWorker(fileURLToPath(new URL(file, import.meta.url)));
  await worker.ask('setUp', setup);
  return {
    name,
    pid: worker.pid,
    async prepare(burst: Burst) {
      await worker.ask('prepare', burst);
      await onDatabase(setup.databaseUrl, (client) => client.query('vacuum analyze'));
    },
    place: (burst) => worker.ask<Date>('place', burst),
    pause: () => process.kill(worker.pid, 'SIGSTOP'),
    resume: () => process.kill(worker.pid, 'SIGCONT'),
    stop: () => worker.stop(),
  };
}
