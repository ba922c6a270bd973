import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GET as runDeliveries } from '@/app/api/cron/deliveries/route';
import { POST as replayOne } from '@/app/api/webhook-deliveries/[id]/replay/route';
import { POST as rotate } from '@/app/api/webhook-endpoints/[id]/rotate-secret/route';
import { PATCH as patchEndpoint } from '@/app/api/webhook-endpoints/[id]/route';
import { BOOKING_TOLD } from '@/lib/bookings/events';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { jobs } from '@/lib/db/schema/jobs';
import { notices } from '@/lib/db/schema/orgs';
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { enqueue } from '@/lib/jobs/enqueue';
import { createEncryption } from '@/lib/security/encryption';
import { signingSecrets } from '@/lib/webhooks/endpoint-secrets';
import { claimDelivery } from '@/lib/webhooks/internal/claim-delivery';
import { queueDeliveries } from '@/lib/webhooks/internal/queue-deliveries';
import { resealSecrets } from '@/lib/webhooks/reseal-secrets';
import { booked, change } from '@/tests/support/booking-requests';
import { callRoute } from '@/tests/support/call-route';
import { eventually } from '@/tests/support/eventually';
import { type OutgoingScene, outgoingScene, verified } from '@/tests/support/outgoing-scene';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let scene: OutgoingScene;
let hour = 0;

beforeAll(async () => {
  world = await openWorld();
  scene = await outgoingScene(world);
});
afterEach(async () => {
  scene.receiver.control.reset();
  await world.db.delete(webhookEndpoints);
});
afterAll(async () => {
  await scene.receiver.stop();
  await world.close();
});

/** A booking at an hour that no other booking of this file has. */
function book() {
  hour += 1;
  return booked(scene.caller, { start_time: new Date(Date.UTC(2026, 5, 1, hour)).toISOString(), staff_id: null });
}

async function deliveryTo(endpointId: string) {
  const [row] = await world.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.endpointId, endpointId));
  if (!row) throw new Error('There is no delivery.');
  return row;
}

/** Moves the clock to the next attempt and does it. */
async function nextAttempt(endpointId: string) {
  const { nextAttemptAt } = await deliveryTo(endpointId);
  if (!nextAttemptAt) throw new Error('No attempt is left.');
  world.clock.set(nextAttemptAt);
  await scene.drain();
}

describe('a booking event on its way out', () => {
  it('X6: arrives once, signed so that the reference library verifies it', async () => {
    const { endpoint, secret } = await scene.endpoint('first');
    const booking = await book();
    await scene.drain();
    await scene.drain();
    const [hook, ...more] = scene.receiver.received('first');
    if (!hook) throw new Error('Nothing arrived.');
    expect(more).toEqual([]);
    const body = verified(secret, hook);
    expect(body).toMatchObject({
      type: 'booking.created',
      timestamp: world.clock.now().toISOString(),
      data: { booking: { id: booking.id, status: 'pending', attendees: [{ email: 'ada@example.com' }] } },
    });
    const delivery = await deliveryTo(endpoint.id);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, lastStatusCode: 204 });
    expect(hook.headers['webhook-id']).toBe(delivery.messageId);
    expect(Buffer.byteLength(hook.body)).toBeLessThan(20_000);
  });

  it('X6: is told once per event, however often the job runs', async () => {
    await scene.endpoint('once');
    const booking = await book();
    await scene.drain();
    const [event] = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, booking.id));
    const { ids, clock, db } = world.deps;
    for (let i = 0; i < 3; i += 1) {
      await enqueue(
        db,
        { ids, now: clock.now() },
        {
          name: BOOKING_TOLD,
          key: `again-${i}`,
          organizationId: scene.owner.organizationId,
          payload: { historyId: event?.id },
          runAt: clock.now(),
        },
      );
    }
    await Promise.all([scene.drain(), scene.drain(), scene.drain()]);
    expect(scene.receiver.received('once')).toHaveLength(1);
    expect(await db.select().from(webhookMessages).where(eq(webhookMessages.bookingId, booking.id))).toHaveLength(1);
  });

  it('goes only where it is asked for', async () => {
    await scene.endpoint('cancellations', { event_types: ['booking.cancelled'] });
    await scene.endpoint('moves', { event_types: ['booking.rescheduled'] });
    const booking = await book();
    await change(scene.caller, booking.id, { start_time: '2026-03-20T10:00:00Z' });
    await scene.drain();
    expect(scene.receiver.received('cancellations')).toEqual([]);
    expect(scene.receiver.received('moves').map(({ body }) => JSON.parse(body).type)).toEqual(['booking.rescheduled']);
  });

  it('keeps nothing of what nobody asks for', async () => {
    const booking = await book();
    await scene.drain();
    expect(await world.db.select().from(webhookMessages).where(eq(webhookMessages.bookingId, booking.id))).toEqual([]);
  });
});

describe('a receiver that fails', () => {
  it('X6: is tried ten times over 75 hours, always under the same id, and then it is over', async () => {
    const { endpoint } = await scene.endpoint('down');
    scene.receiver.control.addFault({ kind: 'status', status: 503 });
    const begun = world.clock.now().getTime();
    await book();
    await scene.drain();
    for (let i = 0; i < 9; i += 1) await nextAttempt(endpoint.id);
    const delivery = await deliveryTo(endpoint.id);
    expect(delivery).toMatchObject({ status: 'failed', attempts: 10, lastStatusCode: 503, lastError: 'http_error' });
    expect(delivery.nextAttemptAt).toBeNull();
    const hours = (world.clock.now().getTime() - begun) / 3_600_000;
    expect(hours).toBeGreaterThan(75.6 * 0.9);
    expect(hours).toBeLessThan(75.6 * 1.1);
    const sent = scene.receiver.control.exchanges('hooks.post');
    expect(sent).toHaveLength(10);
    expect(new Set(sent.map(({ requestHeaders }) => requestHeaders['webhook-id']))).toEqual(
      new Set([delivery.messageId]),
    );
  });

  it('X6: is switched off by a 410, with a notice to the admins; what waits ends', async () => {
    const { endpoint } = await scene.endpoint('gone');
    scene.receiver.control.addFault({ kind: 'status', status: 410, count: 1 });
    await book();
    await scene.drain();
    const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    expect(row).toMatchObject({ enabled: false, disabledReason: 'gone' });
    expect(await deliveryTo(endpoint.id)).toMatchObject({ status: 'failed' });
    const told = await world.db.select().from(notices).where(eq(notices.kind, 'webhook_endpoint_disabled'));
    expect(told.map(({ userId }) => userId)).toEqual([scene.owner.id]);
    await book();
    await scene.drain();
    expect(scene.receiver.control.exchanges('hooks.post')).toHaveLength(1);
  });

  it('X6: is switched off after five days of nothing but failures, not before, and a success starts the count anew', async () => {
    const { endpoint } = await scene.endpoint('failing');
    const fault = () => scene.receiver.control.addFault({ kind: 'status', status: 500 });
    fault();
    await book();
    await scene.drain();
    const DAY = 86_400_000;
    const isOn = async () => {
      const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
      return row?.enabled;
    };
    world.clock.advance(4.9 * DAY);
    await scene.drain();
    expect(await isOn()).toBe(true);
    scene.receiver.control.clearFaults();
    await book();
    await scene.drain();
    fault();
    await book();
    await scene.drain();
    world.clock.advance(4.9 * DAY);
    await scene.drain();
    expect(await isOn()).toBe(true);
    world.clock.advance(0.2 * DAY);
    await book();
    await scene.drain();
    expect(await isOn()).toBe(false);
  });

  it.each([
    ['a redirect', { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'redirect', 302],
    ['a cut connection', { kind: 'drop' }, 'connection_failed', null],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '900' } }, 'rate_limited', 429],
  ] as const)('X6: %s is a failure that is written down and tried again', async (name, fault, error, statusCode) => {
    const { endpoint } = await scene.endpoint('bad');
    scene.receiver.control.addFault(fault);
    await book();
    await scene.drain();
    const delivery = await deliveryTo(endpoint.id);
    expect(delivery).toMatchObject({ status: 'waiting', lastError: error, lastStatusCode: statusCode });
    const waits = (delivery.nextAttemptAt?.getTime() ?? 0) - world.clock.now().getTime();
    if (name === '429') expect(waits).toBe(900_000);
    else expect(waits).toBeLessThan(6_000);
  });
});

describe('secrets', () => {
  it('X6: during a rotation both the old and the new one verify; after 24 hours only the new one', async () => {
    const { endpoint, secret: old } = await scene.endpoint('rotating');
    const { body } = await callRoute<{ secret: string }>(rotate, {
      as: scene.caller,
      params: { id: endpoint.id },
      body: {},
    });
    expect(body.secret).not.toBe(old);
    await book();
    await scene.drain();
    const [during] = scene.receiver.received('rotating');
    if (!during) throw new Error('Nothing arrived.');
    expect(during.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect(verified(old, during)).toEqual(verified(body.secret, during));

    world.clock.advance(24 * 3_600_000 + 1);
    await book();
    await scene.drain();
    const after = scene.receiver.received('rotating')[1];
    if (!after) throw new Error('Nothing arrived.');
    expect(verified(body.secret, after)).toBeTruthy();
    expect(() => verified(old, after)).toThrow();
  });

  it('X3: are encrypted at rest and bound to their row', async () => {
    const { endpoint, secret } = await scene.endpoint('sealed');
    const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    expect(row?.secret).toMatch(/^v1\.k1\./);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('X3: are encrypted anew when a key is rotated, and sign as before', async () => {
    const { endpoint, secret } = await scene.endpoint('resealed');
    await callRoute(rotate, { as: scene.caller, params: { id: endpoint.id }, body: {} });
    const newer = createEncryption([
      { id: 'k2', key: Buffer.alloc(32, 2) },
      { id: 'k1', key: Buffer.alloc(32, 1) },
    ]);
    expect(await resealSecrets(world.db, newer)).toEqual({ seen: 1, rotated: 1 });
    expect(await resealSecrets(world.db, newer)).toEqual({ seen: 1, rotated: 0 });
    const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    if (!row) throw new Error('The endpoint is gone.');
    const alone = createEncryption([{ id: 'k2', key: Buffer.alloc(32, 2) }]);
    expect(signingSecrets(alone, row, world.clock.now())).toContain(secret);
  });
});

describe('a runner that dies between sending and recording', () => {
  it('X6: has its message sent again under the same id, and the lost attempt stays visible', async () => {
    const { endpoint } = await scene.endpoint('crash');
    await book();
    const { db, clock, ids } = world.deps;
    await scene.drain();
    const delivery = await deliveryTo(endpoint.id);
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
    expect(await deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered', attempts: 3 });
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
    await book();
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
  it('X6: is found by the cron and sent', async () => {
    const { endpoint } = await scene.endpoint('lost');
    scene.receiver.control.addFault({ kind: 'status', status: 500, count: 1 });
    await book();
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
    expect(await deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered', attempts: 2 });
  });
});

describe('an endpoint switched off while something is under way', () => {
  it('shows what arrived as delivered', async () => {
    const { endpoint } = await scene.endpoint('off');
    scene.receiver.control.addFault({ kind: 'delay-after', delayMs: 400, count: 1 });
    const drained = book().then(() => scene.drain());
    await eventually('it has arrived', () => scene.receiver.received('off').length === 1);
    await callRoute(patchEndpoint, {
      method: 'PATCH',
      as: scene.caller,
      params: { id: endpoint.id },
      body: { enabled: false },
    });
    await drained;
    expect(await deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered' });
  });
});

describe('two drains at once', () => {
  it('X6: send each message once', async () => {
    await scene.endpoint('raced');
    for (let i = 0; i < 8; i += 1) await book();
    await Promise.all([scene.drain(), scene.drain(), scene.drain(), scene.drain()]);
    await scene.drain();
    const arrived = scene.receiver.received('raced').map(({ headers }) => headers['webhook-id']);
    expect(arrived).toHaveLength(8);
    expect(new Set(arrived).size).toBe(8);
  });

  it('and two jobs for one delivery send it once', async () => {
    const { endpoint } = await scene.endpoint('doubled');
    scene.receiver.control.addFault({ kind: 'delay-before', delayMs: 300, count: 1 });
    await book();
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

describe('a replay', () => {
  it('X6: sends a delivery again under its id, with the schedule from its start', async () => {
    const { endpoint } = await scene.endpoint('replayed');
    await book();
    await scene.drain();
    const delivery = await deliveryTo(endpoint.id);
    const answer = await callRoute(replayOne, { method: 'POST', as: scene.caller, params: { id: delivery.id } });
    expect(answer.status).toBe(202);
    await world.settle();
    await scene.drain();
    const arrived = scene.receiver.received('replayed');
    expect(arrived.map(({ headers }) => headers['webhook-id'])).toEqual([delivery.messageId, delivery.messageId]);
    expect(arrived[0]?.body).toBe(arrived[1]?.body);
    expect(await deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered', round: 1, tries: 1, attempts: 2 });
  });
});
