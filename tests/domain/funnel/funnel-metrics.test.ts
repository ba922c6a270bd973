import { describe, expect, it } from 'vitest';
import { noCounts, pendingOf, ratesOf } from '@/lib/funnel/funnel-metrics';

describe('the rates of the funnel', () => {
  it('are those of the glossary', () => {
    const counts = { sent: 200, delivered: 160, replied: 40, interested: 20, booked: 10, showed: 6, no_show: 1 };
    expect(ratesOf(counts)).toEqual({
      delivery_rate: 0.8,
      reply_rate: 0.25,
      interest_rate: 0.5,
      booking_rate: 0.5,
      show_rate: 0.6,
      no_show_rate: 0.1,
      roi: 3,
    });
    expect(pendingOf(counts)).toBe(3);
  });

  it('are null where the count is not a part of its base', () => {
    const counts = { ...noCounts, sent: 4, delivered: 4, replied: 2, interested: 1, booked: 2, showed: 1 };
    expect(ratesOf(counts)).toMatchObject({ booking_rate: null, show_rate: 0.5, roi: 25 });
  });

  it('are null where there is nothing to divide by', () => {
    expect(Object.values(ratesOf(noCounts))).toEqual(Array(7).fill(null));
  });
});
