import { asc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as mark } from '@/app/api/bookings/[id]/attendees/[attendeeId]/attendance/route';
import { GET as listRoute } from '@/app/api/bookings/route';
import { GET as cronRefresh } from '@/app/api/cron/funnel-refresh/route';
import { PATCH as patchRules } from '@/app/api/organization/attendance/route';
import { completeEndedMeetings } from '@/lib/attendance/complete-ended-meetings';
import { deriveAttendance } from '@/lib/attendance/derive-attendance';
import type { Booking } from '@/lib/contracts/bookings';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { MINUTE_MS } from '@/lib/time/units';
import { callRoute } from '@/tests/support/call-route';
import { type Caller, makeOrganization, signIn, type TestMember } from '@/tests/support/factories';
import { doQueuedWork, makeMeeting, peopleOf } from '@/tests/support/lead-scene';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let organizationId: string;
let member: TestMember;
let owner: Caller;

beforeAll(async () => {
  // The test does the queued work itself.
  world.override({ afterResponse: () => undefined });
});
beforeEach(async () => {
  const made = await makeOrganization(world);
  organizationId = made.organization.id;
  member = made.owner;
  owner = await signIn(world, made.owner);
  const now = world.clock.now();
  // Switched off: what it wants is kept, and goes nowhere.
  await world.db.insert(webhookEndpoints).values({
    id: world.deps.ids.make('webhookEndpoint'),
    organizationId,
    kind: 'standard',
    url: 'https://hooks.example.test',
    eventTypes: ['booking.completed', 'booking.failed', 'booking.no_show', 'booking.reopened', 'booking.rescheduled'],
    enabled: false,
    secret: 'none',
    createdAt: now,
    updatedAt: now,
  });
});

const jane = { name: 'Jane', email: 'jane@acme.test' };
const tom = { name: 'Tom', email: 'tom@acme.test' };

/** A meeting of half an hour that begins in so many minutes. */
function meetingIn(minutes: number, people = [jane], changes: Partial<typeof bookings.$inferInsert> = {}) {
  const start = new Date(world.clock.now().getTime() + minutes * MINUTE_MS);
  const endTime = new Date(start.getTime() + 30 * MINUTE_MS);
  return makeMeeting(world, organizationId, people, { startTime: start, endTime, dueAt: start, ...changes });
}

async function say(bookingId: string, showed_up: boolean | null, position = 0) {
  const person = (await peopleOf(world, bookingId))[position];
  const params = { id: bookingId, attendeeId: person?.id ?? '' };
  expect((await callRoute(mark, { as: owner, params, body: { showed_up } })).status).toBe(200);
}

async function cron(): Promise<Record<string, number>> {
  const answer = await cronRefresh(
    new Request(`${world.deps.config.appUrl}/api/cron/funnel-refresh`, {
      headers: { authorization: `Bearer ${world.deps.config.cronSecret}` },
    }),
  );
  const { counts } = (await answer.json()) as { counts: Record<string, number> };
  return counts;
}

async function standing(bookingId: string) {
  const [row] = await world.db.select().from(bookings).where(eq(bookings.id, bookingId));
  return [row?.status, row?.statusReason];
}

const settled = new Set(['completed', 'failed', 'reopened']);
async function timeline(bookingId: string) {
  const rows = await world.db
    .select()
    .from(bookingHistory)
    .where(eq(bookingHistory.bookingId, bookingId))
    .orderBy(asc(bookingHistory.at), asc(bookingHistory.id));
  return rows.filter(({ kind }) => settled.has(kind)).map(({ kind, detail }) => ({ kind, ...detail }));
}

/** What others were told of the booking, in order. */
async function told(bookingId: string): Promise<string[]> {
  await doQueuedWork(world);
  const rows = await world.db
    .select()
    .from(webhookMessages)
    .where(eq(webhookMessages.bookingId, bookingId))
    .orderBy(asc(webhookMessages.occurredAt), asc(webhookMessages.id));
  return rows.map(({ eventType }) => eventType);
}

describe('a meeting of which it is known who came', () => {
  it('is completed once its end has passed, and others are told', async () => {
    const id = await meetingIn(-10);
    await say(id, true);
    expect(await standing(id)).toEqual(['pending', null]);
    expect((await cron()).held).toBe(0);
    world.clock.advance(20 * MINUTE_MS);
    expect((await cron()).held).toBe(1);
    expect(await standing(id)).toEqual(['completed', null]);
    expect(await timeline(id)).toEqual([{ kind: 'completed', attendee: 'Jane', basis: 'manual' }]);
    expect((await cron()).held).toBe(0);
    expect(await told(id)).toEqual(['booking.completed']);
  });

  it('has failed as a no-show when nobody came', async () => {
    const id = await meetingIn(-60);
    await say(id, false);
    expect(await standing(id)).toEqual(['failed', 'no_show']);
    expect(await timeline(id)).toEqual([{ kind: 'failed', reason: 'no_show', attendee: 'Jane', basis: 'manual' }]);
    expect((await told(id)).toSorted()).toEqual(['booking.failed', 'booking.no_show']);
  });

  it('waits for everybody before it counts as a no-show, and for one alone before it is completed', async () => {
    const id = await meetingIn(-60, [jane, tom]);
    await say(id, false, 0);
    expect(await standing(id)).toEqual(['pending', null]);
    expect((await cron()).held).toBe(0);
    await say(id, true, 1);
    expect(await standing(id)).toEqual(['completed', null]);
    await say(id, false, 1);
    expect(await standing(id)).toEqual(['failed', 'no_show']);
  });

  it('follows every correction, and tells of each', async () => {
    const id = await meetingIn(-60);
    for (const showedUp of [true, false, null, true]) {
      await say(id, showedUp);
      world.clock.advance(1_000);
    }
    expect(await standing(id)).toEqual(['completed', null]);
    expect((await timeline(id)).map(({ kind }) => kind)).toEqual(['completed', 'failed', 'reopened', 'completed']);
    expect((await told(id)).filter((type) => type !== 'booking.no_show')).toEqual([
      'booking.completed',
      'booking.failed',
      'booking.reopened',
      'booking.completed',
    ]);
  });

  it('stays open while nobody says so, until the organization’s rule does', async () => {
    const id = await meetingIn(-120);
    await cron();
    expect(await standing(id)).toEqual(['pending', null]);
    const rules = { unmarked: 'no_show', unmarked_after_hours: 1 };
    expect((await callRoute(patchRules, { method: 'PATCH', as: owner, body: rules })).status).toBe(200);
    await cron();
    expect(await standing(id)).toEqual(['failed', 'no_show']);
    await say(id, true);
    expect(await standing(id)).toEqual(['completed', null]);
  });

  it('has other people: it is open again until they are known to have come', async () => {
    const id = await meetingIn(-60);
    await say(id, true);
    await world.db.execute(`update attendees set name = 'Tom', email = 'tom@acme.test' where booking_id = '${id}'`);
    const { ids, clock } = world.deps;
    const writer = { actor: { kind: 'cron', name: 'test' } as const, ids, now: clock.now() };
    await world.db.transaction((tx) => deriveAttendance(tx, writer, id));
    expect(await standing(id)).toEqual(['pending', null]);
  });

  it('settles nothing of a call, of what was cancelled or refused, or is not confirmed', async () => {
    const others = [
      { fulfilment: 'call', attendeePhone: '+12025550199' },
      { status: 'cancelled', statusReason: 'cancelled_by_user' },
      { status: 'failed', statusReason: 'slot_taken' },
      { statusReason: 'awaiting_confirmation' },
      { syncError: 'time_unknown' },
    ] as const;
    for (const changes of others) {
      const id = await meetingIn(-60, [jane], changes);
      const before = await standing(id);
      await say(id, true);
      expect((await cron()).held).toBe(0);
      expect(await standing(id)).toEqual(before);
      expect(await timeline(id)).toEqual([]);
    }
  });
});

describe('settled by several at once', () => {
  it('tells of it once', async () => {
    const id = await meetingIn(-29);
    await say(id, true);
    world.clock.advance(5 * MINUTE_MS);
    await Promise.all([
      completeEndedMeetings(world.deps),
      completeEndedMeetings(world.deps),
      completeEndedMeetings(world.deps),
      say(id, true),
    ]);
    expect(await standing(id)).toEqual(['completed', null]);
    expect(await timeline(id)).toHaveLength(1);
    expect(await told(id)).toEqual(['booking.completed']);
  });

  it('leaves nothing behind when it dies in between, and is done by the next run', async () => {
    const id = await meetingIn(-29);
    await say(id, true);
    await doQueuedWork(world);
    world.clock.advance(5 * MINUTE_MS);
    const { ids, clock } = world.deps;
    const writer = { actor: { kind: 'cron', name: 'test' } as const, ids, now: clock.now() };
    const dies = world.db.transaction(async (tx) => {
      await deriveAttendance(tx, writer, id);
      throw new Error('killed');
    });
    await expect(dies).rejects.toThrow('killed');
    expect(await standing(id)).toEqual(['pending', null]);
    expect(await told(id)).toEqual([]);
    await completeEndedMeetings(world.deps);
    expect(await told(id)).toEqual(['booking.completed']);
  });

  it('of opposite marks the later stands, whichever transaction was first', async () => {
    const id = await meetingIn(-60);
    await Promise.all([say(id, true), say(id, false), say(id, true)]);
    const [person] = await peopleOf(world, id);
    const expected = person?.showedUp ? ['completed', null] : ['failed', 'no_show'];
    expect(await standing(id)).toEqual(expected);
  });
});

describe('a held meeting', () => {
  it('is opened without its host when his time was given to another meanwhile', async () => {
    const host = { staffId: member.staffId, userId: member.id };
    const id = await meetingIn(-60, [jane], host);
    await say(id, true);
    const other = await meetingIn(-60, [tom], host);
    await say(id, null);
    expect(await standing(id)).toEqual(['pending', null]);
    const rows = await world.db.select().from(bookings).where(eq(bookings.organizationId, organizationId));
    expect(new Map(rows.map((row) => [row.id, row.staffId]))).toEqual(
      new Map([
        [id, null],
        [other, member.staffId],
      ]),
    );
  });

  it('is listed among the past ones, and so is one of which nobody knows; one that runs is not', async () => {
    const held = await meetingIn(-60);
    await say(held, true);
    const unknown = await meetingIn(-61, [tom]);
    const runs = await meetingIn(-5, [tom]);
    const list = async (view: string) => {
      const { body } = await callRoute<{ bookings: Booking[] }>(listRoute, {
        method: 'GET',
        as: owner,
        query: { view },
      });
      return body.bookings.map(({ id, status }) => [id, status]);
    };
    expect(await list('past')).toEqual([
      [held, 'completed'],
      [unknown, 'pending'],
    ]);
    expect(await list('upcoming')).toEqual([[runs, 'pending']]);
  });
});
