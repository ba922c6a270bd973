import { describe, expect, it, vi } from 'vitest';
import { batch } from '@/lib/core/batch';

const PATIENCE = { timeout: 15_000 };

/** Runs that end when the test says so. */
function held() {
  const runs: { key: string; items: number[]; end(): void; fail(): void }[] = [];
  const ask = batch(
    (key: string, items: number[]) =>
      new Promise<number[]>((resolve, reject) => {
        runs.push({
          key,
          items,
          end: () => resolve(items.map((item) => item * 10)),
          fail: () => reject(new Error('no')),
        });
      }),
    3,
  );
  return { runs, ask };
}

describe('what is gathered', () => {
  it('is one run of those who ask in one turn, and a next one of those who ask while it is under way', async () => {
    const { runs, ask } = held();
    const first = [ask('a', 1), ask('a', 2)];
    await vi.waitFor(() => expect(runs).toHaveLength(1), PATIENCE);
    const later = [ask('a', 3), ask('a', 4)];
    runs[0]?.end();
    expect(await Promise.all(first)).toEqual([10, 20]);
    await vi.waitFor(() =>
      expect(runs.map(({ items }) => items)).toEqual([
        [1, 2],
        [3, 4],
      ]),
    );
    runs[1]?.end();
    expect(await Promise.all(later)).toEqual([30, 40]);
    void ask('a', 5);
    await vi.waitFor(() => expect(runs[2]?.items).toEqual([5]), PATIENCE);
  });

  it('goes by parts of what a run may take, and other keys do not wait', async () => {
    const { runs, ask } = held();
    const all = [1, 2, 3, 4, 5].map((item) => ask('a', item));
    void ask('b', 9);
    await vi.waitFor(() => expect(runs).toHaveLength(2), PATIENCE);
    expect(runs.map(({ key, items }) => [key, items])).toEqual([
      ['a', [1, 2, 3]],
      ['b', [9]],
    ]);
    runs[0]?.end();
    expect(await Promise.all(all.slice(0, 3))).toEqual([10, 20, 30]);
    await vi.waitFor(() => expect(runs[2]?.items).toEqual([4, 5]), PATIENCE);
  });

  it('fails for those of the run alone', async () => {
    const { runs, ask } = held();
    const first = ask('a', 1);
    await vi.waitFor(() => expect(runs).toHaveLength(1), PATIENCE);
    const second = ask('a', 2);
    runs[0]?.fail();
    await expect(first).rejects.toThrow('no');
    await vi.waitFor(() => expect(runs).toHaveLength(2), PATIENCE);
    runs[1]?.end();
    expect(await second).toBe(20);
  });
});
