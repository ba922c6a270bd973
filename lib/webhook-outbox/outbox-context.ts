import type { EndpointKind } from '@/lib/db/schema/outgoing';
import type { JobContext } from '@/lib/jobs/job-context';
import type { Encryption } from '@/lib/security/encryption';
import type { Transport } from '@/lib/webhook-outbox/delivery/transport';

/** What delivering outgoing events takes. */
export interface OutboxContext extends JobContext {
  encryption: Encryption;
  transports: Readonly<Record<EndpointKind, Transport>>;
}
