import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { type Encoding, failure, type Reply, success } from './reply';

export interface KvBridge {
  /** Value for KV_REST_API_URL. */
  readonly url: string;
  /** Value for KV_REST_API_TOKEN. */
  readonly token: string;
  close(): Promise<void>;
}

type Command = (string | number)[];

const bodyAtMost = 10 * 1024 * 1024;

/**
 * The REST interface of Vercel KV in front of a Redis: one command at `/`, many at `/pipeline`, many as one transaction
 * at `/multi-exec`; bearer token; results in base64 when `Upstash-Encoding: base64` asks for it.
 */
export async function startKvBridge(options: { redisPort: number; token: string; port?: number }): Promise<KvBridge> {
  const redis = new Redis({ port: options.redisPort, host: '127.0.0.1', maxRetriesPerRequest: 1 });
  // Commands fail with the reason; the event would only end the process.
  redis.on('error', () => undefined);
  const server = createServer((request, response) => {
    answer(redis, options.token, request, response).catch((error: unknown) => send(response, 500, failure(error)));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token: options.token,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      redis.disconnect();
    },
  };
}

async function answer(redis: Redis, token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!mayEnter(request.headers.authorization, token)) return send(response, 401, { error: 'Unauthorized' });
  if (request.method !== 'POST') return send(response, 405, { error: 'Method not allowed' });
  const encoding: Encoding = request.headers['upstash-encoding'] === 'base64' ? 'base64' : 'utf8';
  const body = await readJson(request);
  const path = new URL(request.url ?? '/', 'http://bridge').pathname;
  if (path === '/' && isCommand(body)) {
    const reply = await single(redis, body, encoding);
    return send(response, 'error' in reply ? 400 : 200, reply);
  }
  if (path === '/pipeline' && isCommands(body)) {
    return send(response, 200, await Promise.all(body.map((command) => single(redis, command, encoding))));
  }
  if (path === '/multi-exec' && isCommands(body)) return transaction(redis, body, encoding, response);
  send(response, 400, { error: 'ERR failed to parse the request' });
}

async function single(redis: Redis, [name, ...args]: Command, encoding: Encoding): Promise<Reply> {
  try {
    return success(await redis.callBuffer(String(name).toUpperCase(), ...args), encoding);
  } catch (error) {
    return failure(error);
  }
}

async function transaction(
  redis: Redis,
  commands: Command[],
  encoding: Encoding,
  response: ServerResponse,
): Promise<void> {
  const multi = redis.multi();
  for (const [name, ...args] of commands) multi.callBuffer(String(name).toUpperCase(), ...args);
  try {
    const results = (await multi.exec()) ?? [];
    send(
      response,
      200,
      results.map(([error, result]) => (error === null ? success(result, encoding) : failure(error))),
    );
  } catch (error) {
    // One command that Redis refuses to queue discards the whole transaction.
    send(response, 400, failure(error));
  }
}

function mayEnter(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyAtMost) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

function isCommand(body: unknown): body is Command {
  const isPart = (part: unknown) => typeof part === 'string' || typeof part === 'number';
  return Array.isArray(body) && body.length > 0 && body.every(isPart);
}

function isCommands(body: unknown): body is Command[] {
  return Array.isArray(body) && body.length > 0 && body.every(isCommand);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
