import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { enqueue } from '@/lib/jobs/enqueue';
import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';
import { ENDPOINT_GONE } from '@/lib/webhook-outbox/job-names';

/** Has the hosted service send nothing more to an endpoint, in the caller's transaction. */
export function endHosting(
  tx: Database,
  { ids, now }: { ids: IdSource; now: Date },
  { id, organizationId }: Pick<EndpointRow, 'id' | 'organizationId'>,
): Promise<void> {
  const payload = { endpointId: id };
  return enqueue(tx, { ids, now }, { name: ENDPOINT_GONE, key: id, organizationId, payload, runAt: now });
}
