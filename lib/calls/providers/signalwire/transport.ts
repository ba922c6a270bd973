import http from 'node:http';
import https from 'node:https';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Encoded as the content-type header says, or empty. */
  body: string;
  timeoutMs: number;
}

export interface HttpAnswer {
  status: number;
  /** A header's value by its lower-case name. */
  header(name: string): string | null;
  text: string;
}

/** Sends one request, once. @throws TransportError when no answer came */
export type HttpSend = (request: HttpRequest) => Promise<HttpAnswer>;

/** No answer came. `sent` false: no byte of the request was sent, so nothing happened. */
export class TransportError extends Error {
  readonly sent: boolean;

  constructor(reason: string, sent: boolean) {
    super(reason);
    this.name = 'TransportError';
    this.sent = sent;
  }
}

// A request over an idle connection that the server is closing gets lost, which would leave an order unknown. Servers keep
// idle connections for at least five seconds.
const IDLE_MS = 3_000;
/** Characters. */
const LARGEST_ANSWER = 8 * 1024 * 1024;

/**
 * HTTP over kept-alive connections, without the layers of `fetch`: a burst of orders takes a quarter of the time.
 * @param connections the limit; further requests wait for one within their timeout
 */
export function keptAliveTransport(connections = 128): HttpSend {
  const settings = { keepAlive: true, maxSockets: connections, maxFreeSockets: connections, timeout: IDLE_MS };
  const agents = { plain: new http.Agent(settings), secure: new https.Agent(settings) };
  // Thousands of orders in a row go to one address, so parse it once.
  let last: { url: string; target: Target } | undefined;
  return (request) => {
    if (last?.url !== request.url) last = { url: request.url, target: targetOf(request.url, agents) };
    return send(request, last.target);
  };
}

interface Target {
  secure: boolean;
  options: http.RequestOptions;
}

function targetOf(address: string, agents: { plain: http.Agent; secure: https.Agent }): Target {
  const url = new URL(address);
  const secure = url.protocol === 'https:';
  const { protocol, hostname, port } = url;
  const options = { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port, path: `${url.pathname}${url.search}` };
  return { secure, options: { ...options, agent: secure ? agents.secure : agents.plain } };
}

function send(request: HttpRequest, { secure, options }: Target): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request({
      ...options,
      method: request.method,
      headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body) },
    });
    let sent = false;
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new TransportError(reason, sent));
      outgoing.destroy();
    };
    const timer = setTimeout(() => fail('timeout'), request.timeoutMs);
    outgoing.on('socket', (socket) => {
      if (!socket.connecting) sent = true;
      else socket.once(secure ? 'secureConnect' : 'connect', () => (sent = true));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'connection failed'));
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > LARGEST_ANSWER) fail('answer too large');
      });
      response.on('error', () => fail('aborted'));
      response.on('end', () => {
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          header: (name) => String(response.headers[name] ?? '') || null,
          text,
        });
      });
    });
    outgoing.end(request.body);
  });
}
