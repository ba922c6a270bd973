import { fileURLToPath } from 'node:url';
import type { WorkerSetup } from '@/tests/bench/support/worker-setup';
import type { CarrierProcess } from '@/tests/support/outside/start-carrier-process';
import { startWorker } from '@/tests/support/outside/start-worker';

/** A job that has to run at an instant: one order to the carrier. */
export interface DueJob {
  job: string;
  to: string;
  dueAt: Date;
}

/** A job queue whose worker gets the same due instants. */
export interface Peer {
  readonly name: string;
  schedule(jobs: DueJob[]): Promise<void>;
  /** From here on its worker runs, as it would all day. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A peer in a process of its own. @param file beside this one */
export async function startPeer(
  name: string,
  file: string,
  databaseUrl: string,
  carrier: CarrierProcess,
): Promise<Peer> {
  const worker = startWorker(fileURLToPath(new URL(file, import.meta.url)));
  const setup: WorkerSetup = { databaseUrl, carrier: { url: carrier.url, environment: carrier.environment } };
  await worker.ask('setUp', setup);
  return {
    name,
    schedule: (jobs) => worker.ask('schedule', jobs),
    start: () => worker.ask('start'),
    stop: () => worker.stop(),
  };
}
