import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CarrierOptions, settleOptions } from './carrier-options';
import { type CarrierControl, controlOf } from './control';
import { handleControl, isControl } from './control-handler';
import { placeCall } from './place-call';
import { handleRest } from './rest-handler';
import { readRequest } from './rest-request';
import { Interrupted } from './scope';
import { newWorld } from './world';

/** A running carrier. */
export interface Carrier {
  readonly url: string;
  readonly port: number;
  readonly control: CarrierControl;
  /** Ends calls, timers and connections; nothing of it is left afterwards. */
  stop(): Promise<void>;
}

// Longer than any client keeps an idle connection, so that none is closed under a request.
const KEEP_ALIVE_MS = 65_000;

function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', 1024, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) {
      resolve();
      return;
    }
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Starts a carrier on 127.0.0.1. Rejects when the port is taken or an option makes no sense. */
export async function startCarrier(options: CarrierOptions): Promise<Carrier> {
  const settings = settleOptions(options);
  const world = newWorld(settings, options.scripts ?? {}, placeCall);
  if (options.seed !== undefined) world.faults.seed(options.seed);
  let comingUp: NodeJS.Timeout | null = null;
  let stopped = false;

  const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, async (message, response) => {
    try {
      const request = await readRequest(message);
      if (!request) response.destroy();
      else if (isControl(request.path)) await handleControl(world, control, request, response);
      else await handleRest(world, message, response, request);
    } catch (error) {
      if (!(error instanceof Interrupted)) console.error('carrier: a request failed', error);
      response.destroy();
    }
  });

  const goUp = async () => {
    if (comingUp) clearTimeout(comingUp);
    comingUp = null;
    if (server.listening || stopped) return;
    await listen(server, port);
    world.ledger.append('up', null);
  };
  const goDown = async (forMs?: number) => {
    world.ledger.append('down', null, { forMs: forMs ?? null });
    await close(server);
    if (forMs !== undefined) comingUp = setTimeout(() => void goUp(), forMs);
  };
  const control = controlOf(world, { goDown, goUp });

  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  world.publicUrl = options.publicUrl ?? url;
  const stop = async () => {
    stopped = true;
    if (comingUp) clearTimeout(comingUp);
    world.halt();
    await close(server);
  };
  return { url, port, control, stop };
}
