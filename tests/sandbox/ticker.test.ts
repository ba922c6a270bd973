import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Clock } from '@/lib/core/clock';
import { startTicker, type Ticker, type TickerOptions } from '@/sandbox/ticker/start-ticker';
import { startTickerControl } from '@/sandbox/ticker/start-ticker-control';

const PATIENCE = { timeout: 15_000 };

interface Received {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
}

/** A clock that stands still until it is told to go on. */
function manualClock(start: string) {
  let now = new Date(start).getTime();
  const sleepers: { until: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => new Date(now),
    elapsed: () => now,
    sleepUntil: (instant, signal) =>
      new Promise((resolve, reject) => {
        if (instant.getTime() <= now) return resolve();
        sleepers.push({ until: instant.getTime(), wake: resolve });
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
  const goTo = async (instant: string) => {
    const target = new Date(instant).getTime();
    for (;;) {
      const [next] = sleepers.filter(({ until }) => until <= target).sort((a, b) => a.until - b.until);
      if (!next) break;
      sleepers.splice(sleepers.indexOf(next), 1);
      now = next.until;
      next.wake();
      await new Promise((resolve) => setImmediate(resolve));
    }
    now = target;
  };
  return { clock, goTo };
}

let received: Received[] = [];
let hold = false;
let folder = '';
let appUrl = '';
const release: (() => void)[] = [];
const cleanups: (() => Promise<void>)[] = [];

beforeEach(async () => {
  received = [];
  hold = false;
  folder = await mkdtemp(join(tmpdir(), 'slotline-ticker-'));
  const server = createServer((request, response) => {
    received.push({ method: request.method, path: request.url, headers: request.headers });
    const answer = () => response.writeHead(200).end('{"success":true}');
    if (hold) release.push(answer);
    else answer();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function ticking(options: Partial<TickerOptions> & { schedule?: string } = {}): Promise<Ticker> {
  const file = join(folder, 'vercel.json');
  await writeFile(file, JSON.stringify({ crons: [{ path: '/tick', schedule: options.schedule ?? '* * * * *' }] }));
  const ticker = await startTicker({ appUrl, cronSecret: 'a-secret-of-the-cron', file, seed: 5, ...options });
  cleanups.push(() => ticker.stop());
  return ticker;
}

const ended = (ticker: Ticker, count: number) =>
  vi.waitFor(() => expect(ticker.ticks).toHaveLength(count), { timeout: 5_000, interval: 5 });

it('sends what Vercel sends', async () => {
  const ticker = await ticking();
  await ticker.fireNow('/tick');
  const [request] = received;
  expect(request).toMatchObject({ method: 'GET', path: '/tick' });
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer a-secret-of-the-cron',
    'user-agent': 'vercel-cron/1.0',
    'x-vercel-cron-schedule': '* * * * *',
  });
});

it('fires once in each minute, and waits for nobody', async () => {
  hold = true;
  const { clock, goTo } = manualClock('2026-11-20T14:32:00Z');
  const ticker = await ticking({ clock });
  await goTo('2026-11-20T14:34:59.999Z');
  await vi.waitFor(() => expect(received).toHaveLength(3), PATIENCE);
  expect(ticker.ticks).toHaveLength(0);
  for (const answer of release.splice(0)) answer();
  await ended(ticker, 3);
  expect(ticker.ticks.map(({ firedAt }) => firedAt.getUTCMinutes())).toEqual([32, 33, 34]);
});

it('does not make up for seconds that were over when it started', async () => {
  const { clock, goTo } = manualClock('2026-11-20T14:32:59.999Z');
  const ticker = await ticking({ clock });
  await goTo('2026-11-20T14:33:59.999Z');
  await ended(ticker, 1);
});

it('leaves out minutes that the schedule leaves out', async () => {
  const { clock, goTo } = manualClock('2026-11-20T14:31:00Z');
  const ticker = await ticking({ clock, schedule: '*/3 * * * *' });
  await goTo('2026-11-20T14:36:59.999Z');
  await ended(ticker, 2);
  expect(ticker.ticks.map(({ firedAt }) => firedAt.getUTCMinutes())).toEqual([33, 36]);
});

it('skips, doubles, overlaps and is late on demand', async () => {
  const { clock, goTo } = manualClock('2026-11-20T14:31:59Z');
  const ticker = await ticking({ clock });
  await goTo('2026-11-20T14:31:59.500Z');
  for (const disturbance of ['skipped', 'doubled', 'overlapping', 'late'] as const) ticker.disturbNext(disturbance);
  await goTo('2026-11-20T14:37:59.999Z');
  await vi.waitFor(() => expect(received).toHaveLength(2 + 2 + 1 + 2), PATIENCE);
  await ended(ticker, 8);
  const count = (disturbance: string | null) => ticker.ticks.filter((tick) => tick.disturbance === disturbance).length;
  expect([count('skipped'), count('doubled'), count('overlapping'), count('late'), count(null)]).toEqual([
    1, 2, 2, 1, 2,
  ]);
  const late = ticker.ticks.find((tick) => tick.disturbance === 'late');
  expect(late?.firedAt.getUTCMinutes()).toBe(36);
});

it('sends nothing while paused, and says when nobody answers', async () => {
  const { clock, goTo } = manualClock('2026-11-20T14:32:00Z');
  const ticker = await ticking({ clock, appUrl: 'http://127.0.0.1:9' });
  ticker.pause();
  await goTo('2026-11-20T14:33:59.999Z');
  expect(ticker.ticks).toHaveLength(0);
  ticker.resume();
  await goTo('2026-11-20T14:34:59.999Z');
  await ended(ticker, 1);
  expect(ticker.ticks[0]?.status).toBeNull();
});

it('cuts what is under way when it stops', async () => {
  hold = true;
  const ticker = await ticking();
  const tick = ticker.fireNow('/tick');
  await vi.waitFor(() => expect(received).toHaveLength(1), PATIENCE);
  await ticker.stop();
  expect((await tick).status).toBeNull();
});

it('is controlled over HTTP', async () => {
  const ticker = await ticking();
  const control = await startTickerControl(ticker);
  cleanups.push(() => control.stop());
  const post = (path: string, body: unknown) =>
    fetch(control.url + path, { method: 'POST', body: JSON.stringify(body) }).then((response) => response.status);
  expect(await post('/fire', { path: '/tick', times: 3 })).toBe(200);
  expect(received).toHaveLength(3);
  expect(await post('/next', { disturbance: 'late' })).toBe(200);
  expect(await post('/rates', { skipped: 0.5 })).toBe(200);
  expect(await post('/rates', { skipped: 2 })).toBe(400);
  expect(await post('/next', { disturbance: 'eaten' })).toBe(400);
  expect(await post('/nowhere', {})).toBe(404);
  const state = await fetch(control.url).then((response) => response.json());
  expect(state).toMatchObject({ seed: 5, crons: [{ path: '/tick', schedule: '* * * * *' }] });
  expect(state.ticks).toHaveLength(3);
});
