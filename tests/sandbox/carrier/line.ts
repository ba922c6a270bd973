import { onTestFinished } from 'vitest';
import type { CarrierOptions } from '@/sandbox/carrier/carrier-options';
import { type Carrier, startCarrier } from '@/sandbox/carrier/start-carrier';
import { type Customer, startCustomer } from './customer';

export const PROJECT = '6f1c2b1e-5d0a-4b62-9a3e-2f4f0f7c9d11';
const TOKEN = 'PTsandboxtoken';
export const SIGNING_KEY = 'PSK_sandbox';
export const PERSON = '+12125550100';
export const OUR_NUMBER = '+12125550199';

interface Resource {
  readonly sid: string;
  readonly status: string | number;
  readonly [field: string]: unknown;
}

/** The shapes of the API laid over each other; a field is there when the answer had it. */
interface ApiBody extends Resource {
  readonly code: number;
  readonly errors: readonly { readonly code: string }[];
  readonly calls: readonly Resource[];
  readonly recordings: readonly Resource[];
  readonly next_page_uri: string | null;
}

interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ApiBody;
}

type Form = Record<string, string | readonly string[]>;

/** A carrier, its customer, and the API calls between them. */
export interface Line {
  readonly carrier: Carrier;
  readonly customer: Customer;
  request(method: string, path: string, form?: Form, signal?: AbortSignal): Promise<ApiAnswer>;
  /** Orders a call whose document is the customer's `/start`. */
  order(form?: Form, signal?: AbortSignal): Promise<ApiAnswer>;
  /** Waits until nothing is under way any more. */
  settled(): Promise<void>;
}

export function authorization(user = PROJECT, password = TOKEN): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function encode(form: Form): URLSearchParams {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [name, one] as [string, string]),
  );
  return new URLSearchParams(pairs);
}

/** A carrier without a rate whose people act a hundred times faster; both ends stop after the test. */
export async function openLine(options: Partial<CarrierOptions> = {}): Promise<Line> {
  const customer = await startCustomer();
  const carrier = await startCarrier({
    projectId: PROJECT,
    apiToken: TOKEN,
    signingKey: SIGNING_KEY,
    callsPerSecond: null,
    timeScale: 100,
    ...options,
  });
  onTestFinished(async () => {
    await carrier.stop();
    await customer.stop();
  });
  const request: Line['request'] = async (method, path, form, signal) => {
    const base = path.startsWith('/') ? carrier.url : `${carrier.url}/api/laml/2010-04-01/Accounts/${PROJECT}/`;
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: authorization() },
      ...(form ? { body: encode(form) } : {}),
      ...(signal ? { signal } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  return {
    carrier,
    customer,
    request,
    order: (form = {}, signal) =>
      request(
        'POST',
        'Calls',
        { To: PERSON, From: OUR_NUMBER, Url: `${customer.url}/start?attempt=7`, ...form },
        signal,
      ),
    settled: async () => {
      if (!(await carrier.control.idle(8_000))) throw new Error('the carrier did not come to rest');
    },
  };
}
