import { createSandboxModule } from '@/lib/calendars/providers/sandbox/module';
import { createKv } from '@/lib/kv/create-kv';
import { testDatabase } from '@/tests/support/database';
import { TestClock } from '@/tests/support/test-clock';
import { calendarProviderContract } from './calendar-provider';

calendarProviderContract('sandbox', async () => {
  const { db, close } = await testDatabase();
  const now = new Date('2026-03-02T08:00:00.000Z');
  const clock = new TestClock(now);
  const kv = createKv({ kind: 'database' }, db, clock);
  const connection = {
    id: 'cnx_contract',
    organizationId: 'org_contract',
    provider: 'sandbox' as const,
    accountId: 'sandbox',
    accountLabel: 'Sandbox calendar',
    settings: {},
    credentials: {},
  };
  return {
    module: createSandboxModule({ kv, clock }),
    connection,
    now,
    heldAt: async (start) => ((await kv.get(`sandbox-calendar:${connection.id}:${start.getTime()}`)) === null ? 0 : 1),
    loseNextAnswer: null,
    takeDown: null,
    revokeAccess: null,
    close,
  };
});
