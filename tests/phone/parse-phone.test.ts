import { describe, expect, it } from 'vitest';
import { parsePhone } from '@/lib/phone/parse-phone';

describe('parsePhone', () => {
  it.each([
    ['+1 (202) 555-0100', '+12025550100'],
    ['  +44 20 7946 0958 ', '+442079460958'],
    ['tel:+493012345678', '+493012345678'],
    ['+12025550100', '+12025550100'],
  ])('S1: reads %s as E.164', (text, expected) => {
    expect(parsePhone(text)).toBe(expected);
  });

  it('reads national digits with a default country, and only then', () => {
    expect(parsePhone('020 7946 0958', 'GB')).toBe('+442079460958');
    expect(parsePhone('(202) 555-0100', 'US')).toBe('+12025550100');
    expect(parsePhone('020 7946 0958')).toBeNull();
  });

  it.each(['', 'soon', '12345', '+1 202', '+999 1234567', '+1 202 555 0100 5', 'call +1 202 555 0100 please'])(
    'refuses %j',
    (text) => {
      expect(parsePhone(text)).toBeNull();
    },
  );

  it('refuses a number with an extension, which could not be dialled', () => {
    expect(parsePhone('+1 202 555 0100 ext. 5')).toBeNull();
  });
});
