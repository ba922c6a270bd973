import { expect, it } from 'vitest';
import { eachAtOnce } from '@/lib/core/each-at-once';

it('works on every item in order, never on more at once than allowed', async () => {
  const started: number[] = [];
  let running = 0;
  let most = 0;
  await eachAtOnce(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
    started.push(item);
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  });
  expect(started).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it('passes on a failure', async () => {
  const failing = eachAtOnce(2, ['a', 'b'], async (item) => {
    if (item === 'b') throw new Error('b failed');
  });
  await expect(failing).rejects.toThrow('b failed');
});
