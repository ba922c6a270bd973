import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { POST as createEndpointRoute } from '@/app/api/webhook-endpoints/route';
import { type WebhookEndpoint, webhookEventTypes } from '@/lib/contracts/webhook-endpoints';
import { webhookDeliveries, webhookEndpoints } from '@/lib/db/schema/outgoing';
import { permissions } from '@/lib/orgs/access/permissions';
import { createEgress } from '@/lib/webhook-outbox/endpoints/egress';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { type ReceivedHook, startReceiver, type WebhookReceiver } from '@/sandbox/webhook-receiver/start-receiver';
import { booked } from '@/tests/support/booking-requests';
import { callRoute } from '@/tests/support/call-route';
import { type Caller, makeApiKey, makeOrganization, type TestMember } from '@/tests/support/factories';
import type { World } from '@/tests/support/world';

export const allEventTypes = webhookEventTypes.map(({ value }) => value);

export interface OutgoingScene {
  owner: TestMember;
  caller: Caller;
  receiver: WebhookReceiver;
  /** Creates a standard endpoint at the receiver. @param hook the last part of its address */
  endpoint(hook: string, changes?: Record<string, unknown>): Promise<{ endpoint: WebhookEndpoint; secret: string }>;
  /** A booking at an hour that no other booking of the scene has. */
  book(): ReturnType<typeof booked>;
  /** The one delivery to an endpoint. @throws when there is none */
  deliveryTo(endpointId: string): Promise<typeof webhookDeliveries.$inferSelect>;
  /** Forgets the endpoints and what the receiver was told to do: after each test. */
  clear(): Promise<void>;
  /** Does the queued work that is due. */
  drain(): ReturnType<typeof drainDueJobs>;
}

/** An organization and a receiver on this machine that it may send to. Stop the receiver at the end. */
export async function outgoingScene(world: World): Promise<OutgoingScene> {
  const receiver = await startReceiver();
  world.override({ egress: createEgress({ localReceivers: [receiver.address] }) });
  const { owner } = await makeOrganization(world);
  // A key, because tests move the clock past the end of any session.
  const caller = await makeApiKey(world, owner, permissions);
  let hour = 0;
  return {
    owner,
    caller,
    receiver,
    book() {
      hour += 1;
      return booked(caller, { start_time: new Date(Date.UTC(2026, 5, 1, hour)).toISOString(), staff_id: null });
    },
    async deliveryTo(endpointId) {
      const [row] = await world.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.endpointId, endpointId));
      if (!row) throw new Error('There is no delivery.');
      return row;
    },
    async clear() {
      receiver.control.reset();
      await world.db.delete(webhookEndpoints);
    },
    async endpoint(hook, changes = {}) {
      const { status, body } = await callRoute<{ webhook_endpoint: WebhookEndpoint; secret: string; detail: string }>(
        createEndpointRoute,
        {
          as: caller,
          body: { kind: 'standard', url: receiver.urlOf(hook), event_types: allEventTypes, ...changes },
        },
      );
      if (status !== 201) throw new Error(`The endpoint was refused: ${body.detail}`);
      return { endpoint: body.webhook_endpoint, secret: body.secret };
    },
    async drain() {
      await world.settle();
      return drainDueJobs(world.deps, 10_000);
    },
  };
}

/** What a receiver does: verifies with the reference library, at the time it says it was sent. @throws when it does not hold */
export function verified(secret: string, { headers, body }: ReceivedHook): Record<string, unknown> {
  vi.useFakeTimers({ toFake: ['Date'], now: Number(headers['webhook-timestamp']) * 1000 });
  try {
    return new Webhook(secret).verify(body, { ...headers }) as Record<string, unknown>;
  } finally {
    vi.useRealTimers();
  }
}
