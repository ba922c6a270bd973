import { describe, expect, it } from 'vitest';
import { readTimeZone } from '@/lib/time/read-time-zone';

describe('a stated time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' europe/berlin ', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['\u200eAmerica/New_York', 'America/New_York'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['US/Eastern', 'US/Eastern'],
    ['EST5EDT', 'EST5EDT'],
    ['CET', 'CET'],
    ['UTC', 'UTC'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Eastern Standard Time', 'America/New_York'],
    ['India Standard Time', 'Asia/Calcutta'],
    ['Romance Standard Time', 'Europe/Paris'],
  ])('is read from %j', (text, zone) => {
    expect(readTimeZone(text)).toEqual({ zone, suggestion: null });
  });

  it.each([
    ['EST', 'America/New_York'],
    ['est', 'America/New_York'],
    ['MST', 'America/Denver'],
    ['HST', 'Pacific/Honolulu'],
    ['PST', 'America/Los_Angeles'],
    ['CEST', 'Europe/Berlin'],
    ['BST', 'Europe/London'],
    ['GMT', 'Europe/London'],
  ])('as a fixed abbreviation is none, and proposes what was meant: %s', (text, suggestion) => {
    expect(readTimeZone(text)).toEqual({ zone: null, suggestion });
  });

  it.each(['', 'Mars/Base', '+02:00', 'soon', 'constructor'])('is not made out of %j', (text) => {
    expect(readTimeZone(text)).toEqual({ zone: null, suggestion: null });
  });
});
