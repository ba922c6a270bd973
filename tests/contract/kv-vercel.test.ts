import { createClient } from '@vercel/kv';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Kv } from '@/lib/kv/port';
import { createVercelKv } from '@/lib/kv/vercel-kv';
import { type KvBridge, startKvBridge } from '@/sandbox/kv-bridge/start-kv-bridge';
import { type RunningRedis, redisMissing, startRedis } from '@/sandbox/kv-bridge/start-redis';
import { kvContract } from './kv';

const missing = redisMissing();
const token = 'a-token-of-the-test';
let redis: RunningRedis;
let bridge: KvBridge;
let kv: Kv;

beforeAll(async () => {
  if (missing !== null) return;
  redis = await startRedis();
  bridge = await startKvBridge({ redisPort: redis.port, token });
  kv = createVercelKv(bridge.url, token);
});
afterAll(async () => {
  if (missing !== null) return;
  await bridge.close();
  await redis.stop();
});
beforeEach((context) => {
  if (missing !== null) context.skip(missing);
});

describe('KV on Vercel KV', () => {
  kvContract(() => kv);

  it('a wrong token is an error, never an answer', async () => {
    const stranger = createVercelKv(bridge.url, 'another-token');
    await expect(stranger.get('key')).rejects.toThrow(/Unauthorized/);
    await expect(stranger.setIfAbsent('key', 1, 60)).rejects.toThrow(/Unauthorized/);
    await expect(stranger.take('bucket', 1, 1, new Date())).rejects.toThrow(/Unauthorized/);
  });

  it('a store that is away is an error, never an answer', async () => {
    const away = await startRedis();
    const way = await startKvBridge({ redisPort: away.port, token });
    const lost = createVercelKv(way.url, token);
    await lost.set('key', 'value', 60);
    await away.stop();
    await expect(lost.get('key')).rejects.toThrow();
    await way.close();
    await expect(lost.setIfAbsent('key', 1, 60)).rejects.toThrow();
    await expect(lost.take('bucket', 1, 1, new Date())).rejects.toThrow();
  });
});

describe('the bridge', () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(bridge.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: JSON.stringify(body),
    });

  it.each(['/', '/pipeline', '/multi-exec'])('lets nobody in at %s without the token', async (path) => {
    const answer = await post(path, [['PING']], { authorization: 'Bearer nothing' });
    expect([answer.status, await answer.json()]).toStrictEqual([401, { error: 'Unauthorized' }]);
  });

  it('encodes text when asked to, and leaves the status word alone', async () => {
    const base64 = { 'upstash-encoding': 'base64' };
    expect(await (await post('/', ['SET', 'é', 'Zoë'], base64)).json()).toStrictEqual({ result: 'OK' });
    expect(await (await post('/', ['GET', 'é'], base64)).json()).toStrictEqual({ result: 'Wm/Dqw==' });
    expect(await (await post('/', ['GET', 'é'])).json()).toStrictEqual({ result: 'Zoë' });
    expect(await (await post('/', ['GET', 'nothing'], base64)).json()).toStrictEqual({ result: null });
  });

  it('answers a refused command with 400 alone, and in its place within a pipeline', async () => {
    const alone = await post('/', ['INCR', 'é']);
    expect([alone.status, await alone.json()]).toStrictEqual([400, { error: expect.stringMatching(/^ERR /) }]);
    const answers = await (
      await post('/pipeline', [
        ['SET', 'n', 1],
        ['INCR', 'é'],
        ['INCR', 'n'],
      ])
    ).json();
    expect(answers).toStrictEqual([{ result: 'OK' }, { error: expect.stringMatching(/^ERR /) }, { result: 2 }]);
  });

  it('runs a transaction whole or not at all', async () => {
    const client = createClient({ url: bridge.url, token });
    const results = await client
      .multi()
      .set('tx', 'a')
      .incr('tx-count')
      .hset('tx-hash', { f: 'v' })
      .hgetall('tx-hash')
      .exec();
    expect(results).toStrictEqual(['OK', 1, 1, { f: 'v' }]);
    const refused = await post('/multi-exec', [['SET', 'tx', 'b'], ['NOSUCHCOMMAND']]);
    expect([refused.status, await refused.json()]).toStrictEqual([
      400,
      { error: expect.stringMatching(/EXECABORT|ERR/) },
    ]);
    expect(await client.get('tx')).toBe('a');
  });
});
