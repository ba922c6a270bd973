import type { UnmatchedWire } from '@/lib/contracts/unmatched-bookings';

/** A person on one or more bookings; the email identifies them. */
export interface UnmatchedPerson {
  /** Stable when more bookings of the person arrive. */
  key: string;
  name: string;
  /** The latest start first. */
  bookings: [UnmatchedWire, ...UnmatchedWire[]];
}

/** Groups the queue by person, in the order of their newest bookings. */
export function unmatchedPeople(rows: readonly UnmatchedWire[]): UnmatchedPerson[] {
  const people = new Map<string, UnmatchedPerson>();
  for (const row of rows) {
    const key = row.email?.toLowerCase() ?? row.id;
    const known = people.get(key);
    if (known) known.bookings.push(row);
    else people.set(key, { key, name: row.name, bookings: [row] });
  }
  for (const { bookings } of people.values())
    bookings.sort((a, b) => Date.parse(b.booking.start_time) - Date.parse(a.booking.start_time));
  return [...people.values()];
}
