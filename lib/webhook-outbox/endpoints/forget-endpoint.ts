import { and, eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { JobHandler } from '@/lib/jobs/drain';
import type { HostedDelivery } from '@/lib/webhook-outbox/providers/svix/hosted-delivery';

/**
 * Removes an endpoint that was deleted or turned off here from the hosted service, with its pending deliveries; unless it is
 * on again.
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
