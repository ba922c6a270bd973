import type { OpenConnection } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { createCalcomModule } from '@/lib/calendars/providers/calcom/module';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { ConnectionSettings } from '@/lib/db/schema/calendars';
import { createKv } from '@/lib/kv/create-kv';
import type { Kv } from '@/lib/kv/port';
import { type Calcom, type CalcomOptions, startCalcom } from '@/sandbox/calcom/start-calcom';
import { testDatabase } from './database';

/** A Cal.com, and our adapter on it. */
export interface CalcomWorld {
  calcom: Calcom;
  module: ProviderModule;
  kv: Kv;
  close(): Promise<void>;
}

/** Pauses are a twentieth of what they are. */
const hurriedClock: Clock = {
  ...systemClock,
  sleepUntil(instant, signal) {
    const now = systemClock.now().getTime();
    return systemClock.sleepUntil(new Date(now + (instant.getTime() - now) / 20), signal);
  },
};

/** Starts both. Requests are given up after `timeoutMs`, so that silence is noticed soon. */
export async function calcomWorld(
  options: CalcomOptions & { clock?: Clock; timeoutMs?: number } = {},
): Promise<CalcomWorld> {
  const { clock = hurriedClock, timeoutMs = 2_500, ...rest } = options;
  const calcom = await startCalcom(rest);
  const database = await testDatabase();
  const kv = createKv({ kind: 'database' }, database.db, clock);
  const impatient: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  return {
    calcom,
    kv,
    module: createCalcomModule({ config: { apiUrl: calcom.url }, kv, clock, fetch: impatient }),
    async close() {
      await calcom.stop();
      await database.close();
    },
  };
}

let serial = 0;

/**
 * A connection of Dana, who owns the personal event types and the team of the sample account. Each has a key of its
 * own, and so a budget of its own.
 */
export function calcomConnection(calcom: Calcom, settings: ConnectionSettings = {}): OpenConnection {
  serial += 1;
  const apiKey = `cal_live_dana_${serial}`;
  calcom.control.putKey(apiKey, 77);
  return {
    id: `cnx_calcom${serial}`,
    organizationId: 'org_calcom',
    provider: 'calcom',
    accountId: '77',
    accountLabel: 'dana@example.test',
    settings: { eventTypeId: '4411', eventTypeName: 'Consultation', ...settings },
    credentials: { apiKey },
  };
}
