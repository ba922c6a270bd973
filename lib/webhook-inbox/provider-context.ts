import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';

/** What a command gets that serves a provider's webhook: no organization yet, it follows from what is reported. */
export interface ProviderContext {
  /** The open transaction that also holds the inbox row. */
  db: Database;
  now: Date;
  ids: IdSource;
  actor: Actor;
  appUrl: string;
}

/** What became of a delivery. */
export interface ProviderResult {
  status: 'processed' | 'ignored';
  organizationId?: string;
  /** Why it was ignored, as a code for the log. */
  why?: string;
  /** Somebody must look into it. */
  alarm?: boolean;
}
