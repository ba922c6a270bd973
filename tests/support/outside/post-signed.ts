import { createHmac } from 'node:crypto';
import http from 'node:http';

interface Posted {
  /** Null: no answer came. */
  status: number | null;
  text: string;
  /** From the first byte sent to the last one read. */
  ms: number;
}

/** Posts bodies as Cal.com does, over a fixed number of kept-alive connections. */
export function signedPoster(connections: number, secret: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  return (url: string, body: string): Promise<Posted> =>
    new Promise((resolve) => {
      const began = performance.now();
      const lost = () => resolve({ status: null, text: '', ms: performance.now() - began });
      const request = http.request(url, {
        agent,
        method: 'POST',
        timeout: 15_000,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-cal-signature-256': createHmac('sha256', secret).update(body).digest('hex'),
        },
      });
      request.on('error', lost);
      request.on('timeout', () => request.destroy());
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', lost);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? null,
            text: Buffer.concat(parts).toString('utf8'),
            ms: performance.now() - began,
          }),
        );
      });
      request.end(body);
    });
}
