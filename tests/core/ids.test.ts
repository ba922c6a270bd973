import { expect, it } from 'vitest';
import { systemIds } from '@/lib/core/ids';

it('ids differ, however many are made, and sort by the millisecond of their making', () => {
  const ids = Array.from({ length: 20_000 }, () => systemIds.make('booking'));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^bk_[0-9a-hjkmnp-tv-z]{26}$/);
  const times = ids.map((id) => id.slice(3, 13));
  expect(times).toStrictEqual([...times].sort());
});
