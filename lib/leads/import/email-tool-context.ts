import type { JobContext } from '@/lib/jobs/job-context';
import type { EmailBisonClient } from '@/lib/leads/import/providers/emailbison/client';
import type { Encryption } from '@/lib/security/encryption';

/** What reading an email tool takes. */
export interface EmailToolContext extends JobContext {
  encryption: Encryption;
  emailBison: EmailBisonClient;
  appUrl: string;
  /** The installation's own instance; null where none is configured. */
  configured: { apiUrl: string | undefined; apiToken: string | undefined; webhookToken: string | undefined };
}
