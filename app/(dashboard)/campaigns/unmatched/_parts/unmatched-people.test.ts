import { expect, it } from 'vitest';
import type { UnmatchedWire } from '@/lib/contracts/unmatched-bookings';
import { unmatchedPeople } from './unmatched-people';

const row = (id: string, name: string, email: string | null, start = '2026-03-02T10:00:00.000Z') =>
  ({ id, name, email, booking: { start_time: start } }) as UnmatchedWire;

it('decides once about one address on several bookings, and apart about people without one', () => {
  const people = unmatchedPeople([
    row('4', 'Fatima Zahra', 'fatima@brightwater.example'),
    row('3', 'Jonas Keller', null),
    row('2', 'F. Zahra', 'Fatima@Brightwater.example'),
    row('1', 'Jonas Keller', null),
  ]);
  expect(people.map(({ name, bookings }) => [name, bookings.map(({ id }) => id)])).toEqual([
    ['Fatima Zahra', ['4', '2']],
    ['Jonas Keller', ['3']],
    ['Jonas Keller', ['1']],
  ]);
});

it('lists the bookings of a person by start, the latest first', () => {
  const email = 'fatima@brightwater.example';
  const [person] = unmatchedPeople([
    row('4', 'Fatima Zahra', email, '2026-11-25T10:00:00.000Z'),
    row('3', 'Fatima Zahra', email, '2026-12-01T10:00:00.000Z'),
    row('2', 'Fatima Zahra', email, '2026-11-16T10:00:00.000Z'),
    row('1', 'Fatima Zahra', email, '2026-12-01T09:00:00.000Z'),
  ]);
  expect(person?.bookings.map(({ id }) => id)).toEqual(['3', '1', '4', '2']);
});
