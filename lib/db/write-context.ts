import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from './client';

/** What a write needs that no organization's request has asked for: a provider or a job is its actor. */
export interface WriteContext {
  /** Often an open transaction. */
  db: Database;
  ids: IdSource;
  now: Date;
  actor: Actor;
}

/** The same beside a transaction that is passed on its own. */
export type Writer = Omit<WriteContext, 'db'>;
