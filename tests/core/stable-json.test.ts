import { expect, it } from 'vitest';
import { stableJson } from '@/lib/core/stable-json';

it('makes the same text of equal values, whatever the order of their members', () => {
  const one = { b: 1, a: { d: [2, 1], c: null } };
  const other = { a: { c: null, d: [2, 1] }, b: 1 };
  expect(stableJson(one)).toBe(stableJson(other));
  expect(stableJson(one)).not.toBe(stableJson({ ...other, b: 2 }));
  expect(stableJson([1, 2])).not.toBe(stableJson([2, 1]));
});
