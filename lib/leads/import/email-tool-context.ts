import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { EmailBisonClient } from '@/lib/leads/import/providers/emailbison/client';
import type { Logger } from '@/lib/log/logger';
import type { Encryption } from '@/lib/security/encryption';

/** What reading an e-mail tool takes. */
export interface EmailToolContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  encryption: Encryption;
  emailBison: EmailBisonClient;
  appUrl: string;
  /** The installation's own instance; null where none is configured. */
  configured: { apiUrl: string | undefined; apiToken: string | undefined; webhookToken: string | undefined };
}
