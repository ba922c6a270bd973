import { describe, expect, it } from 'vitest';
import { kindOfNumber } from '@/lib/phone/number-kind';

describe('the kind of a number', () => {
  it.each([
    ['+12025550143', 'US'],
    ['+14165550143', 'CA'],
    ['+14365550143', 'US'],
    ['+442079460958', 'GB'],
    ['+447400123456', 'GB'],
    ['+493023125012', 'DE'],
    ['+18005550143', 'US'],
    ['+18765550143', 'JM'],
    ['+525555550143', 'MX'],
  ])('%s can be called, in %s', (number, country) => {
    expect(kindOfNumber(number)).toEqual({ country, refusal: null });
  });

  it.each([
    ['+19005550143', 'premium_rate'],
    ['+12129765501', 'premium_rate'],
    ['+449098790000', 'premium_rate'],
    ['+979123456789', 'no_country'],
    ['+97912345678', 'no_country'],
    ['+8821612345678', 'no_country'],
    ['+881612345678', 'no_country'],
    ['+870773111632', 'no_country'],
    ['+88310123456', 'no_country'],
    ['+447012345678', 'special_service'],
    ['+448451234567', 'premium_rate'],
    ['+491801234567', 'shared_cost'],
    ['+499001234567', 'premium_rate'],
    ['112', 'not_a_number'],
    ['+1911', 'no_country'],
  ])('%s is refused: %s', (number, refusal) => {
    expect(kindOfNumber(number).refusal).toBe(refusal);
  });
});
