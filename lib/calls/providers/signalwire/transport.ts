import http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import { systemClock } from '@/lib/core/clock';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Encoded as the content-type header says, or empty. */
  body: string;
  timeoutMs: number;
  /** No byte is written after this instant, however long the connection took or the process stood still. */
  sendBy?: Date | undefined;
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
  const agents = { plain: new http.Agent(settings), secure: new SecureAgent(settings) };
  // Thousands of orders in a row go to one address, so parse it once.
  let last: { url: string; target: Target } | undefined;
  return (request) => {
    if (last?.url !== request.url) last = { url: request.url, target: targetOf(request.url, agents) };
    return send(request, last.target);
  };
}

/** The TCP connection below each TLS connection. */
const tcpOf = new WeakMap<Socket, Socket>();

/** Makes the TCP connection itself, since TLS sockets cannot be reset. */
class SecureAgent extends https.Agent {
  override createConnection(options: tls.ConnectionOptions & { host?: string; port?: number }): Socket {
    const tcp = net.connect({ host: options.host, port: Number(options.port ?? 443), noDelay: true });
    const secure = tls.connect({ ...options, socket: tcp, servername: options.servername ?? options.host });
    tcpOf.set(secure, tcp);
    return secure;
  }
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
      // After an ordinary close the kernel goes on delivering what was written for a minute and more.
      if (sent && outgoing.socket) reset(outgoing.socket);
      outgoing.destroy();
    };
    const timer = setTimeout(() => fail('timeout'), request.timeoutMs);
    const isTooLate = deadlineOf(request);
    const write = () => {
      if (isTooLate()) return fail('too late');
      sent = true;
      outgoing.end(request.body);
    };
    outgoing.on('socket', (socket) => {
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', write);
      else write();
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
  });
}

/**
 * Whether the instant to send by has passed, on two clocks: the wall clock stands still in a guest that is paused, and
 * may be set back.
 */
function deadlineOf({ sendBy }: HttpRequest): () => boolean {
  if (!sendBy) return () => false;
  const left = sendBy.getTime() - systemClock.now().getTime();
  const begun = systemClock.elapsed();
  return () => systemClock.now() > sendBy || systemClock.elapsed() - begun > left;
}

/** Resets the TCP connection, below TLS where there is some. */
function reset(socket: Socket): void {
  const tcp = tcpOf.get(socket) ?? socket;
  tcp.resetAndDestroy();
}
