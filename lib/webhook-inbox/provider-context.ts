import type { WriteContext } from '@/lib/db/write-context';

/** What a command gets that serves a provider's webhook, in the transaction that also writes the inbox row. */
export interface ProviderContext extends WriteContext {
  appUrl: string;
}

/** What became of a delivery. */
export interface ProviderResult {
  status: 'processed' | 'ignored';
  organizationId?: string;
  /** Why it was ignored, as a code for the log. */
  why?: string;
  /** Log it as an error: a person must look into it. */
  alarm?: boolean;
}
