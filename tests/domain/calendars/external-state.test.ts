import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, foldAttendance, personOf } from '@/lib/attendance/internal/attendance-rule';
import { AWAITING_CONFIRMATION, meetingStatus } from '@/lib/bookings/lifecycle';
import {
  type BookingSnapshot,
  type ExternalFact,
  type ExternalState,
  emptySnapshot,
  mergeSnapshots,
  snapshotsOf,
  stateOf,
} from '@/lib/calendars/inbound/external-state';
import type { WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { readCalcomWebhook } from '@/lib/calendars/providers/calcom/read-webhook';
import { readCalendlyWebhook } from '@/lib/calendars/providers/calendly/read-webhook';
import { arrivals, calcomStories, calendlyStories, type Story } from '@/tests/support/booking-stories';
import { propertyRuns } from '@/tests/support/property-runs';

/** All of the facts, one after the other, as rows would keep them: through JSON. */
function fold(facts: readonly ExternalFact[]): ExternalState | null {
  const rows = new Map<string, BookingSnapshot>();
  for (const fact of facts)
    for (const [id, known] of snapshotsOf(fact))
      rows.set(id, JSON.parse(JSON.stringify(mergeSnapshots(rows.get(id) ?? emptySnapshot, known))));
  return stateOf(rows);
}

/** Years after every meeting that was held, and before every one to come. */
const now = new Date(Date.UTC(2026, 0, 1));

/** How our booking stands by what was told of it: its provider's state, and who came by all marks, each kept once. */
function standing(readings: readonly WebhookReading[]) {
  const state = fold(readings.flatMap(({ facts }) => facts));
  if (!state) return null;
  const { people, start, end } = state.details;
  const starts = new Map(
    readings.flatMap(({ facts }) => facts).map(({ externalId, details }) => [externalId, details?.start]),
  );
  const evidence = new Map<string, Evidence>();
  for (const { attendance, externalId } of readings)
    for (const { kind, attendeeEmail, at, occasion } of attendance)
      for (const person of attendeeEmail === null ? people.map(personOf) : [attendeeEmail]) {
        const id = `${person} ${kind} ${at}`;
        const of = new Date(occasion ?? starts.get(externalId ?? '') ?? 0);
        const says = kind === 'attended' ? true : kind === 'no_show_marked' ? false : null;
        evidence.set(id, { id, kind, says, at: new Date(at), person, occasion: of, showTime: null });
      }
  const showedUp = people.map(
    (one) => foldAttendance([...evidence.values()], { person: personOf(one), start: new Date(start) }).showedUp,
  );
  if (state.life === 'cancelled' || state.life === 'rejected')
    return { status: 'cancelled', statusReason: `${state.life}_at_provider` };
  const statusReason = state.life === 'requested' ? AWAITING_CONFIRMATION : null;
  const booking = { fulfilment: 'meeting', status: 'pending', statusReason, syncError: null } as const;
  return meetingStatus({ ...booking, endTime: new Date(end) }, showedUp, now) ?? { status: 'pending', statusReason };
}

const providers = [
  { name: 'Cal.com', stories: calcomStories(() => 'uid'), read: readCalcomWebhook, cases: propertyRuns(2_000) },
  { name: 'Calendly', stories: calendlyStories(() => 'ev'), read: readCalendlyWebhook, cases: propertyRuns(2_000) },
  {
    name: 'Cal.com, held',
    stories: calcomStories(() => 'uid', 'held'),
    read: readCalcomWebhook,
    cases: propertyRuns(1_000),
  },
  {
    name: 'Calendly, held',
    stories: calendlyStories(() => 'ev', 'held'),
    read: readCalendlyWebhook,
    cases: propertyRuns(1_000),
  },
];

describe.each(providers)('one booking’s life at $name', ({ stories, read, cases }) => {
  const readings = (story: Story) => story.bodies.map((body) => read(JSON.stringify(body)));
  const facts = (story: Story) => readings(story).map((reading) => reading.facts);

  it(`ends the same in every order and with every repetition of its deliveries (${cases} cases)`, () => {
    fc.assert(
      fc.property(
        stories.chain((story) => arrivals(story.bodies.length).map((order) => ({ story, order }))),
        ({ story, order }) => {
          const all = readings(story);
          const told = all.map((reading) => reading.facts);
          const inOrder = fold(told.flat());
          expect(inOrder).toMatchObject({
            externalId: story.end.uid,
            life: story.end.life,
            details: { start: story.end.start },
          });
          expect(inOrder?.details.people.map(({ email }) => email)).toEqual(story.end.emails);
          expect(fold(order.flatMap((i) => told[i] ?? []))).toEqual(inOrder);
          const { status, statusReason } = story.end;
          expect(standing(order.flatMap((i) => all[i] ?? []))).toEqual({ status, statusReason });
        },
      ),
      { numRuns: cases },
    );
  }, 180_000);

  it('is merged alike however its knowledge is grouped', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const known = facts(story)
          .flat()
          .flatMap((fact) => [...snapshotsOf(fact).values()]);
        for (const a of known)
          for (const b of known) {
            expect(mergeSnapshots(a, b)).toEqual(mergeSnapshots(b, a));
            expect(mergeSnapshots(a, a)).toEqual(mergeSnapshots(emptySnapshot, a));
            for (const c of known.slice(0, 3))
              expect(mergeSnapshots(mergeSnapshots(a, b), c)).toEqual(mergeSnapshots(a, mergeSnapshots(b, c)));
          }
      }),
      { numRuns: propertyRuns(100) },
    );
  }, 180_000);
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
