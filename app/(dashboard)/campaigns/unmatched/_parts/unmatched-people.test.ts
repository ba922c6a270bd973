import { expect, it } from 'vitest';
import type { UnmatchedWire } from '@/lib/contracts/unmatched-bookings';
import { unmatchedPeople } from './unmatched-people';

const row = (id: string, name: string, email: string | null) => ({ id, name, email }) as UnmatchedWire;

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
