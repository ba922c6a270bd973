import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Faults } from '@/sandbox/provider-kit/faults';
import { WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';

const faults = new Faults();
let received: string[] = [];
let answer = 200;
const receiver = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    received.push(body);
    response.writeHead(answer).end();
  });
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
});
afterAll(() => void receiver.close());
beforeEach(() => {
  faults.clear();
  received = [];
  answer = 200;
});

const send = async (outbox: WebhookOutbox, ...events: string[]) => {
  for (const event of events) outbox.send({ event, url, headers: {}, body: event });
  await outbox.idle();
};

it('sends exactly the bytes it was given, once', async () => {
  const outbox = new WebhookOutbox({ faults });
  await send(outbox, 'made');
  expect(received).toEqual(['made']);
  expect(outbox.records).toMatchObject([{ event: 'made', body: 'made', status: 200 }]);
});

it('loses, repeats, delays and swaps on demand', async () => {
  faults.add({ kind: 'webhook-lost', operation: 'lost' });
  faults.add({ kind: 'webhook-duplicate', operation: 'twice' });
  faults.add({ kind: 'webhook-reorder', operation: 'first', delayMs: 1_000 });
  const outbox = new WebhookOutbox({ faults });
  await send(outbox, 'lost', 'twice');
  expect(received).toEqual(['twice', 'twice']);
  received = [];
  await send(outbox, 'first', 'second');
  expect(received).toEqual(['second', 'first']);
});

it('tells who answered what, and nobody as 0', async () => {
  answer = 410;
  const answered: number[] = [];
  const outbox = new WebhookOutbox({ faults, onAnswered: ({ status }) => answered.push(status) });
  await send(outbox, 'made');
  outbox.send({ event: 'made', url: 'http://127.0.0.1:1/', headers: {}, body: '' });
  await outbox.idle();
  expect(answered).toEqual([410, 0]);
});

it('gives up what waits when it stops', async () => {
  faults.add({ kind: 'webhook-delay', delayMs: 60_000 });
  const outbox = new WebhookOutbox({ faults });
  outbox.send({ event: 'late', url, headers: {}, body: '' });
  outbox.stop();
  await outbox.idle();
  expect(received).toEqual([]);
});
