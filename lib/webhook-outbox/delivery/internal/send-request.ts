import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Egress, faultOfAddress, hostOf, portOf } from '@/lib/webhook-outbox/endpoints/egress';

/** Why there was no response. `refused_address`: the address is not public, and nothing was sent. */
type SendFault = 'timeout' | 'refused_address' | 'unknown_host' | 'connection_failed' | 'tls_failed';

interface OutgoingRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}

export type SendAnswer =
  | { answered: true; status: number; headers: http.IncomingHttpHeaders; body: string }
  | { answered: false; fault: SendFault };

const MAX_BODY_BYTES = 16_384;

class RefusedAddress extends Error {}

/**
 * Posts a body to a customer's URL. The IP address is checked at the moment it is resolved for the connection, which defeats
 * DNS rebinding. Redirects are not followed, connections not reused.
 */
export function sendRequest(egress: Egress, request: OutgoingRequest): Promise<SendAnswer> {
  if (faultOfAddress(egress, request.url) !== null)
    return Promise.resolve({ answered: false, fault: 'refused_address' });
  const url = new URL(request.url);
  const host = hostOf(url);
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(request.timeoutMs);
    const fail = (error: unknown) => resolve({ answered: false, fault: signal.aborted ? 'timeout' : faultOf(error) });
    // The timeout holds whatever the receiver does with the connection.
    signal.addEventListener('abort', fail);
    const outgoing = (url.protocol === 'https:' ? https : http).request(
      {
        method: 'POST',
        host,
        port: portOf(url),
        path: `${url.pathname}${url.search}`,
        headers: { ...request.headers, host: url.host, 'content-length': Buffer.byteLength(request.body) },
        agent: false,
        lookup: checkedLookup(egress, portOf(url)),
        ...(isIP(host) === 0 ? { servername: host } : {}),
        signal,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = () =>
          resolve({
            answered: true,
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES).toString('utf8'),
          });
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size < MAX_BODY_BYTES) return;
          finish();
          response.destroy();
        });
        response.on('end', finish);
        response.on('error', fail);
      },
    );
    // After an unrequested 101 neither a response nor an error follows.
    outgoing.on('upgrade', ({ statusCode = 101, headers }, socket) => {
      socket.destroy();
      resolve({ answered: true, status: statusCode, headers, body: '' });
    });
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
}

/** Resolves a name and refuses it when any of its addresses is not allowed; the socket connects to what it returns. */
function checkedLookup(egress: Egress, port: number): LookupFunction {
  return (host, options, callback) => {
    egress.resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => egress.mayConnect(address, port)))
          return callback(first ? new RefusedAddress(host) : unknownHost(host), '', 0);
        if (options.all) return callback(null, addresses);
        return callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

function unknownHost(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`No address of ${host}`), { code: 'ENOTFOUND' });
}

function faultOf(error: unknown): SendFault {
  if (error instanceof RefusedAddress) return 'refused_address';
  const code = (error as NodeJS.ErrnoException)?.code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown_host';
  if (/^ERR_TLS|CERT|SSL|SELF_SIGNED/.test(code)) return 'tls_failed';
  return 'connection_failed';
}
