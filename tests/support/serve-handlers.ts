import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: Request) => Promise<Response>;

/** A real server on 127.0.0.1 in front of route handlers, for an outside service to call. */
export interface ServedHandlers {
  url: string;
  /** Requests are answered by the handler of their path; others get 404. */
  handlers: Map<string, Handler>;
  close(): Promise<void>;
}

export async function serveHandlers(): Promise<ServedHandlers> {
  const handlers = new Map<string, Handler>();
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers))
      if (typeof value === 'string') headers.set(name, value);
    const url = new URL(incoming.url ?? '/', served.url);
    const handler = handlers.get(url.pathname);
    const body = incoming.method === 'GET' ? undefined : Buffer.concat(chunks);
    const answer = await handler?.(new Request(url, { method: incoming.method, headers, body }));
    outgoing.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []));
    outgoing.end(Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served: ServedHandlers = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handlers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return served;
}
