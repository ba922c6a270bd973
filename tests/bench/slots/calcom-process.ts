import { fileURLToPath } from 'node:url';
import { startWorker } from '@/tests/support/outside/start-worker';

/** The sandbox Cal.com in a process of its own, so that its work is not the client's. */
export interface CalcomProcess {
  readonly url: string;
  /** A key that its account accepts. */
  readonly apiKey: string;
  /** How many requests of that name it has got so far. */
  asked(operation: string): Promise<number>;
  /** From now on every answer takes so much longer, in milliseconds. */
  answerIn(delayMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startCalcomProcess(): Promise<CalcomProcess> {
  const worker = startWorker(fileURLToPath(new URL('calcom-worker.ts', import.meta.url)));
  return {
    url: await worker.ask<string>('start'),
    apiKey: 'cal_live_dana',
    asked: (operation) => worker.ask('asked', operation),
    answerIn: (delayMs) => worker.ask('answerIn', delayMs),
    stop: () => worker.stop(),
  };
}
