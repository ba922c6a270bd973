import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { disturbances } from './plan-minute';
import type { Ticker } from './start-ticker';

interface TickerControl {
  readonly url: string;
  stop(): Promise<void>;
}

const share = z.number().min(0).max(1);
const fireBody = z.object({ path: z.string().startsWith('/'), times: z.number().int().min(1).max(20).default(1) });
const nextBody = z.object({ disturbance: z.enum(disturbances), path: z.string().startsWith('/').optional() });
const ratesBody = z.partialRecord(z.enum(disturbances), share);

/**
 * The ticker's control endpoint, on 127.0.0.1: `GET /` (crons, seed, last ticks), `POST /fire {path,times}` (all at
 * once, answers when they end), `POST /next {disturbance,path}`, `POST /rates {skipped,doubled,overlapping,late}`,
 * `POST /pause`, `POST /resume`.
 */
export async function startTickerControl(ticker: Ticker, port = 0): Promise<TickerControl> {
  const server = createServer((request, response) => {
    answer(ticker, request)
      .then((body) => ({ status: body === null ? 404 : 200, body }))
      .catch((error: unknown) => ({
        status: 400,
        body: { error: error instanceof Error ? error.message : 'unreadable' },
      }))
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(ticker: Ticker, request: IncomingMessage): Promise<unknown> {
  const path = new URL(request.url ?? '/', 'http://ticker').pathname;
  switch (`${request.method} ${path}`) {
    case 'GET /':
      return {
        seed: ticker.seed,
        crons: ticker.crons.map(({ path: cron, schedule }) => ({ path: cron, schedule })),
        ticks: ticker.ticks,
      };
    case 'POST /fire': {
      const body = fireBody.parse(await readJson(request));
      return { ticks: await Promise.all(Array.from({ length: body.times }, () => ticker.fireNow(body.path))) };
    }
    case 'POST /next': {
      const body = nextBody.parse(await readJson(request));
      ticker.disturbNext(body.disturbance, body.path);
      return { ok: true };
    }
    case 'POST /rates':
      ticker.setRates(ratesBody.parse(await readJson(request)));
      return { ok: true };
    case 'POST /pause':
      ticker.pause();
      return { ok: true };
    case 'POST /resume':
      ticker.resume();
      return { ok: true };
    default:
      return null;
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}
