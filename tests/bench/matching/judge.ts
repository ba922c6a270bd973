import { bookedPersonAt, type Category, categories } from './generator/attendees';
import type { Population } from './generator/people';
import { personOfLead } from './seed';

interface Counts {
  /** Attendees whose person stands in a list. */
  known: number;
  strangers: number;
  /** Automatic matches to a lead of the right person, and to somebody else's. */
  right: number;
  wrong: number;
}

export interface Verdict extends Counts {
  /** Right ones of all automatic matches. */
  precision: number;
  /** Right ones of all attendees whose person stands in a list, whatever their booking gives away. */
  recall: number;
  byCategory: Record<Category, Counts>;
}

/** Holds matches against the truth. @param leadOf the lead that an attendee's place was matched to, if any */
export function judge(population: Population, count: number, leadOf: (place: number) => string | null): Verdict {
  const empty = (): Counts => ({ known: 0, strangers: 0, right: 0, wrong: 0 });
  const byCategory = Object.fromEntries(Object.keys(categories).map((name) => [name, empty()])) as Record<
    Category,
    Counts
  >;
  for (let place = 0; place < count; place += 1) {
    const { truth, category } = bookedPersonAt(population, place);
    const counts = byCategory[category];
    if (truth === null) counts.strangers += 1;
    else counts.known += 1;
    const leadId = leadOf(place);
    if (leadId === null) continue;
    if (personOfLead(leadId) === truth) counts.right += 1;
    else counts.wrong += 1;
  }
  const all = empty();
  for (const counts of Object.values(byCategory))
    for (const key of ['known', 'strangers', 'right', 'wrong'] as const) all[key] += counts[key];
  return { ...all, precision: all.right / (all.right + all.wrong), recall: all.right / all.known, byCategory };
}
