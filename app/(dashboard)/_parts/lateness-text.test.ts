import { describe, expect, it } from 'vitest';
import { classLabels, latenessText, placeOf, punctualityText } from './lateness-text';

const histogram = [50, 100, 1000, 60_000, null].map((up_to_ms) => ({ up_to_ms, calls: 1 }));

describe('lateness in words', () => {
  it('is shown in the unit that people would use', () => {
    expect([12, 999, 1234, 59_000, 120_000].map(latenessText)).toEqual(['12 ms', '999 ms', '1.2 s', '59 s', '2 min']);
  });

  it('names each class by its end, the last by its beginning', () => {
    expect(classLabels(histogram)).toEqual(['up to 50 ms', 'up to 100 ms', 'up to 1 s', 'up to 1 min', 'over 1 min']);
  });
});

describe('how punctual calls were', () => {
  it('counts few calls instead of taking a percentile of them', () => {
    expect(punctualityText({ calls: 0, p99_ms: null })).toBeNull();
    expect(punctualityText({ calls: 1, p99_ms: 42 })).toBe('1 call, within 42 ms');
    expect(punctualityText({ calls: 2, p99_ms: 42 })).toBe('2 calls, both within 42 ms');
    expect(punctualityText({ calls: 19, p99_ms: 42 })).toBe('19 calls, all within 42 ms');
    expect(punctualityText({ calls: 1200, p99_ms: 42 })).toBe('1,200 calls, 99% within 42 ms');
  });
});

describe('the place of a lateness in the histogram', () => {
  it('lies within its class, in proportion', () => {
    expect(placeOf(0, histogram)).toBe(0);
    expect(placeOf(75, histogram)).toBe(1.5);
    expect(placeOf(100, histogram)).toBe(2);
  });

  it('is the middle of the class without an end', () => {
    expect(placeOf(3_600_000, histogram)).toBe(4.5);
  });
});
