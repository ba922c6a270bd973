import { createClient } from '@vercel/kv';
import { requireKey, requireLifetime } from './arguments';
import { bucketFigures, takeAnswer } from './bucket';
import type { Kv } from './port';

const timeOutMs = 5_000;

const deleteIfHeld = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const count = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return count`;

// Numbers pass as text: Lua would shorten them to 14 digits.
const takeOne = `
local now, step, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local fullAt = redis.call('GET', KEYS[1]) or '0'
local next = math.max(tonumber(fullAt), now) + step
if next - now > window then return {0, fullAt} end
fullAt = string.format('%.0f', next)
redis.call('SET', KEYS[1], fullAt, 'PX', math.ceil((next - now) / 1000))
return {1, fullAt}`;

/** Vercel KV, or any Redis with the same REST interface. Values are JSON text and read back as what was written. */
export function createVercelKv(url: string, token: string): Kv {
  const client = createClient({
    url,
    token,
    // Else a string that looks like a number, a boolean or an object comes back as one.
    automaticDeserialization: false,
    // A repeated SET NX or INCR after a lost answer would report the opposite of what happened.
    retry: { retries: 0 },
    // As a function: a plain signal that fires is answered by the client with an invented result.
    signal: () => AbortSignal.timeout(timeOutMs),
  });

  return {
    async get(key) {
      requireKey(key);
      const text = await client.get<unknown>(key);
      if (text === null) return null;
      if (typeof text !== 'string') throw unexpected('GET', text);
      return JSON.parse(text);
    },

    async getMany(keys) {
      for (const key of keys) requireKey(key);
      if (keys.length === 0) return [];
      const texts = await client.mget<unknown[]>(...keys);
      return texts.map((text) => {
        if (text !== null && typeof text !== 'string') throw unexpected('MGET', text);
        return JSON.parse(text ?? 'null');
      });
    },

    async set(key, value, ttlSeconds) {
      requireKey(key);
      requireLifetime(ttlSeconds);
      const answer: unknown = await client.set(key, JSON.stringify(value), { ex: ttlSeconds });
      if (answer !== 'OK') throw unexpected('SET', answer);
    },

    async setIfAbsent(key, value, ttlSeconds) {
      requireKey(key);
      requireLifetime(ttlSeconds);
      const answer: unknown = await client.set(key, JSON.stringify(value), { ex: ttlSeconds, nx: true });
      if (answer !== 'OK' && answer !== null) throw unexpected('SET', answer);
      return answer === 'OK';
    },

    async delete(key) {
      requireKey(key);
      await client.del(key);
    },

    async compareAndDelete(key, token) {
      requireKey(key);
      const answer: unknown = await client.eval(deleteIfHeld, [key], [JSON.stringify(token)]);
      if (answer !== 0 && answer !== 1) throw unexpected('EVAL', answer);
      return answer === 1;
    },

    async increment(key, ttlSeconds) {
      requireKey(key);
      requireLifetime(ttlSeconds);
      const answer: unknown = await client.eval(count, [key], [ttlSeconds]);
      if (typeof answer !== 'number') throw unexpected('EVAL', answer);
      return answer;
    },

    async take(bucket, limit, windowSeconds, now) {
      requireKey(bucket);
      const figures = bucketFigures(limit, windowSeconds, now);
      const answer: unknown = await client.eval(takeOne, [bucket], [figures.now, figures.step, figures.window]);
      if (!Array.isArray(answer)) throw unexpected('EVAL', answer);
      const [allowed, fullAt] = answer.map(Number);
      if (allowed === undefined || fullAt === undefined || !Number.isSafeInteger(fullAt))
        throw unexpected('EVAL', answer);
      return takeAnswer(allowed === 1, fullAt, figures);
    },
  };
}

function unexpected(command: string, answer: unknown): Error {
  return new Error(`The KV store answered ${command} with ${answer === null ? 'null' : `a ${typeof answer}`}.`);
}
