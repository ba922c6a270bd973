import { expect, it } from 'vitest';
import { canonicalTimeZone, isTimeZone } from '@/lib/time/zones';

it.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  ['utc', 'UTC'],
  ['AMERICA/PORT-AU-PRINCE', 'America/Port-au-Prince'],
])('%s is a zone, spelled %s', (name, spelled) => {
  expect(isTimeZone(name)).toBe(true);
  expect(canonicalTimeZone(name)).toBe(spelled);
});

it.each(['', 'Mars/Base', '+02:00', 'Europe/Berlin ', 'Europe', '2', 'constructor'])('%j is none', (name) => {
  expect(isTimeZone(name)).toBe(false);
});
