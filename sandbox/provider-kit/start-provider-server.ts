import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, json } from './answer';
import type { ProviderControl } from './control';
import { type Controlled, handleControl, isControl } from './control-handler';
import { ExchangeServer, type ExchangeServerOptions, writeAnswer } from './exchange-server';
import { Faults } from './faults';
import { Ledger } from './ledger';
import { readRequest, type SimulatedRequest } from './request';
import type { Router } from './router';

interface ProviderServerOptions extends Omit<ExchangeServerOptions, 'faults' | 'ledger'> {
  /** Any free one when absent. */
  port?: number;
  /** Routes of the simulator's own below `/_control/`. */
  controls?: Router;
  /** What the simulator knows, for `GET /_control/state`. */
  state?: () => unknown;
  /** Sets parts of it, for `POST /_control/state`; throws what is wrong with them. */
  setState?: (body: unknown) => void;
  /** Forgets the simulator's own state. */
  reset?: () => void;
  /** Given by simulators that also ask it elsewhere, e.g. for their webhooks. */
  faults?: Faults;
}

/** A simulator that listens. */
export interface ProviderServer {
  readonly url: string;
  readonly port: number;
  readonly control: ProviderControl;
  /** Ends connections and timers; nothing of it is left afterwards. */
  stop(): Promise<void>;
}

// Longer than any client keeps an idle connection, so that none is closed under a request.
const KEEP_ALIVE_MS = 65_000;

/** Starts a simulator on 127.0.0.1. Rejects when the port is taken. */
export async function startProviderServer(options: ProviderServerOptions): Promise<ProviderServer> {
  const { name, controls } = options;
  const faults = options.faults ?? new Faults();
  const ledger = new Ledger();
  const exchanges = new ExchangeServer({ ...options, faults, ledger });
  const reset = () => {
    exchanges.reset();
    faults.clear();
    ledger.clear();
    options.reset?.();
  };
  const controlled: Controlled = {
    name,
    faults,
    ledger,
    state: () => options.state?.() ?? {},
    ...(options.setState ? { setState: options.setState } : {}),
    reset,
  };

  async function controlAnswer(request: SimulatedRequest): Promise<Answer> {
    const own = controls?.find(request.method, request.path);
    if (own) return own.handler({ request, params: own.params, operation: own.operation, fault: () => null });
    return handleControl(controlled, request) ?? json(404, { ok: false, message: 'no such control' });
  }

  const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, async (message, response) => {
    try {
      const request = await readRequest(message);
      if (!request) response.destroy();
      else if (isControl(request.path)) writeAnswer(response, await controlAnswer(request));
      else await exchanges.serve(request, response);
    } catch (error) {
      console.error(`${name} simulator: a request failed`, error);
      response.destroy();
    }
  });

  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    control: {
      addFault: (rule) => faults.add(rule),
      clearFaults: () => faults.clear(),
      seedFaults: (seed) => faults.seed(seed),
      exchanges: (operation) => ledger.read(operation),
      reset,
    },
    async stop() {
      exchanges.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', 1024, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
