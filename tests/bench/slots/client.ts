import http from 'node:http';

interface Answered {
  status: number;
  text: string;
  /** From the first byte sent to the last one read. */
  ms: number;
}

interface Asked {
  method?: 'GET' | 'POST' | 'PATCH';
  url: string;
  /** Bearer. */
  key: string;
  json?: unknown;
}

/** Asks over connections kept alive. @throws Error for any status but 200 and 201 */
export type Client = (asked: Asked) => Promise<Answered>;

export function createClient(connections: number): Client {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  return ({ method = 'GET', url, key, json }) =>
    new Promise((resolve, reject) => {
      const body = json === undefined ? undefined : JSON.stringify(json);
      const began = performance.now();
      const request = http.request(url, {
        agent,
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status === 200 || status === 201) resolve({ status, text, ms: performance.now() - began });
          else reject(new Error(`${method} ${url} was answered ${status}: ${text.slice(0, 300)}`));
        });
      });
      request.end(body);
    });
}
