import { afterEach, beforeEach, expect, it } from 'vitest';
import { introCallId } from '@/sandbox/calendly/sample-account';
import { eventually } from '@/tests/support/eventually';
import { type ServedHandlers, serveHandlers } from '@/tests/support/serve-handlers';
import { dana, type Line, nine, openLine, organization, tokensFor } from './client';

interface Delivery {
  event: string;
  payload: {
    uri: string;
    rescheduled: boolean;
    old_invitee: string | null;
    new_invitee: string | null;
    no_show: unknown;
  };
}

let line: Line;
let receiver: ServedHandlers;
let received: Delivery[];
let answer: number;

beforeEach(async () => {
  line = await openLine({ retryAfterMs: [5, 10] });
  received = [];
  answer = 200;
  receiver = await serveHandlers();
  receiver.handlers.set('/hook', async (request) => {
    received.push(await request.json());
    return new Response(null, { status: answer });
  });
});
afterEach(async () => {
  await line.calendly.stop();
  await receiver.close();
});

const events = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'];
const subscription = (changes: object = {}) => ({
  ...{ url: `${receiver.url}/hook`, events, organization, user: dana, scope: 'user', signing_key: 'a key' },
  ...changes,
});
const subscribe = (changes: object = {}, token?: string) =>
  line.post('/webhook_subscriptions', subscription(changes), token);
const control = () => line.calendly.control;
const told = async () => {
  await control().idle();
  return received.map(({ event }) => event);
};

it('makes, lists, reads and deletes subscriptions, and changes none', async () => {
  const made = await subscribe();
  expect(made).toMatchObject({ status: 201, body: { resource: { state: 'active', scope: 'user', user: dana } } });
  expect(await subscribe()).toMatchObject({ status: 409, body: { message: 'Hook with this url already exists' } });
  const path = new URL(made.body.resource.uri).pathname;
  expect(
    (await line.get('/webhook_subscriptions', { organization, scope: 'user', user: dana })).body.collection,
  ).toHaveLength(1);
  expect((await line.post(path, {})).status).toBe(404);
  expect(JSON.stringify((await line.get(path)).body)).not.toContain('a key');
  expect((await line.remove(path)).status).toBe(204);
  expect((await line.remove(path)).status).toBe(404);
});

it.each([
  ['an address that is not https', { url: 'http://example.com/hook' }],
  ['an event that cannot be subscribed', { events: ['event_type.created'] }],
  ['no event', { events: [] }],
  ['a user’s scope without a user', { user: undefined }],
])('refuses %s', async (_, changes) => {
  expect((await subscribe(changes)).status).toBe(400);
});

it('answers a plain 400 when the scope of the events’ family is missing', async () => {
  const { access_token } = await tokensFor(line, 'webhooks:write');
  expect(await subscribe({}, access_token)).toMatchObject({ status: 400, body: { details: [] } });
});

it('tells a booking, its cancellation and its no-shows', async () => {
  await subscribe();
  const { uuid } = control().book(introCallId, { start: new Date(nine) });
  control().markNoShow(uuid, true);
  control().markNoShow(uuid, false);
  control().cancel(uuid, 'invitee', 'ill');
  expect((await told()).toSorted()).toEqual([...events].toSorted());
});

it('tells a reschedule as two halves that name each other', async () => {
  await subscribe();
  const { uuid } = control().book(introCallId, { start: new Date(nine) });
  await told();
  received = [];
  control().reschedule(uuid, new Date('2026-03-02T15:00:00Z'));
  expect((await told()).toSorted()).toEqual(['invitee.canceled', 'invitee.created']);
  const of = (event: string) => received.find((one) => one.event === event)?.payload;
  expect(of('invitee.canceled')).toMatchObject({ rescheduled: true, new_invitee: of('invitee.created')?.uri });
  expect(of('invitee.created')).toMatchObject({ rescheduled: false, old_invitee: of('invitee.canceled')?.uri });
});

it('loses, repeats and swaps deliveries when told to', async () => {
  await subscribe();
  control().addFault({ kind: 'webhook-lost', operation: 'invitee.created', count: 1 });
  control().book(introCallId, { start: new Date(nine) });
  expect(await told()).toEqual([]);
  control().addFault({ kind: 'webhook-duplicate', operation: 'invitee.created', count: 1 });
  const { uuid } = control().book(introCallId, { start: new Date('2026-03-02T15:00:00Z') });
  expect(await told()).toEqual(['invitee.created', 'invitee.created']);
  received = [];
  control().addFault({ kind: 'webhook-reorder', operation: 'invitee.canceled', count: 1 });
  control().reschedule(uuid, new Date('2026-03-02T16:00:00Z'));
  expect(await told()).toEqual(['invitee.created', 'invitee.canceled']);
});

it('repeats a delivery that fails, then switches the subscription off for good', async () => {
  await subscribe();
  answer = 301;
  control().book(introCallId, { start: new Date(nine) });
  await eventually('it is off', () => control().subscriptions()[0]?.state === 'disabled');
  expect(received).toHaveLength(3);
  expect(control().subscriptions()[0]?.retryStartedAt).not.toBeNull();
  answer = 200;
  control().book(introCallId, { start: new Date('2026-03-02T15:00:00Z') });
  await told();
  expect(received).toHaveLength(3);
});
