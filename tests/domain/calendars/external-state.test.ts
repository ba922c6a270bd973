import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ExternalFact,
  type ExternalState,
  type Known,
  knowledgeOf,
  mergeKnown,
  nothingKnown,
  stateOf,
} from '@/lib/calendars/external-state';
import { readCalcomWebhook } from '@/lib/calendars/providers/calcom/read-webhook';
import { readCalendlyWebhook } from '@/lib/calendars/providers/calendly/read-webhook';
import { arrivals, calcomStories, calendlyStories, type Story } from '@/tests/support/booking-stories';

/** All of the facts, one after the other, as rows would keep them: through JSON. */
function fold(facts: readonly ExternalFact[]): ExternalState | null {
  const rows = new Map<string, Known>();
  for (const fact of facts)
    for (const [id, known] of knowledgeOf(fact))
      rows.set(id, JSON.parse(JSON.stringify(mergeKnown(rows.get(id) ?? nothingKnown, known))));
  return stateOf(rows);
}

const providers = [
  { name: 'Cal.com', stories: calcomStories(() => 'uid'), read: readCalcomWebhook },
  { name: 'Calendly', stories: calendlyStories(() => 'ev'), read: readCalendlyWebhook },
];

describe.each(providers)('one booking’s life at $name', ({ stories, read }) => {
  const facts = (story: Story) => story.bodies.map((body) => read(JSON.stringify(body)).facts);

  it('A6: ends the same in every order and with every repetition of its deliveries (12,000 cases)', () => {
    fc.assert(
      fc.property(
        stories.chain((story) => arrivals(story.bodies.length).map((order) => ({ story, order }))),
        ({ story, order }) => {
          const told = facts(story);
          const inOrder = fold(told.flat());
          expect(inOrder).toMatchObject({
            externalId: story.end.uid,
            life: story.end.life,
            details: { start: story.end.start },
          });
          expect(inOrder?.details.people.map(({ email }) => email)).toEqual(story.end.emails);
          expect(fold(order.flatMap((i) => told[i] ?? []))).toEqual(inOrder);
        },
      ),
      { numRuns: 12_000 },
    );
  }, 180_000);

  it('is merged alike however its knowledge is grouped', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const known = facts(story)
          .flat()
          .flatMap((fact) => [...knowledgeOf(fact).values()]);
        for (const a of known)
          for (const b of known) {
            expect(mergeKnown(a, b)).toEqual(mergeKnown(b, a));
            expect(mergeKnown(a, a)).toEqual(mergeKnown(nothingKnown, a));
            for (const c of known.slice(0, 3))
              expect(mergeKnown(mergeKnown(a, b), c)).toEqual(mergeKnown(a, mergeKnown(b, c)));
          }
      }),
      { numRuns: 300 },
    );
  });
});

describe('seats', () => {
  const seat = (id: string, email: string, left: boolean, at: number): ExternalFact => ({
    externalId: 'group',
    life: left ? 'cancelled' : 'accepted',
    at,
    sequence: 0,
    seat: { id, left },
    details: {
      start: '2027-03-01T10:00:00.000Z',
      end: '2027-03-01T11:00:00.000Z',
      title: 'Class',
      description: null,
      timeZone: null,
      host: { id: null, email: null },
      people: [{ name: email, email, phone: null, timeZone: null }],
      joinUrl: null,
      url: null,
    },
  });
  const all = [seat('s1', 'a@x.test', false, 1), seat('s2', 'b@x.test', false, 2), seat('s1', 'a@x.test', true, 3)];

  it('are left one by one, and the booking goes on for the others', () => {
    for (const order of [all, [...all].reverse(), [all[2], all[0], all[1]]]) {
      const state = fold(order.filter((fact) => fact !== undefined));
      expect(state?.life).toBe('accepted');
      expect(state?.details.people.map(({ email }) => email)).toEqual(['b@x.test']);
    }
    expect(fold([...all, seat('s2', 'b@x.test', true, 4)])?.life).toBe('cancelled');
  });
});
