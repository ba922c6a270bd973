import { expect, it } from 'vitest';
import { GET } from '@/app/api/health/route';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();

const ask = () => GET(new Request('http://localhost:3000/api/health'));

it('answers the version while database and KV answer', async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    success: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    checks: { database: 'ok', kv: 'ok' },
  });
});

it('answers 503 and names what is silent', async () => {
  const url = 'postgres://nobody@127.0.0.1:1/none';
  const db = createDatabase({ url, directUrl: url, driver: 'pg', neonWsProxy: undefined, poolSize: 1 });
  const whole = world.db;
  world.override({ db });
  const response = await ask();
  world.override({ db: whole });
  await closeDatabase(db);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    code: 'provider_unavailable',
    checks: { database: 'failed', kv: 'ok' },
  });
});
