import type { Database } from '@/lib/db/client';
import type { WriteContext } from '@/lib/db/write-context';
import { enqueue } from '@/lib/jobs/enqueue';
import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';
import { ENDPOINT_GONE } from '@/lib/webhook-outbox/job-names';

/** Queues the removal of an endpoint from the hosted service, in the caller's transaction. */
export function endHosting(
  tx: Database,
  { ids, now }: Pick<WriteContext, 'ids' | 'now'>,
  { id, organizationId }: Pick<EndpointRow, 'id' | 'organizationId'>,
): Promise<void> {
  const payload = { endpointId: id };
  return enqueue(tx, { ids, now }, { name: ENDPOINT_GONE, key: id, organizationId, payload, runAt: now });
}
