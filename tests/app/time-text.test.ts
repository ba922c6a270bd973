import { describe, expect, it } from 'vitest';
import { clockText, dayText, fullText, relativeText, zonePlace, zoneText } from '@/app/_components/time/time-text';
import { isSameDayIn, unusualHour, wallTime } from '@/app/_components/time/wall-time';
import { durationText } from '@/lib/time/duration-text';
import { MINUTE_MS } from '@/lib/time/units';

const at = (iso: string) => Date.parse(iso);

describe('times on screen', () => {
  it('are the wall time of the zone, on both sides of a change of the clocks', () => {
    expect(fullText(at('2026-03-29T00:59:00Z'), 'Europe/Berlin', 'en-GB')).toBe('Sun 29 Mar 2026, 01:59 CET');
    expect(fullText(at('2026-03-29T01:00:00Z'), 'Europe/Berlin', 'en-GB')).toBe('Sun 29 Mar 2026, 03:00 CEST');
  });

  it('tell the two hours of an autumn night apart by the zone', () => {
    expect(fullText(at('2026-10-25T00:30:00Z'), 'Europe/Berlin', 'en-GB')).toBe('Sun 25 Oct 2026, 02:30 CEST');
    expect(fullText(at('2026-10-25T01:30:00Z'), 'Europe/Berlin', 'en-GB')).toBe('Sun 25 Oct 2026, 02:30 CET');
  });

  it('follow the locale in hours and in the order of day and month', () => {
    const wall = wallTime(at('2026-11-24T13:30:00Z'), 'UTC');
    expect([clockText(wall, 'en-GB'), clockText(wall, 'en-US')]).toEqual(['13:30', '1:30 pm']);
    expect([dayText(wall, 'en-GB', 2026), dayText(wall, 'en-US', 2026)]).toEqual(['Tue 24 Nov', 'Tue Nov 24']);
    expect(clockText(wallTime(at('2026-11-24T00:05:00Z'), 'UTC'), 'en-US')).toBe('12:05 am');
  });

  it('say the year when it is another one', () => {
    expect(dayText(wallTime(at('2027-01-01T00:00:00Z'), 'UTC'), 'en-GB', 2026)).toBe('Fri 1 Jan 2027');
  });

  it('name the zone as people there do, else by its offset', () => {
    const winter = at('2026-01-15T12:00:00Z');
    expect(zoneText(winter, 'America/New_York')).toBe('EST');
    expect(zoneText(winter, 'Europe/London')).toBe('GMT');
    expect(zoneText(winter, 'Asia/Kolkata')).toBe('IST');
    expect(zoneText(winter, 'Asia/Tokyo')).toBe('GMT+9');
    expect(zonePlace('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });

  it('hold in zones with odd offsets and across the date line', () => {
    expect(fullText(at('2026-06-30T18:20:00Z'), 'Asia/Kathmandu', 'en-GB')).toMatch(/^Wed 1 Jul 2026, 00:05/);
    expect(isSameDayIn(at('2026-06-30T11:00:00Z'), at('2026-06-30T09:00:00Z'), 'Pacific/Kiritimati')).toBe(false);
    expect(isSameDayIn(at('2026-06-30T11:00:00Z'), at('2026-06-30T09:00:00Z'), 'Pacific/Auckland')).toBe(true);
    expect(isSameDayIn(at('2026-06-30T11:00:00Z'), at('2026-06-30T13:00:00Z'), 'Pacific/Auckland')).toBe(false);
  });

  it('mark the hours that are too early or too late to call', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const night = hours.filter((hour) => unusualHour({ ...wallTime(0, 'UTC'), hour }));
    expect(night).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 21, 22, 23]);
    expect(unusualHour({ ...wallTime(0, 'UTC'), hour: 7 })).toBe('early');
    expect(unusualHour({ ...wallTime(0, 'UTC'), hour: 21 })).toBe('late');
  });
});

describe('relative times', () => {
  const now = at('2026-11-24T12:00:00Z');

  it.each([
    [10_000, 'now'],
    [5 * MINUTE_MS, 'in 5 min'],
    [-5 * MINUTE_MS, '5 min ago'],
    [62 * MINUTE_MS, 'in 1 h 2 min'],
    [-5 * 60 * MINUTE_MS, '5 h ago'],
    [-24 * 60 * MINUTE_MS, '1 day ago'],
    [3 * 24 * 60 * MINUTE_MS, 'in 3 days'],
  ])('%i ms from now reads "%s"', (distance, text) => {
    expect(relativeText(now + distance, now)).toBe(text);
  });

  it('give way to the date beyond two weeks', () => {
    expect(relativeText(now + 15 * 24 * 60 * MINUTE_MS, now)).toBeNull();
  });

  it('never round an hour down to "60 min"', () => {
    expect(relativeText(now + 59.7 * MINUTE_MS, now)).toBe('in 1 h');
  });
});

it('lengths of time read as a clock would say them', () => {
  expect([12_000, 245_000, 3_720_000].map(durationText)).toEqual(['12 s', '4 min 05 s', '1 h 02 min']);
});
