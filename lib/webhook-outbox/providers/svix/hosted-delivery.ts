import { and, eq } from 'drizzle-orm';
import { ApiException, Svix } from 'svix';
import type { Database } from '@/lib/db/client';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { Encryption } from '@/lib/security/encryption';
import {
  ATTEMPT_TIMEOUT_MS,
  type EndpointRow,
  type ShipmentResult,
  type Transport,
} from '@/lib/webhook-outbox/delivery/transport';
import { openSecret } from '@/lib/webhook-outbox/endpoints/endpoint-secrets';

interface SvixOptions {
  token: string;
  db: Database;
  encryption: Encryption;
  /** In place of the region's own address, which the token names. */
  serverUrl?: string;
}

export interface HostedDelivery {
  /** Hands a message over; the service signs, retries and reports failures. */
  deliver: Transport;
  /** Removes an endpoint from the service. */
  forget(organizationId: string, endpointId: string): Promise<void>;
}

/**
 * Delivery by the hosted Svix: an application per organization, an endpoint with its own channel per endpoint, a message per
 * delivery on that channel. All three use our ids, so nothing is created twice.
 */
export function createHostedDelivery({ token, db, encryption, serverUrl }: SvixOptions): HostedDelivery {
  const svix = new Svix(token, {
    ...(serverUrl ? { serverUrl } : {}),
    requestTimeout: ATTEMPT_TIMEOUT_MS / 3,
    retryScheduleInMs: [],
  });

  async function syncEndpoint(endpoint: EndpointRow, secret: string, now: Date): Promise<void> {
    const { id: uid, organizationId: app, url, description } = endpoint;
    const settings = { uid, url: url ?? '', description, channels: [uid], disabled: false };
    await svix.application.getOrCreate({ uid: app, name: app });
    if (await exists(() => svix.endpoint.update(app, uid, settings))) {
      const { key } = await svix.endpoint.getSecret(app, uid);
      if (key !== secret) await svix.endpoint.rotateSecret(app, uid, { key: secret });
    } else await svix.endpoint.create(app, { ...settings, secret });
    // If it changed meanwhile, the next delivery syncs it again.
    await db
      .update(webhookEndpoints)
      .set({ hostedAt: now })
      .where(and(eq(webhookEndpoints.id, uid), eq(webhookEndpoints.updatedAt, endpoint.updatedAt)));
  }

  return {
    async deliver({ endpoint, message, delivery, now }) {
      let secret: string;
      try {
        secret = openSecret(encryption, endpoint.id, endpoint.secret);
      } catch {
        return { ok: false, error: 'credentials_unreadable', statusCode: null, response: null };
      }
      const { organizationId: app, id: uid } = endpoint;
      const eventId = delivery.id;
      try {
        if (endpoint.hostedAt === null) await syncEndpoint(endpoint, secret, now);
        // A replay resends the message under its id; one that never reached Svix is created.
        if (delivery.round > 0 && (await exists(() => svix.messageAttempt.resend(app, eventId, uid))))
          return handedOver(202, 'Sent again.');
        const { id } = await svix.message.create(
          app,
          { eventType: message.eventType, eventId, channels: [uid], payload: JSON.parse(message.body) },
          { idempotencyKey: eventId },
        );
        return handedOver(202, `Accepted as ${id}.`);
      } catch (error) {
        // 409: an earlier attempt whose response was lost created the message.
        if (error instanceof ApiException && error.code === 409) return handedOver(409, 'Already accepted.');
        return failureOf(error);
      }
    },
    async forget(organizationId, endpointId) {
      await exists(() => svix.endpoint.delete(organizationId, endpointId));
    },
  };
}

/** False for a 404. */
async function exists(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return false;
    throw error;
  }
}

function handedOver(statusCode: number, response: string): ShipmentResult {
  return { ok: true, status: 'handed_over', statusCode, response };
}

function failureOf(error: unknown): ShipmentResult {
  if (!(error instanceof ApiException))
    return { ok: false, error: 'connection_failed', statusCode: null, response: null };
  const { code: statusCode } = error;
  const word = statusCode === 429 ? 'rate_limited' : statusCode === 401 ? 'bad_credentials' : 'http_error';
  return { ok: false, error: word, statusCode, response: JSON.stringify(error.body ?? null).slice(0, 1_000) };
}
