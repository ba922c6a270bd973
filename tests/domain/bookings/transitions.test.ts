import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Change, changeStatus, endedAtProvider, NO_SHOW, transitions } from '@/lib/bookings/lifecycle';
import { bookings } from '@/lib/db/schema/bookings';
import { makeOrganization } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await insertStates();
});
afterAll(() => world.close());

/** A booking in every state that decides what may follow. */
const states = {
  'pending call': { status: 'pending', fulfilment: 'call', statusReason: 'attendee_busy' },
  'pending meeting': { status: 'pending', fulfilment: 'meeting', statusReason: null },
  'call under way': { status: 'calling', fulfilment: 'call', statusReason: null },
  'completed call': { status: 'completed', fulfilment: 'call', statusReason: null },
  'held meeting': { status: 'completed', fulfilment: 'meeting', statusReason: null },
  'failed call': { status: 'failed', fulfilment: 'call', statusReason: 'missed' },
  'no-show': { status: 'failed', fulfilment: 'meeting', statusReason: NO_SHOW },
  'refused meeting': { status: 'failed', fulfilment: 'meeting', statusReason: 'slot_taken' },
  'cancelled booking': { status: 'cancelled', fulfilment: 'meeting', statusReason: 'cancelled_by_user' },
} as const;
type State = keyof typeof states;

async function insertStates(): Promise<void> {
  const { organization } = await makeOrganization(world);
  const at = world.clock.now();
  await world.db.insert(bookings).values(
    Object.entries(states).map(([id, columns]) => ({
      id,
      ...columns,
      organizationId: organization.id,
      source: 'api' as const,
      title: id,
      startTime: at,
      endTime: new Date(at.getTime() + 60_000),
      durationMinutes: 1,
      attendeeName: 'A',
      attendeePhone: '+12025550100',
      dueAt: at,
      createdAt: at,
      updatedAt: at,
    })),
  );
}

const PENDING: State[] = ['pending call', 'pending meeting'];
const OPEN: State[] = [...PENDING, 'held meeting', 'no-show'];

class Undone extends Error {}

/** What a transition makes of all states at once; undone afterwards. */
async function outcomeOf(name: Change, reason: string | null | undefined): Promise<Partial<Record<State, unknown>>> {
  const rows: { id: string; status: string; statusReason: string | null }[] = [];
  await world.db
    .transaction(async (tx) => {
      const change = { where: inArray(bookings.id, Object.keys(states)), reason, set: { updatedAt: new Date(0) } };
      const made = await changeStatus(tx, name, change as Parameters<typeof changeStatus<typeof name>>[2]).returning();
      rows.push(...made.map(({ id, status, statusReason }) => ({ id, status, statusReason })));
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return Object.fromEntries(rows.map(({ id, status, statusReason }) => [id, [status, statusReason]]));
}

const expected: Record<Change, { from: State[]; to: string; reason: string | null | undefined }> = {
  edit: { from: PENDING, to: 'pending', reason: undefined },
  move: { from: PENDING, to: 'pending', reason: null },
  claim: { from: PENDING, to: 'calling', reason: null },
  release: { from: ['call under way'], to: 'pending', reason: null },
  retry: { from: ['call under way'], to: 'pending', reason: 'attendee_busy' },
  complete: { from: ['call under way'], to: 'completed', reason: null },
  fail: { from: ['call under way'], to: 'failed', reason: 'attendee_failed' },
  miss: { from: PENDING, to: 'failed', reason: 'missed' },
  cancel: { from: PENDING, to: 'cancelled', reason: 'cancelled_by_user' },
  restore: { from: ['cancelled booking'], to: 'pending', reason: null },
  reject: { from: PENDING, to: 'failed', reason: 'link_given' },
  meetingHeld: { from: ['pending meeting', 'no-show'], to: 'completed', reason: null },
  meetingNoShow: { from: ['pending meeting', 'held meeting'], to: 'failed', reason: NO_SHOW },
  reopenMeeting: { from: ['held meeting', 'no-show'], to: 'pending', reason: null },
  moveAtProvider: { from: OPEN, to: 'pending', reason: undefined },
  confirmAtProvider: { from: OPEN, to: 'pending', reason: 'awaiting_confirmation' },
  cancelAtProvider: { from: OPEN, to: 'cancelled', reason: endedAtProvider.rejected },
  describeEnded: { from: ['cancelled booking'], to: 'cancelled', reason: endedAtProvider.cancelled },
  restoreAtProvider: { from: ['cancelled booking'], to: 'pending', reason: null },
};

describe('a transition changes the bookings that it may start from, and no others', () => {
  it.each(Object.entries(expected))('%s', async (name, { from, to, reason }) => {
    const kept = (state: State) => (states[state].status === 'pending' ? states[state].statusReason : null);
    const after = from.map((state) => [state, [to, reason === undefined ? kept(state) : reason]]);
    expect(await outcomeOf(name as Change, reason)).toEqual(Object.fromEntries(after));
  });

  it('is listed for every status that it starts from', () => {
    const listed = Object.entries(transitions).flatMap(([name, { from }]) =>
      from ? [[name, [...from.statuses].sort()]] : [],
    );
    const starts = Object.entries(expected).map(([name, { from }]) => [
      name,
      [...new Set(from.map((state) => states[state].status))].sort(),
    ]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(starts));
  });

  it('leaves bookings alone that it was not asked to change', async () => {
    const before = await world.db.select().from(bookings).where(eq(bookings.id, 'pending meeting'));
    await changeStatus(world.db, 'cancel', { where: eq(bookings.id, 'nobody'), set: { updatedAt: new Date(0) } });
    expect(await world.db.select().from(bookings).where(eq(bookings.id, 'pending meeting'))).toEqual(before);
  });
});
