import { Webhook } from 'standardwebhooks';

interface Received {
  hook: string;
  headers: Record<string, string>;
  body: string;
}

/** Address of the world's receiver of webhooks. */
export function receiverUrl(hook: string): string {
  const url = process.env.SLOTLINE_E2E_RECEIVER;
  if (!url) throw new Error('The global set-up has left no address of the receiver.');
  return `${url}/hooks/${hook}`;
}

/** What arrived at one of its addresses and contains a text, in order; other tests receive other messages meanwhile. */
export async function received(hook: string, containing: string): Promise<Received[]> {
  const answer = await fetch(new URL('/_control/state', receiverUrl(hook)));
  const state = (await answer.json()) as { received: Received[] };
  return state.received.filter((one) => one.hook === hook && one.body.includes(containing));
}

/** Makes the next request to one address fail that contains a text. */
export async function failNext(hook: string, status: number, containing: string): Promise<void> {
  const rule = { kind: 'status', status, count: 1, path: `/hooks/${hook}`, containing };
  await fetch(new URL('/_control/faults', receiverUrl(hook)), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  });
}

/** Verifies as any receiver would. @throws when the signature does not hold */
export function verify(secret: string, { body, headers }: Received): { type: string } {
  return new Webhook(secret).verify(body, headers) as { type: string };
}
