import { fileURLToPath } from 'node:url';
import type { CallTruth } from '@/sandbox/carrier/call-truth';
import type { CarrierOptions } from '@/sandbox/carrier/carrier-options';
import type { FaultRule } from '@/sandbox/carrier/faults';
import type { Order } from '@/sandbox/carrier/ledger';
import { startWorker } from './start-worker';

/** The sandbox carrier in a process of its own, steered from here. */
export interface CarrierProcess {
  readonly url: string;
  readonly pid: number;
  /** Variables by which the product finds it. */
  readonly environment: Record<string, string>;
  orders(): Promise<Order[]>;
  calls(): Promise<CallTruth[]>;
  /** False when it was not idle within that time. */
  idle(timeoutMs: number): Promise<boolean>;
  addFaults(rules: FaultRule[]): Promise<void>;
  clearFaults(): Promise<void>;
  /** Refuses connections for so long. */
  goDown(forMs: number): Promise<void>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const credentials = { projectId: 'measured-project', apiToken: 'PT-measured', signingKey: 'PSK-measured' };

export async function startCarrierProcess(
  options: Omit<CarrierOptions, keyof typeof credentials>,
): Promise<CarrierProcess> {
  const worker = startWorker(fileURLToPath(new URL('carrier-worker.ts', import.meta.url)));
  const url = await worker.ask<string>('start', { ...options, ...credentials });
  return {
    url,
    pid: worker.pid,
    environment: {
      SIGNALWIRE_API_URL: url,
      SIGNALWIRE_PROJECT_ID: credentials.projectId,
      SIGNALWIRE_API_TOKEN: credentials.apiToken,
      SIGNALWIRE_SIGNING_KEY: credentials.signingKey,
      SIGNALWIRE_FROM_NUMBER: '+12025550199',
    },
    orders: () => worker.ask('orders'),
    calls: () => worker.ask('calls'),
    idle: (timeoutMs) => worker.ask('idle', timeoutMs),
    addFaults: (rules) => worker.ask('addFaults', rules),
    clearFaults: () => worker.ask('clearFaults'),
    goDown: (forMs) => worker.ask('goDown', forMs),
    reset: () => worker.ask('reset'),
    stop: () => worker.stop(),
  };
}
