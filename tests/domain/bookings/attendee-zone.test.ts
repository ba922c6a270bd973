import { describe, expect, it } from 'vitest';
import { attendeeColumns, statedZone, zoneOriginOf } from '@/lib/bookings/attendees';

const start = new Date('2026-03-04T18:00:00.000Z');
const zoneOf = (phone: string | null, timezone: string | null, at = start) => {
  const columns = attendeeColumns({ name: 'Ada', email: null, phone, timezone }, at);
  return [columns.attendeeTimezone, columns.attendeeTimezoneOrigin];
};

describe('the zone stored for an attendee', () => {
  it.each<[string, string | null, string | null, (string | null)[]]>([
    ['a number of one zone', '+12135550142', null, ['America/Los_Angeles', 'by_number']],
    ['a number of a country with one clock', '+442079460018', null, ['Europe/London', 'by_number']],
    ['a stated zone, whatever the number', '+12135550142', 'America/Chicago', ['America/Chicago', 'stated']],
    ['a stated zone without a number', null, 'America/Chicago', ['America/Chicago', 'stated']],
    ['a number whose zones disagree', '+18505550142', null, [null, null]],
    ['a number of no place', '+18005550142', null, [null, null]],
    ['neither', null, null, [null, null]],
  ])('%s', (_, phone, stated, expected) => {
    expect(zoneOf(phone, stated)).toEqual(expected);
  });

  it('is the number’s only while all its zones show the same time at the start', () => {
    const [winter, summer] = [new Date('2026-01-15T18:00:00Z'), new Date('2026-07-15T18:00:00Z')];
    expect([zoneOf('+19285550142', null, winter), zoneOf('+19285550142', null, summer)]).toEqual([
      ['America/Phoenix', 'by_number'],
      [null, null],
    ]);
  });
});

describe('the zone that calling hours rely on', () => {
  it.each<[Parameters<typeof statedZone>[0], string | null]>([
    [{ attendeeTimezone: 'America/Denver', attendeeTimezoneOrigin: 'stated' }, 'America/Denver'],
    [{ attendeeTimezone: 'America/Denver', attendeeTimezoneOrigin: null }, 'America/Denver'],
    [{ attendeeTimezone: 'America/Denver', attendeeTimezoneOrigin: 'by_number' }, null],
    [{ attendeeTimezone: null, attendeeTimezoneOrigin: null }, null],
  ])('%j is %s', (columns, expected) => {
    expect(statedZone(columns)).toBe(expected);
  });

  it('was stated when a row from before the origin has a zone', () => {
    expect(zoneOriginOf({ attendeeTimezone: 'America/Denver', attendeeTimezoneOrigin: null })).toBe('stated');
    expect(zoneOriginOf({ attendeeTimezone: null, attendeeTimezoneOrigin: null })).toBeNull();
  });
});
