import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type BookingSnapshot,
  emptySnapshot,
  mergeSnapshots,
  snapshotsOf,
  stateOf,
} from '@/lib/calendars/inbound/external-state';
import type { OpenConnection, Slot } from '@/lib/calendars/port';
import type { BookingsFacet, MovedBooking } from '@/lib/calendars/provider-module';
import { systemClock } from '@/lib/core/clock';
import { introCallId } from '@/sandbox/calendly/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalendlyWorld, calendlyWorld } from '@/tests/support/calendly';

let now: Date;
const clock = { ...systemClock, now: () => now };
const at = (time: string): Slot => {
  const start = new Date(`2026-03-03T${time}:00Z`);
  return { start, end: new Date(start.getTime() + 30 * 60_000) };
};
const [ten, eleven, twelve] = [at('15:00'), at('16:00'), at('17:00')];
const ada = {
  name: 'Ada Lovelace',
  email: 'ada@visitors.test',
  timeZone: 'Europe/London',
  phone: null,
  notes: 'Hello',
};
const key = 'bk_moved';

const official = officialCheck('calendly');
let world: CalendlyWorld;
let connection: OpenConnection;
let bookings: BookingsFacet;
let externalId: string;

beforeEach(async () => {
  now = new Date('2026-03-02T10:00:00Z');
  world = await calendlyWorld({ clock, onExchange: official.watch });
  connection = await world.connect();
  if (!world.module.bookings) throw new Error('no bookings facet');
  bookings = world.module.bookings;
  const made = await world.module.provider.book(connection, ten, ada, key);
  if (made.kind !== 'booked') throw new Error(made.kind);
  externalId = made.externalId;
});
afterEach(() => world.close());

const control = () => world.calendly.control;
const held = () =>
  control()
    .meetings()
    .filter(({ cancellation }) => cancellation === null)
    .map(({ start }) => start);
const inviteeId = (uri = externalId) => uri.split('/').at(-1) ?? '';

describe('moving a booking at Calendly', () => {
  it('books the new time with what the visitor said before, then cancels the old one', async () => {
    const moved = await bookings.reschedule(connection, externalId, eleven);
    expect(moved).toMatchObject({ kind: 'moved' });
    expect(held()).toEqual([eleven.start]);
    const [old, made] = control().invitees();
    expect(old?.cancellation?.reason).toBe('Moved to another time.');
    expect(made).toMatchObject({
      name: ada.name,
      email: ada.email,
      timeZone: ada.timeZone,
      tracking: { utm_content: key },
    });
    expect(made?.answers).toEqual(old?.answers);
    expect(made?.answers).toHaveLength(1);
  });

  it('repeated, also by the old id, it ends at the same booking', async () => {
    const moved = await bookings.reschedule(connection, externalId, eleven);
    const { externalId: again, detailsUrl } = moved as MovedBooking;
    const same = { kind: 'moved', externalId: again, detailsUrl };
    expect(await bookings.reschedule(connection, externalId, eleven)).toMatchObject(same);
    expect(await bookings.reschedule(connection, again, eleven)).toMatchObject(same);
    expect(held()).toEqual([eleven.start]);
  });

  it('a crash or a lost answer between its two steps leaves one booking in the end', async () => {
    control().addFault({ kind: 'status', status: 503, operation: 'scheduled-events.cancel' });
    await expect(bookings.reschedule(connection, externalId, eleven)).rejects.toThrow();
    expect(held()).toEqual([ten.start, eleven.start]);
    control().clearFaults();
    control().addFault({ kind: 'commit-then-drop', operation: 'scheduled-events.cancel', count: 1 });
    expect(await bookings.reschedule(connection, externalId, eleven)).toMatchObject({ kind: 'moved' });
    expect(held()).toEqual([eleven.start]);
  });

  it('the old time stands when the new one is taken', async () => {
    control().book(introCallId, { start: eleven.start });
    expect(await bookings.reschedule(connection, externalId, eleven)).toEqual({ kind: 'slot_taken' });
    expect(held()).toEqual([ten.start, eleven.start]);
  });

  it('back and forth it can be moved again and again', async () => {
    let id = externalId;
    for (const slot of [eleven, ten, twelve, eleven]) {
      const moved = await bookings.reschedule(connection, id, slot);
      if (moved.kind !== 'moved') throw new Error(moved.kind);
      id = moved.externalId;
      expect(held()).toEqual([slot.start]);
    }
  });

  it('what the visitor cancelled is gone; what he moved is moved on from there', async () => {
    const moved = control().reschedule(inviteeId(), eleven.start);
    expect(await bookings.reschedule(connection, externalId, eleven)).toMatchObject({
      kind: 'moved',
      externalId: expect.stringContaining(moved.uuid),
    });
    expect(await bookings.reschedule(connection, externalId, twelve)).toMatchObject({ kind: 'moved' });
    expect(held()).toEqual([twelve.start]);
    const [made] = control()
      .invitees()
      .filter(({ cancellation }) => cancellation === null);
    control().cancel(made?.uuid ?? '', 'invitee');
    expect(await bookings.reschedule(connection, externalId, ten)).toEqual({ kind: 'gone' });
    expect(held()).toEqual([]);
  });
});

describe('cancelling at Calendly', () => {
  it('says why, bears repetition, and follows the visitor who moved', async () => {
    control().reschedule(inviteeId(), eleven.start);
    await bookings.cancel(connection, externalId, 'Not needed any more');
    await bookings.cancel(connection, externalId, 'Not needed any more');
    expect(held()).toEqual([]);
    expect(control().meetings()[1]?.cancellation).toMatchObject({
      reason: 'Not needed any more',
      canceler_type: 'host',
    });
    expect(control().exchanges('scheduled-events.cancel')).toHaveLength(1);
  });

  it('a lost answer is no failure', async () => {
    control().addFault({ kind: 'commit-then-drop', operation: 'scheduled-events.cancel', count: 1 });
    await bookings.cancel(connection, externalId, 'x');
    expect(held()).toEqual([]);
  });

  it('one that is over already is refused', async () => {
    now = new Date('2026-03-03T15:10:00Z');
    connection = await world.connect();
    await expect(bookings.cancel(connection, externalId, 'x')).rejects.toMatchObject({ fault: 'refused' });
  });
});

describe('marking absence at Calendly', () => {
  it('marks the invitee once, however often it is asked', async () => {
    control().addFault({ kind: 'commit-then-drop', operation: 'no-shows.create', count: 1 });
    await bookings.markAbsent?.(connection, externalId, ada.email);
    await bookings.markAbsent?.(connection, externalId, ada.email);
    expect(control().invitees()[0]?.noShow).not.toBeNull();
    expect(control().exchanges('no-shows.create')).toHaveLength(1);
  });
});

describe('finding at Calendly', () => {
  it('finds a booking by our key alone', async () => {
    expect(await bookings.find(connection, key, ten, ada.email)).toBe(externalId);
    expect(await bookings.find(connection, 'bk_other', ten, ada.email)).toBeNull();
    expect(await bookings.find(connection, key, eleven, ada.email)).toBeNull();
    await bookings.cancel(connection, externalId, 'x');
    expect(await bookings.find(connection, key, ten, ada.email)).toBeNull();
  });

  it('a type that was deleted since does not hide it', async () => {
    control().deleteEventType(introCallId);
    expect(await bookings.find(connection, key, ten, ada.email)).toBe(externalId);
  });
});

describe('reading what changed at Calendly', () => {
  /** What is known of each id, with the facts of every page so far merged into it. */
  let known: Map<string, BookingSnapshot>;
  beforeEach(() => {
    known = new Map();
  });

  const list = async (cursor: string | null) => {
    const facet = world.module.changes;
    const page = facet?.kind === 'facts' ? await facet.list(connection, cursor) : expect.unreachable();
    for (const { facts } of page.bookings)
      for (const fact of facts)
        for (const [id, one] of snapshotsOf(fact)) known.set(id, mergeSnapshots(known.get(id) ?? emptySnapshot, one));
    return page;
  };
  const passMinutes = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };

  it('tells what became of a booking under the id that we know, however often the visitor moved it', async () => {
    let { cursor, bookings: listed } = await list(null);
    const readOn = async () => {
      passMinutes(10);
      ({ cursor, bookings: listed } = await list(cursor));
      return listed.length > 0 ? stateOf(known) : null;
    };
    passMinutes(10);
    const once = control().reschedule(inviteeId(), eleven.start);
    expect(await readOn()).toMatchObject({
      life: 'accepted',
      details: { start: eleven.start.toISOString(), end: eleven.end.toISOString() },
    });
    const twice = control().reschedule(once.uuid, twelve.start);
    expect(await readOn()).toMatchObject({ life: 'accepted', details: { start: twelve.start.toISOString() } });
    expect(await readOn()).toBeNull();
    control().cancel(twice.uuid, 'invitee');
    expect(await readOn()).toMatchObject({ life: 'cancelled' });
    expect(await readOn()).toBeNull();
    expect(known.has(externalId)).toBe(true);
  });

  it('says nothing of the old half of a move of our own', async () => {
    const { cursor } = await list(null);
    passMinutes(10);
    const moved = await bookings.reschedule(connection, externalId, eleven);
    const page = await list(cursor);
    expect(page.bookings.map((one) => [one.externalId, one.facts[0]?.life])).toEqual([
      [(moved as { externalId: string }).externalId, 'accepted'],
    ]);
  });

  it('brings the address of the conference, which was not there yet when the answer came', async () => {
    const { cursor } = await list(null);
    passMinutes(10);
    const page = await list(cursor);
    expect(page.bookings).toMatchObject([
      { externalId, facts: [{ details: { joinUrl: expect.stringMatching(/^https:/) } }] },
    ]);
  });

  it('sees a revoked grant at once', async () => {
    const { cursor } = await list(null);
    control().revokeGrants();
    await expect(list(cursor)).rejects.toMatchObject({ fault: 'grant_expired' });
  });
});

itFitsTheOfficialDescription(official);
