import type { OpenConnection } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { createGoogleModule } from '@/lib/calendars/providers/google/module';
import { GOOGLE_SCOPES } from '@/lib/calendars/providers/google/oauth';
import type { Clock } from '@/lib/core/clock';
import type { ConnectionSettings } from '@/lib/db/schema/calendars';
import { createKv } from '@/lib/kv/create-kv';
import { dana } from '@/sandbox/google/sample-account';
import { type Google, type GoogleOptions, startGoogle } from '@/sandbox/google/start-google';
import { testDatabase } from './database';
import { hurriedClock } from './hurried-clock';

/** A Google, and our adapter on it. */
export interface GoogleWorld {
  google: Google;
  module: ProviderModule;
  /** A connection of Dana, with exactly the scopes that we ask for. */
  connection(settings?: ConnectionSettings): OpenConnection;
  close(): Promise<void>;
}

let serial = 0;

/** Starts both. Requests are given up after `timeoutMs`, so that silence is noticed soon. */
export async function googleWorld(
  options: GoogleOptions & { clock?: Clock; timeoutMs?: number } = {},
): Promise<GoogleWorld> {
  const { clock = hurriedClock, timeoutMs = 2_500, ...rest } = options;
  const google = await startGoogle({ meetDelayMs: 20, ...rest });
  const database = await testDatabase();
  const kv = createKv({ kind: 'database' }, database.db, clock);
  const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  const { url, app } = google;
  const client = { id: app.clientId, secret: app.clientSecret };
  return {
    google,
    module: createGoogleModule({
      config: { apiUrl: url, authUrl: url, tokenUrl: url, client },
      kv,
      clock,
      fetch: impatient,
    }),
    connection(settings = {}) {
      serial += 1;
      return {
        id: `cnx_google${serial}`,
        organizationId: 'org_google',
        provider: 'google',
        accountId: dana,
        accountLabel: dana,
        settings,
        credentials: { ...google.control.grant(dana, GOOGLE_SCOPES) },
      };
    },
    async close() {
      await google.stop();
      await database.close();
    },
  };
}
