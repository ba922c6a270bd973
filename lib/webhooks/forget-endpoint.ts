import type { JobHandler } from '@/lib/jobs/drain';
import type { HostedDelivery } from './providers/svix/hosted-delivery';

/** Has the hosted service forget an endpoint that was deleted here; without such a service there is nothing to do. */
export function forgetEndpoint(hosted: HostedDelivery | null): JobHandler {
  return async ({ organizationId, payload }) => {
    if (hosted && organizationId) await hosted.forget(organizationId, String(payload.endpointId));
  };
}
