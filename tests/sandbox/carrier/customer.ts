import http from 'node:http';
import type { AddressInfo } from 'node:net';
import querystring from 'node:querystring';

/** A request the carrier sent to its customer. */
interface CustomerRequest {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly signature: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly pairs: ReadonlyArray<readonly [string, string]>;
  readonly at: number;
}

interface CustomerAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never answers. */
  readonly silent?: boolean;
}

type Answering = CustomerAnswer | ((request: CustomerRequest, count: number) => CustomerAnswer);

/** The other side of a carrier: serves documents, collects callbacks. */
export interface Customer {
  readonly url: string;
  readonly requests: CustomerRequest[];
  on(path: string, answer: Answering): void;
  to(path: string): CustomerRequest[];
  stop(): Promise<void>;
}

/** An XML answer holding these verbs; `{url}` in them stands for the customer's own address. */
export function document(verbs: string): CustomerAnswer {
  return { type: 'text/xml', body: `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>` };
}

export async function startCustomer(): Promise<Customer> {
  const answers = new Map<string, Answering>();
  const requests: CustomerRequest[] = [];
  let url = '';
  const server = http.createServer((message, response) => {
    let body = '';
    message.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    message.on('end', () => {
      const path = (message.url ?? '/').split('?', 1)[0] ?? '/';
      const parsed = Object.entries(querystring.parse(body));
      const pairs = parsed.flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value ?? '']).map((one) => [name, one] as const),
      );
      const request: CustomerRequest = {
        method: message.method ?? '',
        path,
        url: `${url}${message.url}`,
        signature: String(message.headers['x-signalwire-signature'] ?? ''),
        fields: Object.fromEntries(pairs),
        pairs,
        at: performance.now(),
      };
      requests.push(request);
      const known = answers.get(path);
      const count = requests.filter((one) => one.path === path).length;
      const answer = typeof known === 'function' ? known(request, count) : (known ?? { status: 204 });
      if (answer.silent) return;
      response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'text/plain', ...answer.headers });
      response.end(answer.body?.replaceAll('{url}', url));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    on: (path, answer) => void answers.set(path, answer),
    to: (path) => requests.filter((request) => request.path === path),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
