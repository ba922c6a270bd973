import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { webhookEvents } from '@/lib/db/schema/webhooks';

export type InboxRow = typeof webhookEvents.$inferSelect;

/** The transaction in which a delivery is interpreted; it also settles the inbox row. */
export interface InterpretContext {
  db: Database;
  ids: IdSource;
  now: Date;
  actor: Actor;
}

/** What came of interpreting a delivery. */
export interface Interpretation {
  status: 'processed' | 'already_synced' | 'ignored';
  /** Why, as a code: the trigger that is not acted on, or what was found. */
  why?: string;
}

/** Understands one provider's deliveries. Throws what may succeed later; what never can is thrown again until it is dead. */
export type Interpreter = (context: InterpretContext, row: InboxRow) => Promise<Interpretation>;

export type Interpreters = Readonly<Record<string, Interpreter>>;
