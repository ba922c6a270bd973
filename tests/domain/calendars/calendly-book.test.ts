import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BookAnswer, OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { erinId, introCallId } from '@/sandbox/calendly/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalendlyWorld, calendlyWorld, eventTypeUri } from '@/tests/support/calendly';

const official = officialCheck('calendly');
let world: CalendlyWorld;
let connection: OpenConnection;
let serial = 0;

// A store of its own for each test: caps, budgets and circuits are kept there.
beforeEach(async () => {
  world = await calendlyWorld({ onExchange: official.watch });
  connection = await world.connect();
});
afterEach(() => world.close());

const control = () => world.calendly.control;
const nextKey = () => `bk_calendly${++serial}`;
function visitor(changes: Partial<Visitor> = {}): Visitor {
  const email = `visitor${++serial}@visitors.test`;
  return { name: 'Ada Lovelace', email, timeZone: 'Europe/London', phone: null, notes: null, ...changes };
}

async function freeSlot(of = connection, nth = 0): Promise<Slot> {
  const from = new Date();
  const slots = await world.module.provider.availableSlots(
    of,
    { from, to: new Date(from.getTime() + 14 * 86_400_000) },
    'UTC',
  );
  const slot = slots[nth];
  if (!slot) throw new Error('no free slot');
  return slot;
}

const book = (slot: Slot, who = visitor(), key = nextKey(), on = connection): Promise<BookAnswer> =>
  world.module.provider.book(on, slot, who, key);

const held = () =>
  control()
    .meetings()
    .filter(({ cancellation }) => cancellation === null);

describe('booking at Calendly', () => {
  it('carries our key in all six members of the tracking, and the visitor as he is', async () => {
    const slot = await freeSlot();
    const key = nextKey();
    const answer = await book(slot, visitor({ email: 'ada@visitors.test', notes: 'The agenda' }), key);
    expect(answer).toMatchObject({
      kind: 'booked',
      externalId: expect.stringMatching(/^https:\/\/api\.calendly\.com\/scheduled_events\/[^/]+\/invitees\/[^/]+$/),
      detailsUrl: expect.stringContaining('/reschedulings/'),
      joinUrl: null,
      state: 'accepted',
    });
    expect(control().invitees()[0]).toMatchObject({
      email: 'ada@visitors.test',
      name: 'Ada Lovelace',
      timeZone: 'Europe/London',
      method: 'api',
      tracking: { utm_content: key, utm_source: 'slotline', utm_campaign: null, salesforce_uuid: null },
      answers: [{ answer: 'The agenda', position: 0 }],
    });
    expect(control().meetings()[0]?.location).toEqual({ kind: 'google_conference', text: null });
  });

  it('books once, however many ask with the same key at the same time', async () => {
    const slot = await freeSlot();
    const [key, who] = [nextKey(), visitor()];
    const answers = await Promise.all([1, 2, 3].map(() => book(slot, who, key)));
    expect(new Set(answers.map((answer) => (answer.kind === 'booked' ? answer.externalId : answer.kind))).size).toBe(1);
    expect(held()).toHaveLength(1);
  });

  it.each(['commit-then-drop', 'commit-then-500', 'commit-then-timeout'])(
    'after %s the booking is found by its key, in the same request',
    async (kind) => {
      const slot = await freeSlot();
      control().addFault({ kind, operation: 'invitees.create', count: 1 });
      expect(await book(slot)).toMatchObject({ kind: 'booked' });
      expect(control().exchanges('invitees.create')).toHaveLength(1);
      expect(held()).toHaveLength(1);
    },
  );

  it('where the lists lag behind a lost answer, it is unconfirmed, never "taken" by ourselves, and settled later', async () => {
    const slot = await freeSlot();
    const [key, who] = [nextKey(), visitor()];
    control().addFault({ kind: 'commit-then-drop', operation: 'invitees.create', count: 1 });
    control().addFault({ kind: 'stale-read', operation: 'scheduled-events.list' });
    await expect(book(slot, who, key)).rejects.toBeInstanceOf(UncertainOutcome);
    await expect(book(slot, who, key)).rejects.toBeInstanceOf(UncertainOutcome);
    control().clearFaults();
    expect(await book(slot, who, key)).toMatchObject({ kind: 'booked' });
    expect(held()).toHaveLength(1);
  });

  it('a provider that goes down after it may have booked leaves the outcome open', async () => {
    const slot = await freeSlot();
    const [key, who] = [nextKey(), visitor()];
    control().addFault({ kind: 'commit-then-drop', operation: 'invitees.create', count: 1 });
    control().addFault({ kind: 'status', status: 503, operation: 'scheduled-events.list', nth: 2 });
    await expect(book(slot, who, key)).rejects.toBeInstanceOf(UncertainOutcome);
    control().clearFaults();
    await world.kv.delete('circuit:calendly:open');
    expect(await book(slot, who, key)).toMatchObject({ kind: 'booked' });
    expect(held()).toHaveLength(1);
  });

  it('a slot that somebody else took a moment ago is slot_taken, and nothing of ours is made', async () => {
    const slot = await freeSlot();
    control().addFault({ kind: 'slot-taken', operation: 'invitees.create', count: 1 });
    expect(await book(slot)).toEqual({ kind: 'slot_taken' });
    expect(
      control()
        .invitees()
        .map(({ method }) => method),
    ).toEqual([null]);
  });

  it('a time that the host does not offer any more is slot_taken', async () => {
    const slot = await freeSlot();
    const night = new Date(slot.start.getTime() - 9 * 3_600_000);
    expect(await book({ start: night, end: slot.end })).toEqual({ kind: 'slot_taken' });
  });

  it('an event type that was deleted or switched off meanwhile is a fault to mend', async () => {
    const slot = await freeSlot();
    control().changeEventType(introCallId, { active: false });
    await expect(book(slot)).rejects.toMatchObject({ fault: 'event_type_missing' });
    control().deleteEventType(introCallId);
    await expect(book(slot)).rejects.toMatchObject({ fault: 'event_type_missing' });
    await expect(freeSlot()).rejects.toMatchObject({ fault: 'event_type_missing' });
    expect(held()).toEqual([]);
  });

  it('reads the event type before each booking: a place changed by the host is the one that is sent', async () => {
    const slot = await freeSlot();
    control().changeEventType(introCallId, {
      locations: [{ kind: 'ask_invitee' }, { kind: 'physical', location: '12 Main St' }],
    });
    expect(await book(slot)).toMatchObject({ kind: 'booked' });
    expect(control().meetings()[0]?.location).toEqual({ kind: 'physical', text: '12 Main St' });
  });

  it('telephones the visitor where the type says so, and gives a page where no number is known', async () => {
    const byPhone = await world.connect({ eventTypeId: eventTypeUri('55555555-5555-4555-8555-000000000003') });
    const slot = await freeSlot(byPhone);
    expect(await book(slot, visitor(), nextKey(), byPhone)).toMatchObject({ kind: 'link', why: 'location_needed' });
    const answer = await book(slot, visitor({ phone: '+442079460958' }), nextKey(), byPhone);
    expect(answer).toMatchObject({ kind: 'booked' });
    expect(control().meetings()[0]?.location).toEqual({ kind: 'outbound_call', text: '+442079460958' });
  });

  it.each([
    ['55555555-5555-4555-8555-000000000005', 'answers_needed'],
    ['55555555-5555-4555-8555-000000000011', 'not_one_on_one'],
    ['55555555-5555-4555-8555-000000000013', 'not_one_on_one'],
    ['55555555-5555-4555-8555-000000000014', 'paid'],
    ['55555555-5555-4555-8555-000000000016', 'poll'],
  ])('type %s is booked on a page that works once (%s)', async (id, why) => {
    const other = await world.connect({ eventTypeId: eventTypeUri(id) });
    const slot = await freeSlot(other);
    const [key, who] = [nextKey(), visitor({ name: 'Zoë & Söhne' })];
    const answer = await book(slot, who, key, other);
    if (answer.kind !== 'link') throw new Error(answer.kind);
    expect(answer.why).toBe(why);
    const page = new URL(answer.url);
    expect(page.pathname).toMatch(/^\/d\//);
    expect(Object.fromEntries(page.searchParams)).toMatchObject({
      name: 'Zoë & Söhne',
      email: who.email,
      utm_content: key,
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(held()).toEqual([]);
  });

  it('a plan that does not book by API gives a page, not an error', async () => {
    const slot = await freeSlot();
    control().addFault({ kind: 'plan-too-small', operation: 'invitees.create' });
    expect(await book(slot)).toMatchObject({ kind: 'link', why: 'plan_too_small' });
  });

  it('where not even a link is given, it is the type’s public page', async () => {
    const slot = await freeSlot();
    control().addFault({ kind: 'plan-too-small', operation: 'invitees.create' });
    control().addFault({ kind: 'status', status: 500, operation: 'scheduling-links.create' });
    const answer = await book(slot);
    expect(answer).toMatchObject({ kind: 'link', url: expect.stringMatching(/^https:\/\/calendly\.com\/dana-host\//) });
  });

  it('no more than ten bookings a minute are sent for a user; the next visitor gets a page', async () => {
    const kinds: string[] = [];
    for (let n = 0; n < 11; n += 1) kinds.push((await book(await freeSlot())).kind);
    expect(kinds).toEqual([...Array(10).fill('booked'), 'link']);
    expect(control().exchanges('invitees.create')).toHaveLength(10);
    expect(
      control()
        .exchanges()
        .filter(({ status }) => status === 429),
    ).toEqual([]);
  });

  it('a cap that other apps have used up gives a page as well', async () => {
    const slot = await freeSlot();
    control().addFault({
      kind: 'status',
      status: 429,
      operation: 'invitees.create',
      headers: { 'X-RateLimit-Reset': '55' },
    });
    expect(await book(slot)).toMatchObject({ kind: 'link', why: 'booking_limit' });
    expect(control().exchanges('invitees.create')).toHaveLength(1);
  });

  it('a scope that is missing, and a grant that was revoked, are faults to mend', async () => {
    const slot = await freeSlot();
    const body = { title: 'Insufficient scope', message: 'x', required_scopes: ['scheduled_events:write'] };
    control().addFault({ kind: 'status', status: 403, body, operation: 'invitees.create', count: 1 });
    await expect(book(slot)).rejects.toMatchObject({ fault: 'permission_missing' });
    control().revokeGrants();
    await expect(book(slot)).rejects.toMatchObject({ fault: 'grant_expired' });
  });

  it('books a colleague’s type, and finds it again among his events', async () => {
    const erins = await world.connect({ eventTypeId: eventTypeUri('55555555-5555-4555-8555-000000000004') });
    const slot = await freeSlot(erins);
    const [key, who] = [nextKey(), visitor()];
    const first = await book(slot, who, key, erins);
    expect(await book(slot, who, key, erins)).toMatchObject({
      externalId: (first as { externalId: string }).externalId,
    });
    expect(held()).toMatchObject([{ hostIds: [erinId] }]);
    expect(await world.module.bookings?.find(erins, key, slot, who.email)).toBe(
      (first as { externalId: string }).externalId,
    );
  });

  it('is made with fewer than five requests, so that a provider that takes a second for each keeps it under five', async () => {
    const slot = await freeSlot();
    const slow = await calendlyWorld();
    const on = await slow.connect();
    const before = slow.calendly.control.exchanges().length;
    expect(await slow.module.provider.book(on, slot, visitor(), nextKey())).toMatchObject({ kind: 'booked' });
    const requests = slow.calendly.control.exchanges().length - before;
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThan(5);
    await slow.close();
  });
});

itFitsTheOfficialDescription(official);
