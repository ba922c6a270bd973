import { expect } from '@playwright/test';
import type { Script } from '@/sandbox/carrier/behaviours';

/** Origin of the simulated carrier: nothing of it may ever reach a browser. */
export function carrierUrl(): string {
  const url = process.env.SLOTLINE_E2E_CARRIER;
  if (!url) throw new Error('The global set-up has left no address of the carrier.');
  return url;
}

/** Tells how the people at these numbers behave, from now on. */
export async function scriptNumbers(scripts: Record<string, Script>): Promise<void> {
  const answer = await fetch(`${carrierUrl()}/_control/scripts`, { method: 'POST', body: JSON.stringify(scripts) });
  expect(answer.status).toBeLessThan(300);
}

/** What the carrier really received for a call: the instant of each order, epoch milliseconds. */
export async function ordersFor(callId: string): Promise<number[]> {
  const answer = await fetch(`${carrierUrl()}/_control/orders`);
  const body = (await answer.json()) as { orders: { receivedAt: number; urlParams: Record<string, string> }[] };
  return body.orders.filter(({ urlParams }) => urlParams.call === callId).map(({ receivedAt }) => receivedAt);
}
