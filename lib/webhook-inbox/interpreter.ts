import type { webhookEvents } from '@/lib/db/schema/webhooks';
import type { WriteContext } from '@/lib/db/write-context';

export type InboxRow = typeof webhookEvents.$inferSelect;

/** The result of interpreting a delivery. */
export interface Interpretation {
  status: 'processed' | 'already_synced' | 'ignored';
  /** The reason as a code, e.g. the name of an ignored trigger. */
  why?: string;
}

/**
 * Interprets one provider's deliveries in the transaction that settles the inbox row. It throws when the delivery must be
 * retried.
 */
export type Interpreter = (context: WriteContext, row: InboxRow) => Promise<Interpretation>;

export type Interpreters = Readonly<Record<string, Interpreter>>;
