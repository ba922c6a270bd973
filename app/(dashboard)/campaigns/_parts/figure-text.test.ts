import { describe, expect, it } from 'vitest';
import { changeOf, lengthOf, percent, perHundred } from './figure-text';

describe('figures in words', () => {
  it('show shares as percentages without a space', () => {
    expect([0, 0.004, 0.053, 0.164, 1].map(percent)).toEqual(['0%', '0.4%', '5.3%', '16%', '100%']);
    expect(percent(null)).toBe('–');
  });

  it('count per hundred without a percent sign', () => {
    expect([0, 0.25, 5.34].map(perHundred)).toEqual(['0', '0.25', '5.3']);
    expect(perHundred(null)).toBe('–');
  });

  it('compare with the previous period', () => {
    expect(changeOf(12, 4)).toBe('+200% vs. previous period');
    expect(changeOf(3, 4)).toBe('−25% vs. previous period');
    expect([changeOf(3, 0), changeOf(0, 0), changeOf(4, 4)]).toEqual([
      'new this period',
      'same as previous period',
      'same as previous period',
    ]);
  });

  it('say durations in the largest unit that fits', () => {
    expect([40, 600, 7_200, 172_800, 290_000].map(lengthOf)).toEqual(['40 s', '10 min', '2 h', '2 days', '3.4 days']);
  });
});
