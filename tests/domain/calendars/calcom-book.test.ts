import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import type { ConnectionSettings } from '@/lib/db/schema/calendars';
import { eventType } from '@/sandbox/calcom/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalcomWorld, calcomConnection, calcomWorld } from '@/tests/support/calcom';

const official = officialCheck('calcom');
let world: CalcomWorld;
let serial = 0;

beforeAll(async () => {
  world = await calcomWorld({ requestsPerMinute: 10_000, onExchange: official.watch });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.calcom.control.reset();
  // Failures of one test do not open the circuit for the next.
  await world.kv.delete('circuit:calcom:open');
  await world.kv.delete('circuit:calcom:failures');
});

const provider = () => world.module.provider;
const control = () => world.calcom.control;
const range = () => ({ from: new Date(), to: new Date(Date.now() + 14 * 24 * 3_600_000) });
const visitor = (changes: Partial<Visitor> = {}): Visitor => ({
  name: 'Ada Lovelace',
  email: 'ada@visitors.test',
  timeZone: 'Europe/London',
  phone: '+442071234567',
  notes: 'by the side door',
  ...changes,
});
const nextKey = () => `bk_${++serial}`;
const connectionOf = (settings: ConnectionSettings = {}) => calcomConnection(world.calcom, settings);
const slotOf = async (connection: OpenConnection, nth = 3): Promise<Slot> => {
  const slot = (await provider().availableSlots(connection, range(), 'UTC'))[nth];
  if (!slot) throw new Error('no slot');
  return slot;
};
const liveAt = (start: Date) =>
  control()
    .bookings()
    .filter(({ start: at, status }) => status !== 'cancelled' && at.getTime() === start.getTime());
const creates = () => control().exchanges('bookings.create');

describe('what Cal.com is told', () => {
  it('names visitor, zone, telephone, notes and our id, after a hold of the slot', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const answer = await provider().book(connection, slot, visitor(), 'bk_told');
    const [booking] = liveAt(slot.start);
    expect(answer).toEqual({
      kind: 'booked',
      externalId: booking?.uid,
      detailsUrl: null,
      joinUrl: `https://app.cal.com/video/${booking?.uid}`,
      state: 'accepted',
    });
    expect(booking).toMatchObject({
      attendees: [{ name: 'Ada Lovelace', timeZone: 'Europe/London', phoneNumber: '+442071234567' }],
      responses: { notes: 'by the side door' },
      metadata: { slotline_booking_id: 'bk_told' },
    });
    const order = control()
      .exchanges()
      .map(({ operation }) => operation);
    expect(order).toEqual(['slots.list', 'reservations.create', 'bookings.create']);
    expect(creates()[0]?.requestHeaders['cal-api-version']).toBe('2026-02-25');
    expect(control().exchanges('slots.list')[0]?.requestHeaders['cal-api-version']).toBe('2024-09-04');
  });

  it('a type whose host confirms is pending', async () => {
    const connection = connectionOf({ eventTypeId: '4412' });
    expect(await provider().book(connection, await slotOf(connection), visitor(), nextKey())).toMatchObject({
      kind: 'booked',
      state: 'pending',
    });
  });

  it('a hold that cannot be had keeps nobody from booking; one that led to nothing is given back', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    control().addFault({ kind: 'status', status: 500, operation: 'reservations.create', count: 1 });
    expect(await provider().book(connection, slot, visitor(), nextKey())).toMatchObject({ kind: 'booked' });
    const other = await slotOf(connection, 5);
    control().addFault({ kind: 'slot-taken', operation: 'bookings.create', count: 1 });
    expect(await provider().book(connection, other, visitor(), nextKey())).toEqual({ kind: 'slot_taken' });
    expect(control().exchanges('reservations.delete')).toHaveLength(1);
  });
});

describe('a slot that is gone', () => {
  it.each([
    ['the sentence', {}],
    ['the bare conflict', { status: 409 }],
  ])('is slot_taken by %s', async (_, more) => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    control().addFault({ kind: 'slot-taken', operation: 'bookings.create', count: 1, ...more });
    expect(await provider().book(connection, slot, visitor(), nextKey())).toEqual({ kind: 'slot_taken' });
    expect(liveAt(slot.start)).toHaveLength(0);
  });

  it('is slot_taken for a stale list, a past start, and a start that the type no longer allows', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    await provider().book(connection, slot, visitor(), nextKey());
    control().addFault({ kind: 'stale-read', operation: 'slots.list', count: 1 });
    const stale = await slotOf(connection);
    expect(stale).toEqual(slot);
    expect(await provider().book(connection, stale, visitor({ email: 'bob@visitors.test' }), nextKey())).toEqual({
      kind: 'slot_taken',
    });
    const past = { start: new Date('2020-01-06T15:00:00Z'), end: new Date('2020-01-06T15:30:00Z') };
    expect(await provider().book(connection, past, visitor(), nextKey())).toEqual({ kind: 'slot_taken' });
    control().putEventType(eventType({ id: 1, title: 'Soon', lengthInMinutes: 30, ownerId: 77, windowDays: 1 }));
    const far = await slotOf(connection, 100);
    expect(await provider().book(connectionOf({ eventTypeId: '1' }), far, visitor(), nextKey())).toEqual({
      kind: 'slot_taken',
    });
  });

  it('10 who want it at once: one has it', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        provider().book(connection, slot, visitor({ email: `racer${i}@visitors.test` }), nextKey()),
      ),
    );
    expect(answers.filter(({ kind }) => kind === 'booked')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'slot_taken')).toHaveLength(9);
    expect(liveAt(slot.start)).toHaveLength(1);
  });
});

describe('an answer that is lost', () => {
  it.each(['commit-then-500', 'commit-then-drop', 'commit-then-timeout'] as const)(
    '%s: the booking is found, and not made twice',
    async (kind) => {
      const connection = connectionOf();
      const slot = await slotOf(connection);
      control().addFault({ kind, operation: 'bookings.create', count: 1 });
      const answer = await provider().book(connection, slot, visitor(), nextKey());
      expect(answer).toMatchObject({ kind: 'booked', externalId: liveAt(slot.start)[0]?.uid });
      expect(liveAt(slot.start)).toHaveLength(1);
      expect(creates()).toHaveLength(1);
    },
  );

  it('that came to nothing is asked for once more', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    control().addFault({ kind: 'drop', operation: 'bookings.create', count: 1 });
    expect(await provider().book(connection, slot, visitor(), nextKey())).toMatchObject({ kind: 'booked' });
    expect(liveAt(slot.start)).toHaveLength(1);
    expect(creates()).toHaveLength(2);
  });

  it('while the lists lag behind: the conflict is not taken for somebody else’s', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const key = nextKey();
    control().addFault({ kind: 'commit-then-drop', operation: 'bookings.create', count: 1 });
    control().addFault({ kind: 'stale-read', operation: 'bookings.list' });
    await expect(provider().book(connection, slot, visitor(), key)).rejects.toThrow(UncertainOutcome);
    control().clearFaults();
    expect(await provider().book(connection, slot, visitor(), key)).toMatchObject({ kind: 'booked' });
    expect(liveAt(slot.start)).toHaveLength(1);
  }, 20_000);

  it('and lists that cannot be read leave it uncertain, never "not booked"', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const key = nextKey();
    control().addFault({ kind: 'commit-then-drop', operation: 'bookings.create', count: 1 });
    control().addFault({ kind: 'status', status: 503, operation: 'bookings.list', count: 1 });
    await expect(provider().book(connection, slot, visitor(), key)).rejects.toThrow(UncertainOutcome);
    expect(await provider().book(connection, slot, visitor(), key)).toMatchObject({ kind: 'booked' });
    expect(liveAt(slot.start)).toHaveLength(1);
  }, 20_000);

  it('a repeat is looked up before anything is asked again, and found where it was moved to', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const later = await slotOf(connection, 9);
    const key = nextKey();
    const first = await provider().book(connection, slot, visitor(), key);
    if (first.kind !== 'booked') throw new Error('not booked');
    const moved = await world.module.bookings?.reschedule(connection, first.externalId, later);
    const again = await provider().book(connection, slot, visitor(), key);
    expect(moved).toEqual({ kind: 'moved', externalId: again.kind === 'booked' ? again.externalId : null });
    expect(creates()).toHaveLength(1);
  });

  it('a repeat of what was cancelled since makes no second booking', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const key = nextKey();
    const first = await provider().book(connection, slot, visitor(), key);
    if (first.kind !== 'booked') throw new Error('not booked');
    await world.module.bookings?.cancel(connection, first.externalId, 'ill');
    expect(await provider().book(connection, slot, visitor(), key)).toMatchObject({ externalId: first.externalId });
    expect(await world.module.bookings?.find(connection, key, slot, visitor().email)).toBeNull();
    expect(liveAt(slot.start)).toHaveLength(0);
  });
});

describe('what cannot be asked', () => {
  const fault = (name: string) => ({ code: 'provider_failed', fault: name });

  it('names what a person can mend', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const book = (settings: ConnectionSettings = {}) =>
      provider().book(connectionOf(settings), slot, visitor(), nextKey());
    await expect(book({ eventTypeId: undefined })).rejects.toMatchObject(fault('settings_incomplete'));
    await expect(book({ eventTypeId: '1234' })).rejects.toMatchObject(fault('event_type_missing'));
    const { apiKey = '' } = connection.credentials;
    control().expireKey(apiKey, new Date(0));
    await expect(provider().book(connection, slot, visitor(), nextKey())).rejects.toMatchObject(fault('grant_expired'));
    control().revokeKey(apiKey);
    await expect(provider().availableSlots(connection, range(), 'UTC')).rejects.toMatchObject(fault('grant_expired'));
    control().putKey(apiKey, 77);
    control().addFault({ kind: 'event-type-deleted', operation: 'slots.list' });
    await expect(provider().availableSlots(connection, range(), 'UTC')).rejects.toMatchObject(
      fault('event_type_missing'),
    );
  });

  it('tells no log what the visitor said, though Cal.com echoes it', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    const refused = await provider()
      .book(connection, slot, visitor({ email: 'no address', notes: 'my secret' }), nextKey())
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ ...fault('refused'), detail: 'HTTP 400 about attendee.email' });
    expect(JSON.stringify(refused) + String(refused)).not.toMatch(/Ada|secret|no address|cal_live/);
  });

  it('a block of a minute is not waited for, and nothing was booked', async () => {
    const connection = connectionOf();
    const slot = await slotOf(connection);
    control().addFault({ kind: 'block', seconds: 60, count: 1 });
    await expect(provider().book(connection, slot, visitor(), nextKey())).rejects.toMatchObject({
      code: 'provider_unavailable',
      extra: { reason: 'rate' },
    });
    expect(liveAt(slot.start)).toHaveLength(0);
  });
});

itFitsTheOfficialDescription(official);
