import fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { parsePhone, readPhone } from '@/lib/phone/read-phone';

const read = (text: string, ...countries: CountryCode[]) => readPhone(text, countries)?.e164 ?? null;

describe('a phone number', () => {
  it.each([
    ['+1 (202) 555-0100', '+12025550100'],
    ['  +44 20 7946 0958 ', '+442079460958'],
    ['tel:+493012345678', '+493012345678'],
    ['+1.202.555.0100', '+12025550100'],
    ['Phone: +1 202 555 0100', '+12025550100'],
    ['Mobil +49 30 12345678', '+493012345678'],
  ])('is read with its country code from %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['‭+1 202 555 0143‬', '+12025550143'],
    ['‎+12025550145', '+12025550145'],
    ['\u202a+49\u00a030\u202f1234\u20115678\u202c', '+493012345678'],
    ['\ufeff+4430\u200b', null],
    ['+44\u00ad 20\u2060 7946\u200d 0958', '+442079460958'],
    ['＋４４ ２０ ７９４６ ０９５８', '+442079460958'],
    ['+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨', '+442079460958'],
    ['+१ २०२ ५५५ ०१००', '+12025550100'],
    ['+1 202–555—0146', '+12025550146'],
  ])('is read whatever invisible or foreign characters %j holds', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['(+44) 20 7946 0958'],
    ['[+44] 20 7946 0958'],
    ['+(44) 20 7946 0958'],
    ['+44 (0)20 7946 0958'],
    ['(0044) 20 7946 0958'],
    ['0044 20 7946 0958'],
    ['00 44 (0) 20 7946 0958'],
    ['011 44 20 7946 0958'],
    ['0011 44 20 7946 0958'],
    ['+0044 20 7946 0958'],
    ['+011 44 20 7946 0958'],
    ['++44 20 7946 0958'],
    ['442079460958'],
    ['(0)+44 20 7946 0958'],
  ])('is read from the international spelling %s', (text) => {
    expect(read(text, 'US')).toBe('+442079460958');
  });

  it('keeps the zero of countries whose numbers begin with one', () => {
    expect(read('+39 (0)6 1234 5678')).toBe('+390612345678');
    expect(read('06 1234 5678', 'IT')).toBe('+390612345678');
  });

  it('is read as national digits with a country, the first one in which they are valid', () => {
    expect(read('020 7946 0958', 'GB')).toBe('+442079460958');
    expect(read('(202) 555-0100', 'US')).toBe('+12025550100');
    expect(read('030 23125012', 'US', 'DE')).toBe('+493023125012');
    expect(read('2025550143', 'US', 'DE')).toBe('+12025550143');
    expect(read('020 7946 0958')).toBeNull();
  });

  it.each([
    ['3023125012.0', '+13023125012'],
    ['+493023125013.0', '+493023125013'],
    ['493023125013,00', '+493023125013'],
    ["'+493023125014", '+493023125014'],
    ['’+493023125014', '+493023125014'],
    ['="+493023125015"', '+493023125015'],
    ['"+493023125015"', '+493023125015'],
    ['=+493023125015', '+493023125015'],
  ])('survives the spreadsheet that wrote %s', (text, expected) => {
    expect(read(text, 'US')).toBe(expected);
  });

  it.each(['4.93023E+11', '4,93023E+11', '4.930231250130E+11', '1.20256E10', '+4.9e11'])(
    'that a spreadsheet rounded to %s is not guessed',
    (text) => {
      expect(read(text, 'US')).toBeNull();
    },
  );

  it.each([
    ['+52 1 55 5555 0143', '+525555550143'],
    ['5215555550144', '+525555550144'],
    ['+5215555550144', '+525555550144'],
    ['+52 55 5555 0143', '+525555550143'],
  ])('of a Mexican mobile is the same with and without the 1: %s', (text, expected) => {
    expect(read(text, 'US')).toBe(expected);
  });

  it.each(['044 55 5555 0143', '045 55 5555 0143', '01 55 5555 0143', '55 5555 0143'])(
    'of a Mexican mobile is read from the old national spelling %s',
    (text) => {
      expect(read(text, 'MX')).toBe('+525555550143');
    },
  );

  it.each(['+54 11 15 2345 6789', '+54 9 11 2345 6789'])('of an Argentine mobile is one: %s', (text) => {
    expect(read(text)).toBe('+5491123456789');
  });

  it.each([
    ['+1 436 555 0143', '+14365550143'],
    ['357-555-0143', '+13575550143'],
    ['(582) 555-0143', '+15825550143'],
  ])('in an area code younger than the metadata is read: %s', (text, expected) => {
    expect(read(text, 'US')).toBe(expected);
  });

  it.each([
    '+1 202 555 0100 ext. 5',
    '+1 202 555 0100 x5',
    '+12025550100;ext=5',
    '+1 202 555 0100,,5',
    '202-555-0100 #5',
  ])('keeps its extension apart: %s', (text) => {
    expect(readPhone(text, ['US'])).toEqual({ e164: '+12025550100', extension: '5' });
    expect(parsePhone(text, 'US')).toBeNull();
  });

  it('keeps an extension in other languages', () => {
    expect(readPhone('+49 30 23125012 Durchwahl 44')).toEqual({ e164: '+493023125012', extension: '44' });
    expect(readPhone('+55 11 91234-5678 ramal 12')).toEqual({ e164: '+5511912345678', extension: '12' });
  });

  it.each([
    '',
    'soon',
    '12345',
    '+1 202',
    '+999 1234567',
    '+1 202 555 0100 5',
    'call +1 202 555 0100 please',
    '+1 202 555 0100 / +1 202 555 0101',
    '2026-09-01',
    'n/a',
    '+1 111 555 0100',
  ])('is not made out of %j', (text) => {
    expect(read(text, 'US')).toBeNull();
  });
});

describe('every spelling of one number', () => {
  const numbers: readonly [country: CountryCode, code: string, national: string, e164: string][] = [
    ['US', '1', '202 555 0143', '+12025550143'],
    ['GB', '44', '20 7946 0958', '+442079460958'],
    ['DE', '49', '30 23125012', '+493023125012'],
    ['FR', '33', '1 42 68 53 00', '+33142685300'],
    ['IN', '91', '98765 43210', '+919876543210'],
    ['BR', '55', '11 91234 5678', '+5511912345678'],
    ['AU', '61', '2 9374 4000', '+61293744000'],
    ['JP', '81', '3 1234 5678', '+81312345678'],
    ['MX', '52', '55 5555 0143', '+525555550143'],
  ];
  const marks = fc.constantFrom('', '\u200e', '\u202a', '\u2060', '\ufeff', ' ', '\u00a0');
  const separator = fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u2011', '–', ' - ');
  const lead = fc.constantFrom(
    (code: string) => `+${code} `,
    (code: string) => `00${code} `,
    (code: string) => `011 ${code} `,
    (code: string) => `(+${code}) `,
    (code: string) => `+(${code}) `,
    (code: string) => `tel:+${code}`,
    (code: string) => `'+${code} `,
  );

  it('reads as the same number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...numbers),
        lead,
        separator,
        marks,
        marks,
        (number, begin, between, before, after) => {
          const [, code, national, e164] = number;
          const text = `${before}${begin(code)}${national.replaceAll(' ', between)}${after}`;
          expect(read(text, 'US')).toBe(e164);
        },
      ),
      { numRuns: 500 },
    );
  });
});
