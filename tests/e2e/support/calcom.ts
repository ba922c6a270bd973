import { expect } from '@playwright/test';

function calcomUrl(): string {
  const url = process.env.SLOTLINE_E2E_CALCOM;
  if (!url) throw new Error('The global set-up has left no address of Cal.com.');
  return url;
}

async function ask(path: string, version: string | null, json?: object) {
  const answer = await fetch(`${calcomUrl()}/v2${path}`, {
    method: json ? 'POST' : 'GET',
    headers: {
      authorization: 'Bearer cal_live_dana',
      'content-type': 'application/json',
      ...(version ? { 'cal-api-version': version } : {}),
    },
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  return answer.json();
}

interface Subscription {
  subscriberUrl: string;
  secret?: string;
}

/** How Cal.com tells the product of what happens in the account; undefined while it does not. */
export async function subscriptionOf(connectionId: string): Promise<Subscription | undefined> {
  const { data } = await ask('/webhooks', null);
  return (data as Subscription[]).find(({ subscriberUrl }) => subscriberUrl.includes(connectionId));
}

/** Whether Cal.com tells the product of what happens in the account. */
export async function tellsOf(connectionId: string): Promise<boolean> {
  return (await subscriptionOf(connectionId)) !== undefined;
}

/** Books the first free slot of an event type at Cal.com itself, as a visitor of its page does. */
export async function bookAtCalcom(eventTypeId: number, attendee: { name: string; email: string }): Promise<void> {
  const start = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const end = new Date(Date.now() + 8 * 86_400_000).toISOString().slice(0, 10);
  const { data } = await ask(`/slots?eventTypeId=${eventTypeId}&start=${start}&end=${end}`, '2024-09-04');
  const [slot] = Object.values(data as Record<string, { start: string }[]>).flat();
  await ask('/bookings', '2026-02-25', {
    eventTypeId,
    start: slot?.start,
    attendee: { ...attendee, timeZone: 'Europe/Berlin' },
  });
}
