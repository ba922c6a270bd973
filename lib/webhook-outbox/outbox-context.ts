import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { EndpointKind } from '@/lib/db/schema/outgoing';
import type { Logger } from '@/lib/log/logger';
import type { Encryption } from '@/lib/security/encryption';
import type { Transport } from '@/lib/webhook-outbox/delivery/transport';

/** What the work on outgoing events needs. */
export interface OutboxContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  encryption: Encryption;
  transports: Readonly<Record<EndpointKind, Transport>>;
}
