import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GET as runDeliveries } from '@/app/api/cron/deliveries/route';
import { PATCH as patchEndpoint } from '@/app/api/webhook-endpoints/[id]/route';
import { jobs } from '@/lib/db/schema/jobs';
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { claimDelivery } from '@/lib/webhook-outbox/delivery/internal/claim-delivery';
import { recordAttempt } from '@/lib/webhook-outbox/delivery/internal/record-attempt';
import { queueDeliveries } from '@/lib/webhook-outbox/delivery/queue-deliveries';
import { outboxContext } from '@/lib/wiring/webhook-outbox';
import { callRoute } from '@/tests/support/call-route';
import { eventually } from '@/tests/support/eventually';
import { type OutgoingScene, outgoingScene } from '@/tests/support/outgoing-scene';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let scene: OutgoingScene;

beforeAll(async () => {
  world = await openWorld();
  scene = await outgoingScene(world);
});
afterEach(() => scene.clear());
afterAll(async () => {
  await scene.receiver.stop();
  await world.close();
});

describe('a runner that dies between sending and recording', () => {
  it('has its message sent again under the same id, and the lost attempt stays visible', async () => {
    const { endpoint } = await scene.endpoint('crash');
    await scene.book();
    const { db, clock, ids } = world.deps;
    await scene.drain();
    const delivery = await scene.deliveryTo(endpoint.id);
    // As it is after a crash: it has arrived, but the row says that it is being sent, and so does the job.
    await db
      .update(webhookDeliveries)
      .set({ status: 'waiting', nextAttemptAt: clock.now(), finishedAt: null })
      .where(eq(webhookDeliveries.id, delivery.id));
    const claim = await claimDelivery({ db, clock, ids }, delivery.id);
    expect(claim).not.toBeNull();
    await db.insert(jobs).values({
      id: ids.make('job'),
      name: 'webhook-delivery',
      key: delivery.id,
      organizationId: scene.owner.organizationId,
      payload: { deliveryId: delivery.id },
      status: 'running',
      runAt: clock.now(),
      leaseUntil: new Date(clock.now().getTime() + 60_000),
      attempts: 1,
      createdAt: clock.now(),
    });
    await scene.drain();
    expect(scene.receiver.received('crash')).toHaveLength(1);
    world.clock.advance(61_000);
    await scene.drain();
    const arrived = scene.receiver.received('crash');
    expect(arrived).toHaveLength(2);
    expect(new Set(arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await scene.deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered', attempts: 3 });
    const attempts = await db
      .select()
      .from(webhookAttempts)
      .where(and(eq(webhookAttempts.deliveryId, delivery.id)))
      .orderBy(webhookAttempts.number);
    expect(attempts.map(({ finishedAt }) => finishedAt !== null)).toEqual([true, false, true]);
  });
});

describe('a receiver that fails slowly', () => {
  it('is asked by one runner at a time, and gets everything in the end', async () => {
    const { endpoint } = await scene.endpoint('slow');
    scene.receiver.control.addFault({ kind: 'status', status: 500, count: 1 });
    await scene.book();
    await scene.drain();
    scene.receiver.control.addFault({ kind: 'delay-before', delayMs: 60 });
    await world.db.delete(jobs);
    const [failing] = await world.db.select().from(webhookDeliveries);
    const messages = Array.from({ length: 8 }, (_, i) => ({
      id: world.deps.ids.make('webhookMessage'),
      organizationId: scene.owner.organizationId,
      eventType: 'booking.created',
      sourceKey: `slow-${i}`,
      body: '{}',
      occurredAt: world.clock.now(),
      createdAt: world.clock.now(),
    }));
    await world.db.insert(webhookMessages).values(messages);
    const writer = { ids: world.deps.ids, now: world.clock.now() };
    const targets = messages.map(({ id }) => ({ messageId: id, endpointId: endpoint.id }));
    await queueDeliveries(world.db, writer, scene.owner.organizationId, targets);
    scene.receiver.control.addFault({ kind: 'status', status: 500, count: 3 });
    await Promise.all([scene.drain(), scene.drain()]);
    const spans = scene.receiver.control
      .exchanges('hooks.post')
      .slice(1)
      .map(({ receivedAt, answeredAt }) => [Date.parse(receivedAt), Date.parse(answeredAt)] as const)
      .sort(([a], [b]) => a - b);
    for (const [i, [received]] of spans.entries()) expect(received).toBeGreaterThanOrEqual(spans[i - 1]?.[1] ?? 0);
    for (let i = 0; i < 20; i += 1) {
      world.clock.advance(400_000);
      await scene.drain();
    }
    const rows = await world.db.select().from(webhookDeliveries);
    const others = rows.filter(({ id }) => id !== failing?.id);
    expect(others.map(({ status }) => status)).toEqual(Array(8).fill('delivered'));
  });
});

describe('a delivery whose job was lost', () => {
  it('is found by the cron and sent', async () => {
    const { endpoint } = await scene.endpoint('lost');
    scene.receiver.control.addFault({ kind: 'status', status: 500, count: 1 });
    await scene.book();
    await scene.drain();
    await world.db.delete(jobs);
    world.clock.advance(31 * 60_000);
    await scene.drain();
    expect(scene.receiver.received('lost')).toEqual([]);
    const request = new Request('http://localhost:3000/api/cron/deliveries', {
      headers: { authorization: `Bearer ${world.deps.config.cronSecret}` },
    });
    const answer = await (await runDeliveries(request)).json();
    expect(answer).toMatchObject({ success: true, counts: { woken: 1, failed: 0 } });
    expect(await scene.deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered', attempts: 2 });
  });
});

describe('an endpoint switched off while something is under way', () => {
  it('shows what arrived as delivered', async () => {
    const { endpoint } = await scene.endpoint('off');
    scene.receiver.control.addFault({ kind: 'delay-after', delayMs: 2_000, count: 1 });
    const drained = scene.book().then(() => scene.drain());
    await eventually('it has arrived', () => scene.receiver.received('off').length === 1);
    await callRoute(patchEndpoint, {
      method: 'PATCH',
      as: scene.caller,
      params: { id: endpoint.id },
      body: { enabled: false },
    });
    await drained;
    expect(await scene.deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered' });
  });
});

describe('two drains at once', () => {
  it('send each message once', async () => {
    await scene.endpoint('raced');
    for (let i = 0; i < 8; i += 1) await scene.book();
    await Promise.all([scene.drain(), scene.drain(), scene.drain(), scene.drain()]);
    await scene.drain();
    const arrived = scene.receiver.received('raced').map(({ headers }) => headers['webhook-id']);
    expect(arrived).toHaveLength(8);
    expect(new Set(arrived).size).toBe(8);
  });

  it('and two jobs for one delivery send it once', async () => {
    const { endpoint } = await scene.endpoint('doubled');
    scene.receiver.control.addFault({ kind: 'delay-before', delayMs: 2_000, count: 1 });
    await scene.book();
    const first = scene.drain();
    const { db, clock, ids } = world.deps;
    let found: typeof webhookDeliveries.$inferSelect | undefined;
    while (!found?.claimedUntil)
      [found] = await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.endpointId, endpoint.id));
    expect(await claimDelivery({ db, clock, ids }, found.id)).toBe('under_way');
    await first;
    expect(scene.receiver.received('doubled')).toHaveLength(1);
  });
});

describe('an endpoint given another address while something is under way', () => {
  it('is not switched off, nor called failing, for what the former address answers', async () => {
    const { endpoint } = await scene.endpoint('former');
    scene.receiver.control.addFault({ kind: 'status', status: 500, count: 1 });
    await scene.book();
    await scene.drain();
    const { id, nextAttemptAt } = await scene.deliveryTo(endpoint.id);
    world.clock.set(nextAttemptAt ?? world.clock.now());
    const claim = await claimDelivery(world.deps, id);
    if (claim === null || typeof claim === 'string') throw new Error('The delivery was not to be had.');
    world.clock.advance(1_000);
    const body = { url: scene.receiver.urlOf('present') };
    await callRoute(patchEndpoint, { method: 'PATCH', as: scene.caller, params: { id: endpoint.id }, body });
    const gone = { ok: false, error: 'gone', statusCode: 410, response: null } as const;
    await recordAttempt(outboxContext(world.deps), claim, gone, 1_000);
    const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    expect(row).toMatchObject({ enabled: true, failingSince: null });
    expect(await scene.deliveryTo(endpoint.id)).toMatchObject({ status: 'waiting', lastError: 'gone' });
    const { nextAttemptAt: next } = await scene.deliveryTo(endpoint.id);
    world.clock.set(next ?? world.clock.now());
    await scene.drain();
    expect(scene.receiver.received('present')).toHaveLength(1);
  });
});
