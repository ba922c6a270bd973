import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { Kv } from '@/lib/kv/port';
import type { Logger } from '@/lib/log/logger';
import type { Encryption } from '@/lib/security/encryption';
import type { CalendarRegistry } from './provider-module';

/** What work on calendars needs beyond the database: providers, vault, cache, and the time while it waits. */
export interface CalendarContext {
  db: Database;
  kv: Kv;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  encryption: Encryption;
  calendars: CalendarRegistry;
  appUrl: string;
  /** Signs slot tokens. */
  authSecret: string;
}
