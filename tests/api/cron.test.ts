import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rawRoutes } from '@/app/api/route-table';
import { cronRuns } from '@/lib/db/schema/orgs';
import { sharedWorld } from '@/tests/support/world';

const addresses = Object.keys(rawRoutes).filter((address) => rawRoutes[address]?.caller === 'cron');

const world = sharedWorld();

async function run(address: string, authorization: string | null, query = '') {
  const { GET } = await import(/* @vite-ignore */ `../../app${address}/route.ts`);
  const headers = new Headers(authorization === null ? {} : { authorization });
  const response: Response = await GET(new Request(`http://localhost:3000${address}${query}`, { headers }));
  return { status: response.status, body: await response.json() };
}
const runsOf = (address: string) => world.db.$count(cronRuns, eq(cronRuns.name, address.replace('/api/cron/', '')));

it('every cron endpoint is fired by vercel.json, and nothing else is', () => {
  const { crons } = JSON.parse(readFileSync('vercel.json', 'utf8'));
  expect(crons.map(({ path }: { path: string }) => path).sort()).toEqual(addresses.sort());
});

describe.each(addresses)('GET %s', (address) => {
  it('takes the secret as bearer token, answers its counts, and may be run again at once', async () => {
    const secret = `Bearer ${world.deps.config.cronSecret}`;
    for (const { status, body } of await Promise.all([run(address, secret), run(address, secret)])) {
      expect([status, body.success]).toEqual([200, true]);
      for (const count of Object.values(body.counts)) expect(count).toEqual(expect.any(Number));
    }
    expect(await runsOf(address)).toBe(2);
    expect((await run(address, secret.replace('Bearer', 'bearer'))).status).toBe(200);
  });

  it('answers 401 to anybody else, and does nothing', async () => {
    const before = await runsOf(address);
    const { cronSecret } = world.deps.config;
    const strangers = [null, '', 'Bearer ', 'Bearer wrong', `Bearer ${cronSecret}x`, `Basic ${cronSecret}`, cronSecret];
    for (const authorization of strangers) {
      const { status, body } = await run(address, authorization);
      expect([status, body.code], String(authorization)).toEqual([401, 'unauthenticated']);
    }
    expect((await run(address, null, `?secret=${cronSecret}`)).status).toBe(401);
    expect(await runsOf(address)).toBe(before);
  });
});
