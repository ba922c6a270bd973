import { expect, it } from 'vitest';
import { countEach } from '@/lib/calendars/inbound/internal/count-each';

it('does all of them though one fails, and says then that it did', async () => {
  const done: number[] = [];
  const take = async (n: number) => {
    if (n === 2) throw new Error('the second');
    done.push(n);
    return n > 1;
  };
  await expect(countEach([1, 2, 3], take)).rejects.toThrow('the second');
  expect(done).toEqual([1, 3]);
  expect(await countEach([1, 3, 4], take)).toBe(2);
});
