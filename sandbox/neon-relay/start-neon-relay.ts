import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface NeonRelay {
  /** Value for NEON_WS_PROXY: host, port and path. */
  readonly address: string;
  readonly port: number;
  /** Cuts every connection that goes through, as a network would. */
  cut(): void;
  close(): Promise<void>;
}

const loopback = ['127.0.0.1', 'localhost', '::1'];
const bufferedAtMost = 1024 * 1024;

/**
 * A WebSocket-to-TCP relay as Neon's driver expects it: `ws://host:port/v1?address=host:port`. It listens on this
 * machine and connects to this machine only, so it opens no way to anything else.
 */
export async function startNeonRelay(options: { port?: number } = {}): Promise<NeonRelay> {
  const http = createServer((_request, response) => response.writeHead(426).end());
  const relay = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  http.on('upgrade', (request, socket, head) => {
    const target = targetOf(request.url);
    if (target === null) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    relay.handleUpgrade(request, socket, head, (client) => pipe(client, target));
  });
  http.listen(options.port ?? 0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const cut = () => {
    for (const client of relay.clients) client.terminate();
  };
  return {
    address: `127.0.0.1:${port}/v1`,
    port,
    cut,
    async close() {
      cut();
      http.close();
      http.closeAllConnections();
      await once(http, 'close');
    },
  };
}

function targetOf(requestUrl: string | undefined): { host: string; port: number } | null {
  const address = new URL(requestUrl ?? '/', 'ws://relay').searchParams.get('address') ?? '';
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  const port = Number(address.slice(colon + 1));
  return loopback.includes(host) && Number.isInteger(port) && port > 0 && port < 65_536 ? { host, port } : null;
}

/** Passes bytes both ways, no faster than the slower side takes them. */
function pipe(client: WebSocket, target: { host: string; port: number }): void {
  const server = connect(target);
  server.setNoDelay(true);
  client.on('message', (data: Buffer) => {
    if (!server.write(data)) client.pause();
  });
  server.on('drain', () => client.resume());
  server.on('data', (data) => {
    if (client.readyState !== client.OPEN) return;
    client.send(data, { binary: true }, () => server.resume());
    if (client.bufferedAmount > bufferedAtMost) server.pause();
  });
  client.on('close', () => server.destroy());
  server.on('close', () => client.close());
  // Either side's failure shows as its close, which ends the other side.
  client.on('error', () => undefined);
  server.on('error', () => undefined);
}
