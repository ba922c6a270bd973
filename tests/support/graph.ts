import type { OpenConnection } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { createOutlookModule } from '@/lib/calendars/providers/outlook/module';
import type { Clock } from '@/lib/core/clock';
import type { ConnectionSettings } from '@/lib/db/schema/calendars';
import { createKv } from '@/lib/kv/create-kv';
import type { Account } from '@/sandbox/graph/model';
import { danaWork } from '@/sandbox/graph/sample-account';
import { type Graph, type GraphOptions, startGraph } from '@/sandbox/graph/start-graph';
import { testDatabase } from './database';
import { hurriedClock } from './hurried-clock';

/** A Microsoft, and our adapter on it. */
export interface GraphWorld {
  graph: Graph;
  module: ProviderModule;
  /** A connection of somebody; of Dana, at work, unless told. */
  connection(account?: Account, settings?: ConnectionSettings): OpenConnection;
  close(): Promise<void>;
}

/** What we ask for. */
export const outlookScopes = ['offline_access', 'User.Read', 'Calendars.ReadWrite'];

let serial = 0;

/** Starts both. Requests are given up after `timeoutMs`, so that silence is noticed soon. */
export async function graphWorld(
  options: GraphOptions & { clock?: Clock; timeoutMs?: number } = {},
): Promise<GraphWorld> {
  const { clock = hurriedClock, timeoutMs = 2_500, ...rest } = options;
  const graph = await startGraph({ teamsDelayMs: 20, ...rest });
  const database = await testDatabase();
  const kv = createKv({ kind: 'database' }, database.db, clock);
  const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  const { url, app } = graph;
  const client = { id: app.clientId, secret: app.clientSecret };
  return {
    graph,
    module: createOutlookModule({ config: { apiUrl: url, authUrl: url, client }, kv, clock, fetch: impatient }),
    connection(account = danaWork, settings = {}) {
      serial += 1;
      return {
        id: `cnx_outlook${serial}`,
        organizationId: 'org_outlook',
        provider: 'outlook',
        accountId: account.id,
        accountLabel: account.email,
        settings,
        credentials: { ...graph.control.grant(account.id, outlookScopes), kind: account.kind },
      };
    },
    async close() {
      await graph.stop();
      await database.close();
    },
  };
}
