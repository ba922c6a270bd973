import { and, eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { JobHandler } from '@/lib/jobs/drain';
import type { HostedDelivery } from '@/lib/webhook-outbox/providers/svix/hosted-delivery';

/**
 * Has the hosted service forget an endpoint that was deleted or switched off here, and what it still tries to deliver there;
 * without such a service there is nothing to do, nor for one that is on again.
 */
export function forgetEndpoint(db: Database, hosted: HostedDelivery | null): JobHandler {
  return async ({ organizationId, payload }) => {
    if (!hosted || !organizationId) return;
    const id = String(payload.endpointId);
    const isOn = await db.$count(
      webhookEndpoints,
      and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.enabled, true)),
    );
    if (isOn === 0) await hosted.forget(organizationId, id);
  };
}
