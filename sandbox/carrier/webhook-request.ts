import http from 'node:http';
import https from 'node:https';
import querystring from 'node:querystring';
import { startPatience, type TimeLimits } from './patience';
import type { Scope } from './scope';
import { type FormFields, signFormPost, signJsonPost } from './signature';

export interface WebhookAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  readonly body: string;
}

/** A request to the customer that got no answer, with the carrier's code for why. */
export class WebhookError extends Error {
  constructor(
    readonly code: '11200' | '11210' | '11220' | '11750',
    message: string,
  ) {
    super(message);
  }
}

const FORM = 'application/x-www-form-urlencoded';
const MAX_ANSWER_BYTES = 64 * 1024;
// One connection per request: an idle kept connection closed by the other side would look like a failing customer.
const AGENTS = {
  http: new http.Agent({ keepAlive: false }),
  https: new https.Agent({ keepAlive: false }),
};

function limit(fragment: URLSearchParams, name: string, fallback: number, min: number, max: number): number {
  const value = Number(fragment.get(name));
  return Number.isFinite(value) && value >= min ? Math.min(value, max) : fallback;
}

/** Milliseconds allowed to connect, to answer, and in all; a URL's fragment (`#ot=&rt=&tt=`) may change them. */
function timeLimits(url: URL): TimeLimits {
  const fragment = new URLSearchParams(url.hash.slice(1));
  return {
    connectMs: limit(fragment, 'ot', 2_000, 100, 10_000),
    readMs: limit(fragment, 'rt', 5_000, 100, 15_000),
    totalMs: limit(fragment, 'tt', 15_000, 100, 15_000),
  };
}

function faultOf(error: NodeJS.ErrnoException): WebhookError {
  if (error instanceof WebhookError) return error;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return new WebhookError('11210', error.message);
  if (/CERT|TLS|SSL|EPROTO|SELF_SIGNED/.test(error.code ?? '')) return new WebhookError('11220', error.message);
  return new WebhookError('11200', error.message);
}

/** One signed request to the customer, with a form or, if given, JSON. Throws `WebhookError`, or `Interrupted` when the scope ends meanwhile. */
export async function sendWebhook(
  scope: Scope,
  signingKey: string,
  method: 'GET' | 'POST',
  address: string,
  fields: FormFields,
  json?: string,
): Promise<WebhookAnswer> {
  scope.throwIfInterrupted();
  const url = new URL(address);
  const limits = timeLimits(url);
  let target = address.split('#', 1)[0] ?? address;
  const form = fields.map(([name, value]) => `${querystring.escape(name)}=${querystring.escape(value)}`).join('&');
  if (method === 'GET' && form) target += (target.includes('?') ? '&' : '?') + form;
  const body = method === 'POST' ? (json ?? form) : '';
  const signature =
    json === undefined
      ? signFormPost(signingKey, target, method === 'POST' ? fields : [])
      : signJsonPost(signingKey, target, json);
  const secure = url.protocol === 'https:';

  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(target, {
      method,
      agent: secure ? AGENTS.https : AGENTS.http,
      headers: {
        'user-agent': 'sandbox-carrier/1.0',
        accept: '*/*',
        'x-signalwire-signature': signature,
        'x-twilio-signature': signature,
        ...(method === 'POST'
          ? {
              'content-type': json === undefined ? FORM : 'application/json',
              'content-length': Buffer.byteLength(body),
            }
          : {}),
      },
    });
    const settle = () => {
      patience.stop();
      withdraw();
    };
    const fail = (error: Error) => {
      settle();
      reject(error);
      request.destroy();
    };
    const patience = startPatience(limits, (what) => fail(new WebhookError('11200', `${what} timed out`)));
    const withdraw = scope.onInterrupt(fail);
    request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', patience.connected));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) fail(new WebhookError('11750', 'the answer is over 64 KB'));
        else chunks.push(chunk);
      });
      response.on('end', () => {
        settle();
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          location: response.headers.location ?? null,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
      response.on('error', (error) => fail(faultOf(error)));
    });
    request.on('error', (error) => fail(faultOf(error)));
    request.end(body);
  });
}
