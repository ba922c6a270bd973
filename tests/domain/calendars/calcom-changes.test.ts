import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection, Slot } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import type { FactsFacet, ProviderModule } from '@/lib/calendars/provider-module';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalcomWorld, calcomConnection, calcomWorld } from '@/tests/support/calcom';

const official = officialCheck('calcom');
let world: CalcomWorld;
let serial = 0;
let passed = 0;
/** The simulator's time: ours, and what a test let pass. */
const now = () => new Date(Date.now() + passed);

beforeAll(async () => {
  world = await calcomWorld({ requestsPerMinute: 10_000, now, onExchange: official.watch });
});
afterAll(() => world.close());
beforeEach(async () => {
  passed = 0;
  world.calcom.control.reset();
  await world.kv.delete('circuit:calcom:failures');
});

const control = () => world.calcom.control;
const connectionOf = () => calcomConnection(world.calcom);
const bookings = () => world.module.bookings as NonNullable<ProviderModule['bookings']>;
const changes = () => world.module.changes as FactsFacet;
const slotsOf = (connection: OpenConnection) =>
  world.module.provider.availableSlots(
    connection,
    { from: now(), to: new Date(now().getTime() + 14 * 24 * 3_600_000) },
    'UTC',
  );
async function made(connection: OpenConnection, nth = 3): Promise<{ uid: string; slot: Slot; others: Slot[] }> {
  const slots = await slotsOf(connection);
  const slot = slots[nth];
  if (!slot) throw new Error('no slot');
  serial += 1;
  const visitor = { name: 'Ada', email: 'ada@visitors.test', timeZone: 'UTC', phone: null, notes: null };
  const answer = await world.module.provider.book(connection, slot, visitor, `bk_change${serial}`);
  if (answer.kind !== 'booked') throw new Error(answer.kind);
  return { uid: answer.externalId, slot, others: slots.slice(nth + 2) };
}
const stateOf = (uid: string) =>
  control()
    .bookings()
    .find((booking) => booking.uid === uid);
const nth = (slots: Slot[], index: number): Slot => {
  const slot = slots[index];
  if (!slot) throw new Error('too few slots');
  return slot;
};

describe('moving', () => {
  it('gives the new id, asks nobody to confirm, and may be repeated', async () => {
    const connection = connectionOf();
    const { uid, others } = await made(connection);
    const target = nth(others, 0);
    const first = await bookings().reschedule(connection, uid, target);
    const again = await bookings().reschedule(connection, uid, target);
    expect(again).toEqual(first);
    expect(control().exchanges('bookings.reschedule')).toHaveLength(1);
    expect(control().exchanges('bookings.reschedule')[0]?.requestBody).toMatchObject({
      rescheduledBy: 'dana@example.test',
    });
    const further = await bookings().reschedule(connection, uid, nth(others, 1));
    expect(further.kind === 'moved' && stateOf(further.externalId)?.status).toBe('accepted');
    expect(
      control()
        .bookings()
        .filter(({ status }) => status === 'accepted'),
    ).toHaveLength(1);
  });

  it.each(['commit-then-drop', 'commit-then-500', 'drop'] as const)(
    'bears %s: one booking, at the new time',
    async (kind) => {
      const connection = connectionOf();
      const { uid, others } = await made(connection);
      control().addFault({ kind, operation: 'bookings.reschedule', count: 1 });
      const moved = await bookings().reschedule(connection, uid, nth(others, 0));
      const live = control()
        .bookings()
        .filter(({ status }) => status === 'accepted');
      expect(live).toHaveLength(1);
      expect(moved).toEqual({ kind: 'moved', externalId: live[0]?.uid });
      expect(live[0]?.start).toEqual(nth(others, 0).start);
    },
  );

  it('to a taken time leaves it; what is cancelled or unknown is gone', async () => {
    const connection = connectionOf();
    const { uid } = await made(connection);
    const other = await made(connection, 6);
    control().addFault({ kind: 'stale-read', operation: 'slots.list' });
    expect(await bookings().reschedule(connection, uid, other.slot)).toEqual({ kind: 'slot_taken' });
    expect(stateOf(uid)?.status).toBe('accepted');
    await bookings().cancel(connection, uid, 'ill');
    expect(await bookings().reschedule(connection, uid, other.slot)).toEqual({ kind: 'gone' });
    expect(await bookings().reschedule(connection, 'nobody', other.slot)).toEqual({ kind: 'gone' });
  });

  it('that stays in doubt says so', async () => {
    const connection = connectionOf();
    const { uid, others } = await made(connection);
    control().addFault({ kind: 'drop', operation: 'bookings.reschedule' });
    await expect(bookings().reschedule(connection, uid, nth(others, 0))).rejects.toThrow(UncertainOutcome);
  });
});

describe('cancelling', () => {
  it('may be repeated, bears a lost answer, and what is not there counts as cancelled', async () => {
    const connection = connectionOf();
    const { uid } = await made(connection);
    control().addFault({ kind: 'commit-then-drop', operation: 'bookings.cancel', count: 1 });
    await bookings().cancel(connection, uid, 'ill');
    await bookings().cancel(connection, uid, 'ill');
    await bookings().cancel(connection, 'nobody', 'ill');
    expect(stateOf(uid)).toMatchObject({ status: 'cancelled', cancellationReason: 'ill' });
  });

  it('follows a booking that was moved at Cal.com', async () => {
    const connection = connectionOf();
    const { uid, others } = await made(connection);
    const moved = await bookings().reschedule(connection, uid, nth(others, 0));
    await bookings().cancel(connection, uid, 'ill');
    expect(moved.kind === 'moved' && stateOf(moved.externalId)?.status).toBe('cancelled');
  });

  it('what is over already is left alone', async () => {
    const connection = connectionOf();
    const { uid } = await made(connection);
    passed = 20 * 24 * 3_600_000;
    await bookings().cancel(connection, uid, 'ill');
    expect(stateOf(uid)?.status).toBe('accepted');
  });
});

it('absence is marked after the start, and refused before', async () => {
  const connection = connectionOf();
  const { uid } = await made(connection);
  const mark = () => bookings().markAbsent?.(connection, uid, 'ada@visitors.test');
  await expect(mark()).rejects.toMatchObject({ fault: 'refused' });
  passed = 20 * 24 * 3_600_000;
  await mark();
  await mark();
  expect(stateOf(uid)?.attendees[0]?.absent).toBe(true);
});

describe('reading what changed', () => {
  it('begins now, and then tells each change with its new id, start and state', async () => {
    const connection = connectionOf();
    const { cursor } = await changes().list(connection, null);
    const kept = await made(connection);
    const moved = await made(connection, 5);
    const gone = await made(connection, 7);
    const target = nth(moved.others, 8);
    const answer = await bookings().reschedule(connection, moved.uid, target);
    await bookings().cancel(connection, gone.uid, 'ill');
    const page = await changes().list(connection, cursor);
    const of = (uid: string) => page.bookings.find(({ externalId }) => externalId === uid)?.facts;
    const time = ({ start, end }: Slot) => ({ start: start.toISOString(), end: end.toISOString() });
    expect(of(kept.uid)).toMatchObject([
      {
        externalId: kept.uid,
        life: 'accepted',
        details: { ...time(kept.slot), joinUrl: `https://app.cal.com/video/${kept.uid}` },
      },
    ]);
    const newUid = answer.kind === 'moved' ? answer.externalId : '';
    expect(of(moved.uid)).toMatchObject([{ movedTo: newUid }]);
    expect(of(newUid)).toMatchObject([
      { life: 'accepted', movedFrom: moved.uid, details: { start: target.start.toISOString() } },
    ]);
    expect(of(gone.uid)).toMatchObject([{ life: 'cancelled' }]);
    expect(Date.parse(page.cursor)).toBeGreaterThanOrEqual(Date.parse(cursor));
  });

  it('goes on where it was, repeats rather than misses, and comes to rest', async () => {
    const connection = connectionOf();
    const start = (await changes().list(connection, null)).cursor;
    const { uid } = await made(connection);
    const first = await changes().list(connection, start);
    expect(first.bookings.map(({ externalId }) => externalId)).toEqual([uid]);
    passed = 10 * 60_000;
    await bookings().cancel(connection, uid, 'ill');
    const second = await changes().list(connection, first.cursor);
    expect(second.bookings).toMatchObject([{ externalId: uid, facts: [{ life: 'cancelled' }] }]);
    expect((await changes().list(connection, 'nonsense')).bookings).toEqual([]);
  });

  it('reads every page, also when hundreds changed at one instant', async () => {
    const connection = connectionOf();
    const { uid } = await made(connection);
    const original = stateOf(uid);
    if (!original) throw new Error('no booking');
    const at = now();
    for (let i = 0; i < 230; i += 1)
      control().putBooking({
        ...original,
        id: original.id + 1 + i,
        uid: `copy${String(i).padStart(18, '0')}`,
        updatedAt: at,
        rescheduledToUid: null,
      });
    const page = await changes().list(connection, new Date(at.getTime() - 60_000).toISOString());
    expect(page.bookings).toHaveLength(231);
    expect(page.cursor).toBe(at.toISOString());
  });
});

itFitsTheOfficialDescription(official);
