import { describe, expect, it } from 'vitest';
import { zonesOfAreaCode } from '@/lib/phone/area-codes';
import { zonesOfNumber } from '@/lib/phone/zones-of-number';
import { isTimeZone } from '@/lib/time/zones';

describe('zonesOfNumber', () => {
  it.each([
    ['+12125550123', ['America/New_York']],
    ['+14155550123', ['America/Los_Angeles']],
    ['+18505550123', ['America/New_York', 'America/Chicago']],
    ['+18085550123', ['Pacific/Honolulu']],
    ['+14165550123', ['America/Toronto']],
    ['+493012345678', ['Europe/Berlin', 'Europe/Busingen']],
    ['+442079460958', ['Europe/London']],
    ['+18095550123', ['America/Santo_Domingo']],
  ])('%s may be in %j', (number, zones) => {
    expect(zonesOfNumber(number).sort()).toEqual([...zones].sort());
  });

  it('names every zone of a country with several', () => {
    expect(zonesOfNumber('+61412345678')).toEqual(expect.arrayContaining(['Australia/Perth', 'Australia/Sydney']));
  });

  it.each(['+18005550123', '+881612345678', '+12', 'nonsense'])('says nothing of %s, which has no place', (number) => {
    expect(zonesOfNumber(number)).toEqual([]);
  });

  it('lists area codes with real zones', () => {
    const codes = [...zonesOfAreaCode.keys()];
    expect(codes.length).toBeGreaterThan(380);
    for (const [code, zones] of zonesOfAreaCode) {
      expect(code).toMatch(/^[2-9]\d\d$/);
      for (const zone of zones) expect(isTimeZone(zone), zone).toBe(true);
    }
  });
});
