import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { POST as replay } from '@/app/api/webhook-deliveries/[id]/replay/route';
import { POST as replayRange } from '@/app/api/webhook-endpoints/[id]/replay/route';
import { POST as rotate } from '@/app/api/webhook-endpoints/[id]/rotate-secret/route';
import { DELETE as deleteEndpoint, PATCH as patchEndpoint } from '@/app/api/webhook-endpoints/[id]/route';
import { webhookDeliveries } from '@/lib/db/schema/outgoing';
import { type SvixServer, startSvix } from '@/sandbox/svix/start-svix';
import { booked } from '@/tests/support/booking-requests';
import { callRoute } from '@/tests/support/call-route';
import { type OutgoingScene, outgoingScene } from '@/tests/support/outgoing-scene';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let scene: OutgoingScene;
let svix: SvixServer;
beforeAll(async () => {
  svix = await startSvix();
  world = await openWorld({ SVIX_TOKEN: svix.token });
  world.override({ svixServerUrl: svix.url });
  scene = await outgoingScene(world);
});
afterEach(() => svix.control.clearFaults());
afterAll(async () => {
  await Promise.all([svix.stop(), scene.receiver.stop()]);
  await world.close();
});

const held = () => svix.application(scene.owner.organizationId);

it('with SVIX_TOKEN the hosted service gets the endpoint with its secret, and each message once', async () => {
  const { endpoint, secret } = await scene.endpoint('hosted');
  svix.control.addFault({ kind: 'commit-then-500', operation: 'message.create', count: 1 });
  const booking = await booked(scene.caller);
  await scene.drain();
  world.clock.advance(6_000);
  await scene.drain();
  expect(held()?.endpoints.get(endpoint.id)).toMatchObject({ url: scene.receiver.urlOf('hosted'), secret });
  expect(held()?.messages).toMatchObject([
    { eventType: 'booking.created', channels: [endpoint.id], payload: { data: { booking: { id: booking.id } } } },
  ]);
  const [delivery] = await world.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpoint.id));
  expect(delivery).toMatchObject({ status: 'handed_over', attempts: 2 });
  expect(scene.receiver.received('hosted')).toEqual([]);
});

it('a rotation and a deletion reach the hosted service', async () => {
  const { endpoint } = await scene.endpoint('kept');
  await booked(scene.caller, { start_time: '2026-03-04T10:00:00Z' });
  await scene.drain();
  const rotated = await callRoute<{ secret: string }>(rotate, {
    as: scene.caller,
    params: { id: endpoint.id },
    body: {},
  });
  await booked(scene.caller, { start_time: '2026-03-04T12:00:00Z' });
  await scene.drain();
  expect(held()?.endpoints.get(endpoint.id)?.secret).toBe(rotated.body.secret);
  await callRoute(deleteEndpoint, { method: 'DELETE', as: scene.caller, params: { id: endpoint.id } });
  await scene.drain();
  expect(held()?.endpoints.has(endpoint.id)).toBe(false);
});

it('a replay is the same message once more; what an endpoint missed while it was off is made', async () => {
  world.clock.advance(3_600_000);
  const { endpoint } = await scene.endpoint('again');
  await booked(scene.caller, { start_time: '2026-03-06T10:00:00Z' });
  await scene.drain();
  const [delivery] = await world.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpoint.id));
  const ofEndpoint = () => held()?.messages.filter(({ channels }) => channels.includes(endpoint.id)) ?? [];
  expect(ofEndpoint()).toMatchObject([{ resentTo: [] }]);
  await callRoute(replay, { method: 'POST', as: scene.caller, params: { id: delivery?.id ?? '' } });
  await scene.drain();
  expect(ofEndpoint()).toMatchObject([{ resentTo: [endpoint.id] }]);

  const turn = (enabled: boolean) =>
    callRoute(patchEndpoint, { method: 'PATCH', as: scene.caller, params: { id: endpoint.id }, body: { enabled } });
  await turn(false);
  await booked(scene.caller, { start_time: '2026-03-06T12:00:00Z' });
  await scene.drain();
  // Nothing more goes to one that is off, nor what the service would have tried again.
  expect(held()?.endpoints.has(endpoint.id)).toBe(false);
  await turn(true);
  const now = world.clock.now().getTime();
  const span = { from: new Date(now - 60_000).toISOString(), to: new Date(now + 60_000).toISOString() };
  await callRoute(replayRange, { as: scene.caller, params: { id: endpoint.id }, body: { ...span, only_failed: true } });
  await scene.drain();
  expect(held()?.endpoints.has(endpoint.id)).toBe(true);
  expect(ofEndpoint()).toMatchObject([{ resentTo: [endpoint.id] }, { resentTo: [] }]);
});

it('one that is on again is not forgotten by the job of its switching off', async () => {
  const { endpoint } = await scene.endpoint('brief');
  await booked(scene.caller, { start_time: '2026-03-07T10:00:00Z' });
  await scene.drain();
  for (const enabled of [false, true])
    await callRoute(patchEndpoint, {
      method: 'PATCH',
      as: scene.caller,
      params: { id: endpoint.id },
      body: { enabled },
    });
  await scene.drain();
  expect(held()?.endpoints.has(endpoint.id)).toBe(true);
});

it('a token that is refused is a failure that is tried again', async () => {
  const { endpoint } = await scene.endpoint('refused');
  svix.control.addFault({ kind: 'status', status: 401, body: { code: 'authentication_failed', detail: 'x' } });
  await booked(scene.caller, { start_time: '2026-03-05T10:00:00Z' });
  await scene.drain();
  const rows = await world.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.endpointId, endpoint.id));
  expect(rows).toMatchObject([{ status: 'waiting', lastError: 'bad_credentials' }]);
});
