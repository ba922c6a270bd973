import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { POST as replayOne } from '@/app/api/webhook-deliveries/[id]/replay/route';
import { POST as rotate } from '@/app/api/webhook-endpoints/[id]/rotate-secret/route';
import { PATCH as patchEndpoint } from '@/app/api/webhook-endpoints/[id]/route';
import { BOOKING_PUBLISH } from '@/lib/bookings/job-names';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { notices } from '@/lib/db/schema/orgs';
import { webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { enqueue } from '@/lib/jobs/enqueue';
import { change } from '@/tests/support/booking-requests';
import { callRoute } from '@/tests/support/call-route';
import { type OutgoingScene, outgoingScene, verified } from '@/tests/support/outgoing-scene';
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

/** As `Retry-After` says when somebody is back. */
const until = 'Wed, 01 Apr 2026 10:00:00 GMT';

/** Moves the clock to the next attempt and does it. */
async function nextAttempt(endpointId: string) {
  const { nextAttemptAt } = await scene.deliveryTo(endpointId);
  if (!nextAttemptAt) throw new Error('No attempt is left.');
  world.clock.set(nextAttemptAt);
  await scene.drain();
}

describe('a booking event on its way out', () => {
  it('arrives once, signed so that the reference library verifies it', async () => {
    const { endpoint, secret } = await scene.endpoint('first');
    const booking = await scene.book();
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
    const delivery = await scene.deliveryTo(endpoint.id);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, lastStatusCode: 204 });
    expect(hook.headers['webhook-id']).toBe(delivery.messageId);
    expect(Buffer.byteLength(hook.body)).toBeLessThan(20_000);
  });

  it('is published once per event, however often the job runs', async () => {
    await scene.endpoint('once');
    const booking = await scene.book();
    await scene.drain();
    const [event] = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, booking.id));
    const { ids, clock, db } = world.deps;
    for (let i = 0; i < 3; i += 1) {
      await enqueue(
        db,
        { ids, now: clock.now() },
        {
          name: BOOKING_PUBLISH,
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

  it('goes only to subscribed endpoints', async () => {
    await scene.endpoint('cancellations', { event_types: ['booking.cancelled'] });
    await scene.endpoint('moves', { event_types: ['booking.rescheduled'] });
    const booking = await scene.book();
    await change(scene.caller, booking.id, { start_time: '2026-03-20T10:00:00Z' });
    await scene.drain();
    expect(scene.receiver.received('cancellations')).toEqual([]);
    expect(scene.receiver.received('moves').map(({ body }) => JSON.parse(body).type)).toEqual(['booking.rescheduled']);
  });

  it('stores nothing without a subscribed endpoint', async () => {
    const booking = await scene.book();
    await scene.drain();
    expect(await world.db.select().from(webhookMessages).where(eq(webhookMessages.bookingId, booking.id))).toEqual([]);
  });
});

describe('a receiver that fails', () => {
  it('is tried ten times over 75 hours, always under the same id, then given up', async () => {
    const { endpoint } = await scene.endpoint('down');
    scene.receiver.control.addFault({ kind: 'status', status: 503 });
    const begun = world.clock.now().getTime();
    await scene.book();
    await scene.drain();
    for (let i = 0; i < 9; i += 1) await nextAttempt(endpoint.id);
    const delivery = await scene.deliveryTo(endpoint.id);
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

  it('is turned off by a 410, admins are notified, and waiting deliveries end', async () => {
    const { endpoint } = await scene.endpoint('gone');
    scene.receiver.control.addFault({ kind: 'status', status: 410, count: 1 });
    await scene.book();
    await scene.drain();
    const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    expect(row).toMatchObject({ enabled: false, disabledReason: 'gone' });
    expect(await scene.deliveryTo(endpoint.id)).toMatchObject({ status: 'failed' });
    const told = await world.db.select().from(notices).where(eq(notices.kind, 'webhook_endpoint_disabled'));
    expect(told.map(({ userId }) => userId)).toEqual([scene.owner.id]);
    await scene.book();
    await scene.drain();
    expect(scene.receiver.control.exchanges('hooks.post')).toHaveLength(1);
  });

  it('is turned off after five days of failures only, and a success restarts the count', async () => {
    const { endpoint } = await scene.endpoint('failing');
    const fault = () => scene.receiver.control.addFault({ kind: 'status', status: 500 });
    fault();
    await scene.book();
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
    await scene.book();
    await scene.drain();
    fault();
    await scene.book();
    await scene.drain();
    world.clock.advance(4.9 * DAY);
    await scene.drain();
    expect(await isOn()).toBe(true);
    world.clock.advance(0.2 * DAY);
    await scene.book();
    await scene.drain();
    expect(await isOn()).toBe(false);
  });

  it('gets a new five days with another URL or secret', async () => {
    const { endpoint } = await scene.endpoint('moved');
    scene.receiver.control.addFault({ kind: 'status', status: 500 });
    const row = async () => {
      const [found] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
      return found;
    };
    await scene.book();
    await scene.drain();
    const mends = [
      () => callRoute(rotate, { as: scene.caller, params: { id: endpoint.id }, body: {} }),
      () => {
        const body = { url: scene.receiver.urlOf('moved-there') };
        return callRoute(patchEndpoint, { method: 'PATCH', as: scene.caller, params: { id: endpoint.id }, body });
      },
    ];
    for (const mend of mends) {
      world.clock.advance(5.1 * 86_400_000);
      expect((await mend()).status).toBe(200);
      expect(await row()).toMatchObject({ enabled: true, failingSince: null });
      await scene.drain();
      expect(await row()).toMatchObject({ enabled: true, failingSince: world.clock.now() });
    }
  });

  it.each([
    ['a redirect', { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'redirect', 302],
    ['a cut connection', { kind: 'drop' }, 'connection_failed', null],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '900' } }, 'rate_limited', 429],
    ['503 until a day', { kind: 'status', status: 503, headers: { 'retry-after': until } }, 'http_error', 503],
  ] as const)('%s is a failure that is written down and tried again', async (name, fault, error, statusCode) => {
    const { endpoint } = await scene.endpoint('bad');
    world.clock.set(new Date(Date.parse(until) - 7_200_000));
    scene.receiver.control.addFault(fault);
    await scene.book();
    await scene.drain();
    const delivery = await scene.deliveryTo(endpoint.id);
    expect(delivery).toMatchObject({ status: 'waiting', lastError: error, lastStatusCode: statusCode });
    const waits = (delivery.nextAttemptAt?.getTime() ?? 0) - world.clock.now().getTime();
    if (name === '429') expect(waits).toBe(900_000);
    else if (name.startsWith('503')) expect(waits).toBe(Date.parse(until) - world.clock.now().getTime());
    else expect(waits).toBeLessThan(6_000);
  });
});

describe('a replay', () => {
  it('sends a delivery again under its id, with a new retry schedule', async () => {
    const { endpoint } = await scene.endpoint('replayed');
    await scene.book();
    await scene.drain();
    const delivery = await scene.deliveryTo(endpoint.id);
    const answer = await callRoute(replayOne, { method: 'POST', as: scene.caller, params: { id: delivery.id } });
    expect(answer.status).toBe(202);
    await world.settle();
    await scene.drain();
    const arrived = scene.receiver.received('replayed');
    expect(arrived.map(({ headers }) => headers['webhook-id'])).toEqual([delivery.messageId, delivery.messageId]);
    expect(arrived[0]?.body).toBe(arrived[1]?.body);
    expect(await scene.deliveryTo(endpoint.id)).toMatchObject({ status: 'delivered', round: 1, tries: 1, attempts: 2 });
  });
});
