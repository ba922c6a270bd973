import { describe, expect, it } from 'vitest';
import { countSentence } from './count-sentence';

const list = (count: number, cancelled = 0, more: Partial<Parameters<typeof countSentence>[0]> = {}) => ({
  total: { count, capped: false },
  bookings: Array.from({ length: count }, (_, at) => ({
    status: at < cancelled ? ('cancelled' as const) : ('pending' as const),
  })),
  hasMore: false,
  ...more,
});

describe('the count of bookings', () => {
  it('does not count cancelled ones as upcoming', () => {
    expect(countSentence(list(21), 'upcoming', false)).toBe('21 upcoming bookings');
    expect(countSentence(list(21, 1), 'upcoming', false)).toBe('20 upcoming bookings, 1 cancelled');
    expect(countSentence(list(2, 1), 'upcoming', false)).toBe('1 upcoming booking, 1 cancelled');
    expect(countSentence(list(3, 1), 'past', false)).toBe('3 past bookings');
  });

  it('counts matches of a search', () => {
    expect(countSentence(list(1), 'upcoming', true)).toBe('1 match');
    expect(countSentence(list(0), 'past', true)).toBe('No matches');
  });

  it('says nothing while the count is unknown, or the empty list says it', () => {
    expect(countSentence({ hasMore: false }, 'upcoming', false)).toBeUndefined();
    expect(countSentence(list(0), 'upcoming', false)).toBeUndefined();
  });
});
