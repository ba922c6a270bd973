import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonValue, Kv } from '@/lib/kv/port';
import { eventually } from '@/tests/support/eventually';

/** What every driver of the KV port promises. `store` is asked inside the tests, once the driver is up. */
export function kvContract(store: () => Kv): void {
  const key = () => `contract:${randomUUID()}`;

  describe('values', () => {
    const values: JsonValue[] = [
      'plain',
      '123',
      'true',
      'null',
      '{"a":1}',
      '',
      'OK',
      'T0s=',
      'Zoë 🛎 日本 "quoted" \\ line\nbreak',
      0,
      -1.5,
      2 ** 53 - 1,
      true,
      false,
      null,
      [],
      ['1', 2, [null]],
      { nested: { at: '2026-11-20T00:00:00Z', none: null }, list: [{}] },
    ];
    it.each(values.map((value) => [JSON.stringify(value), value] as const))(
      '%s comes back as it was',
      async (_, value) => {
        const at = key();
        await store().set(at, value, 60);
        expect(await store().get(at)).toStrictEqual(value);
      },
    );

    it('several values come back in the order of their keys, null for those that are not there', async () => {
      const [a, b] = [key(), key()];
      await store().set(a, { first: '1' }, 60);
      await store().set(b, 'second', 60);
      expect(await store().getMany([b, key(), a, b])).toStrictEqual(['second', null, { first: '1' }, 'second']);
      expect(await store().getMany([])).toStrictEqual([]);
    });

    it('a large value comes back whole', async () => {
      const at = key();
      const value = 'ü'.repeat(200_000);
      await store().set(at, value, 60);
      expect(await store().get(at)).toBe(value);
    });

    it('a key never written is null', async () => {
      expect(await store().get(key())).toBeNull();
    });

    it('the last write wins, and renews the lifetime', async () => {
      const at = key();
      await store().set(at, 'old', 1);
      await store().set(at, 'new', 60);
      const other = key();
      await store().set(other, 'short', 1);
      await eventually('the short one is over', async () => (await store().get(other)) === null);
      expect(await store().get(at)).toBe('new');
    });

    it('an entry is gone when its time is over, and its key is free again', async () => {
      const at = key();
      await store().set(at, 'brief', 1);
      expect(await store().setIfAbsent(at, 'other', 60)).toBe(false);
      await eventually('the entry is over', async () => (await store().get(at)) === null);
      expect(await store().setIfAbsent(at, 'other', 60)).toBe(true);
      expect(await store().get(at)).toBe('other');
    });

    it('delete removes, and says nothing about a key that is not there', async () => {
      const at = key();
      await store().set(at, 1, 60);
      await store().delete(at);
      await store().delete(at);
      expect(await store().get(at)).toBeNull();
    });
  });

  describe('locks', () => {
    it('of 20 who ask at once, one gets the key', async () => {
      const at = key();
      const won = await Promise.all(Array.from({ length: 20 }, (_, i) => store().setIfAbsent(at, `holder ${i}`, 60)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store().get(at)).toBe(`holder ${won.indexOf(true)}`);
    });

    it('is released by its holder alone', async () => {
      const at = key();
      await store().setIfAbsent(at, 'mine', 60);
      expect(await store().compareAndDelete(at, 'theirs')).toBe(false);
      expect(await store().get(at)).toBe('mine');
      expect(await store().compareAndDelete(at, 'mine')).toBe(true);
      expect(await store().compareAndDelete(at, 'mine')).toBe(false);
      expect(await store().get(at)).toBeNull();
    });

    it('a lock whose time is over is not released by its former holder', async () => {
      const at = key();
      await store().setIfAbsent(at, 'mine', 1);
      await eventually('the lock is over', async () => (await store().get(at)) === null);
      expect(await store().compareAndDelete(at, 'mine')).toBe(false);
    });
  });

  describe('counters', () => {
    it('100 additions at once make 100 different counts', async () => {
      const at = key();
      const counts = await Promise.all(Array.from({ length: 100 }, () => store().increment(at, 60)));
      expect(counts.sort((a, b) => a - b)).toStrictEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    });

    it('the first addition starts the lifetime, later ones do not extend it', async () => {
      const at = key();
      const started = performance.now();
      expect(await store().increment(at, 2)).toBe(1);
      let last = 1;
      await eventually('the count starts again', async () => {
        const count = await store().increment(at, 2);
        const restarted = count === 1;
        if (!restarted) expect(count).toBe(last + 1);
        last = count;
        return restarted;
      });
      expect(performance.now() - started).toBeGreaterThan(1_900);
    });

    it('a key that holds a word is not counted', async () => {
      const at = key();
      await store().set(at, 'word', 60);
      await expect(store().increment(at, 60)).rejects.toThrow();
      expect(await store().get(at)).toBe('word');
    });
  });

  describe('buckets', () => {
    const start = new Date('2026-11-20T09:00:00Z');
    const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

    it('gives as many as it holds, then says how long to wait', async () => {
      const bucket = key();
      for (const remaining of [2, 1, 0]) {
        expect(await store().take(bucket, 3, 60, start)).toStrictEqual({
          allowed: true,
          remaining,
          retryAfterSeconds: 0,
        });
      }
      expect(await store().take(bucket, 3, 60, start)).toStrictEqual({
        allowed: false,
        remaining: 0,
        retryAfterSeconds: 20,
      });
    });

    it('refills evenly, and a refused one costs nothing', async () => {
      const bucket = key();
      for (let i = 0; i < 3; i += 1) await store().take(bucket, 3, 60, start);
      for (let i = 0; i < 5; i += 1) expect((await store().take(bucket, 3, 60, later(19.9))).allowed).toBe(false);
      expect((await store().take(bucket, 3, 60, later(20))).allowed).toBe(true);
      expect((await store().take(bucket, 3, 60, later(20))).allowed).toBe(false);
      expect((await store().take(bucket, 3, 60, later(80))).remaining).toBe(2);
    });

    it('holds no more than its limit however long it rests', async () => {
      const bucket = key();
      await store().take(bucket, 2, 10, start);
      const rested = later(100_000);
      expect((await store().take(bucket, 2, 10, rested)).remaining).toBe(1);
      expect((await store().take(bucket, 2, 10, rested)).remaining).toBe(0);
      expect((await store().take(bucket, 2, 10, rested)).allowed).toBe(false);
    });

    it('of 60 who ask at once, exactly as many as the limit pass', async () => {
      const bucket = key();
      const answers = await Promise.all(Array.from({ length: 60 }, () => store().take(bucket, 25, 60, start)));
      expect(answers.filter((answer) => answer.allowed)).toHaveLength(25);
      expect(answers.every((answer) => answer.allowed || answer.retryAfterSeconds >= 1)).toBe(true);
    });

    it('a clock that lags behind gives nothing away', async () => {
      const bucket = key();
      await store().take(bucket, 1, 60, later(30));
      expect((await store().take(bucket, 1, 60, start)).allowed).toBe(false);
    });
  });

  it.each([
    ['an empty key', () => store().get('')],
    ['a key of 513 characters', () => store().set('k'.repeat(513), 1, 60)],
    ['a lifetime of 0', () => store().set(key(), 1, 0)],
    ['half a second', () => store().setIfAbsent(key(), 1, 0.5)],
    ['a limit of 0', () => store().take(key(), 0, 60, new Date())],
  ])('refuses %s', async (_, use) => {
    await expect(use()).rejects.toThrow(RangeError);
  });
}
