import { describe, expect, it } from 'vitest';
import { addDays, dayIn, daysFrom, mondayOf } from '@/lib/time/calendar-days';

describe('calendar days', () => {
  it('are those of the zone, also around midnight and when the clocks change', () => {
    expect(dayIn('America/New_York', new Date('2026-03-03T03:00:00Z'))).toBe('2026-03-02');
    expect(dayIn('Asia/Tokyo', new Date('2026-03-02T15:00:00Z'))).toBe('2026-03-03');
    expect(dayIn('Europe/Berlin', new Date('2026-03-28T23:30:00Z'))).toBe('2026-03-29');
  });

  it('are counted over months, leap days and clock changes', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysFrom('2026-03-01', '2026-04-01')).toBe(31);
    expect(daysFrom('2026-03-01', '2026-03-01')).toBe(0);
  });

  it('belong to the week of their Monday', () => {
    expect(mondayOf('2026-03-08')).toBe('2026-03-02');
    expect(mondayOf('2026-03-02')).toBe('2026-03-02');
  });
});
