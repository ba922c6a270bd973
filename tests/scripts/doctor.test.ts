import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignalWireCarrier } from '@/lib/calls/providers/signalwire/adapter';
import { systemIds } from '@/lib/core/ids';
import { cronRuns } from '@/lib/db/schema/orgs';
import { startCarrier } from '@/sandbox/carrier/start-carrier';
import { checkDatabase } from '@/scripts/doctor/check-database';
import { checkHeartbeat } from '@/scripts/doctor/check-heartbeat';
import { checkCarrier, checkKv } from '@/scripts/doctor/check-services';
import { checkTimeZones } from '@/scripts/doctor/check-time-zones';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { everythingSet, nothingSet, runCommand } from './run-command';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the doctor', () => {
  it('names every fault of the configuration, and fails', { timeout: 60_000 }, async () => {
    const { code, stdout } = await runCommand('scripts/doctor.ts', nothingSet);
    expect(code).toBe(1);
    for (const name of Object.keys(nothingSet)) expect(stdout).toContain(`✗ ${name}`);
    expect(stdout).toContain('Fix 10 problems before Slotline can run');
  });

  it('finds a database in order, a cron that never ran and a carrier that is not there', {
    timeout: 60_000,
  }, async () => {
    const { code, stdout } = await runCommand('scripts/doctor.ts', everythingSet(database.url));
    expect(code).toBe(1);
    for (const subject of ['configuration', 'database', 'migrations', 'extensions', 'time zones', 'kv'])
      expect(stdout).toMatch(new RegExp(`✓ ${subject}`));
    expect(stdout).toMatch(/! cron {2,}has never run here/);
    expect(stdout).toMatch(/✗ carrier {2,}127\.0\.0\.1:9/);
  });

  it('tells pending migrations by name', async () => {
    const fresh = await testDatabase();
    try {
      await fresh.db.execute('delete from drizzle.__drizzle_migrations');
      const { findings } = await checkDatabase(fresh.db);
      expect(findings.find(({ subject }) => subject === 'migrations')).toMatchObject({
        level: 'fault',
        text: expect.stringContaining('0000_ground'),
        remedy: 'run: npm run db:migrate',
      });
    } finally {
      await fresh.close();
    }
  });

  it('compares the zones of Node and of the database', async () => {
    expect(await checkTimeZones(database.db, new Date())).toMatchObject({ subject: 'time zones' });
  });

  it('hears the cron, and misses it when it falls silent', async () => {
    const at = new Date('2026-11-20T14:30:00Z');
    const run = { id: systemIds.make('cronRun'), name: 'scheduled-calls', requestId: '-', startedAt: at };
    await database.db.insert(cronRuns).values(run);
    const heardAfter = (seconds: number) => checkHeartbeat(database.db, new Date(at.getTime() + seconds * 1000));
    expect(await heardAfter(70)).toMatchObject({ level: 'ok', text: 'last run 70 s ago' });
    expect(await heardAfter(1_200)).toMatchObject({ level: 'fault', text: 'silent for 20 minutes' });
  });

  it('asks the carrier without calling anybody: right credentials pass, wrong ones do not', async () => {
    const carrier = await startCarrier({ projectId: 'project', apiToken: 'token', signingKey: 'PSK_key' });
    const config = {
      apiUrl: carrier.url,
      projectId: 'project',
      apiToken: 'token',
      signingKeys: ['PSK_key'],
      fromNumber: '+12025550199',
      callsPerSecond: 1,
    };
    try {
      const check = (credentials: typeof config) => checkCarrier(createSignalWireCarrier(credentials), credentials);
      expect(await check(config)).toMatchObject({ level: 'ok' });
      expect(await check({ ...config, apiToken: 'wrong' })).toMatchObject({ level: 'fault' });
      expect(carrier.control.orders()).toEqual([]);
    } finally {
      await carrier.stop();
    }
  });

  it('finds a KV store that refuses', async () => {
    const store = createServer((_request, response) => response.writeHead(401).end('{"error":"Unauthorized"}')).listen(
      0,
    );
    await once(store, 'listening');
    const url = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
    const finding = await checkKv({ kind: 'vercel', url, token: 'x' }, database.db);
    store.close();
    expect(finding).toMatchObject({ level: 'fault', subject: 'kv', text: expect.stringContaining('Unauthorized') });
    expect(await checkKv({ kind: 'database' }, database.db)).toMatchObject({ level: 'ok' });
  });
});
