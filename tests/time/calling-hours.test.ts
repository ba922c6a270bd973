import { describe, expect, it } from 'vitest';
import { type CallingHoursRule, withinCallingHours } from '@/lib/time/calling-hours';

const everyDay: CallingHoursRule = { enabled: true, start: '08:00', end: '21:00', days: [1, 2, 3, 4, 5, 6, 7] };
const allowed = (hours: CallingHoursRule, zones: string[], at: string) =>
  withinCallingHours(hours, zones, new Date(at)).allowed;

describe('calling hours in the zone of the called party', () => {
  it('opens at the start and is closed at the end, to the second', () => {
    expect(allowed(everyDay, ['Europe/Berlin'], '2026-01-15T06:59:59.999Z')).toBe(false);
    expect(allowed(everyDay, ['Europe/Berlin'], '2026-01-15T07:00:00Z')).toBe(true);
    expect(allowed(everyDay, ['Europe/Berlin'], '2026-01-15T19:59:59.999Z')).toBe(true);
    expect(allowed(everyDay, ['Europe/Berlin'], '2026-01-15T20:00:00Z')).toBe(false);
  });

  it('needs every candidate zone to be inside', () => {
    const at = '2026-01-15T13:30:00Z';
    expect(allowed(everyDay, ['America/New_York'], at)).toBe(true);
    expect(allowed(everyDay, ['America/New_York', 'America/Chicago'], at)).toBe(false);
  });

  it('goes by the local day, which may be another one than in UTC', () => {
    const weekdays = { ...everyDay, days: [1, 2, 3, 4, 5] };
    expect(allowed(weekdays, ['America/Los_Angeles'], '2026-01-17T01:00:00Z')).toBe(true);
    expect(allowed(weekdays, ['Asia/Tokyo'], '2026-01-16T23:30:00Z')).toBe(false);
  });

  it.each([
    ['the day summer time begins', '2026-03-08T12:00:00Z', true],
    ['an hour before it opens on that day', '2026-03-08T11:59:00Z', false],
    ['the day summer time ends', '2026-11-01T13:00:00Z', true],
    ['the same UTC time as in summer, on that day', '2026-11-01T12:30:00Z', false],
  ])('follows summer time: %s', (_, at, expected) => {
    expect(allowed(everyDay, ['America/New_York'], at)).toBe(expected);
  });

  it('knows half-hour zones and the whole day', () => {
    expect(allowed(everyDay, ['Asia/Kolkata'], '2026-01-15T02:30:00Z')).toBe(true);
    expect(allowed(everyDay, ['Asia/Kolkata'], '2026-01-15T02:29:00Z')).toBe(false);
    const always = { ...everyDay, start: '00:00', end: '24:00' };
    expect(allowed(always, ['Asia/Kolkata'], '2026-01-15T18:29:59Z')).toBe(true);
  });

  it('allows nothing where the zone is not known, and everything where hours are off', () => {
    expect(allowed(everyDay, [], '2026-01-15T12:00:00Z')).toBe(false);
    expect(allowed(everyDay, ['Nowhere/Else'], '2026-01-15T12:00:00Z')).toBe(false);
    expect(allowed({ ...everyDay, enabled: false }, [], '2026-01-15T03:00:00Z')).toBe(true);
  });

  it('says what the answer rests on, without naming anybody', () => {
    const zones = ['America/New_York', 'America/Chicago'];
    expect(withinCallingHours(everyDay, zones, new Date('2026-01-15T13:30:00Z'))).toEqual({
      allowed: false,
      evidence: 'Thu 07:30 in America/Chicago; calls 08:00–21:00',
    });
  });
});
