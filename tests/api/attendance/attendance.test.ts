import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { GET as getTrail, POST as mark } from '@/app/api/bookings/[id]/attendees/[attendeeId]/attendance/route';
import { PATCH as patchAttendee } from '@/app/api/bookings/[id]/attendees/[attendeeId]/route';
import { GET as getAttendees } from '@/app/api/bookings/[id]/attendees/route';
import { GET as cronRefresh } from '@/app/api/cron/funnel-refresh/route';
import { GET as getRules, PATCH as patchRules } from '@/app/api/organization/attendance/route';
import { recordEvent } from '@/lib/bookings/record-events';
import { ATTENDANCE_REPORTED } from '@/lib/calendars/job-names';
import type { AttendeeAttendance } from '@/lib/contracts/attendance';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { calls } from '@/lib/db/schema/calls';
import { enqueue } from '@/lib/jobs/enqueue';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { doQueuedWork, leadRow, makeCampaign, makeLead, makeMeeting, peopleOf } from '@/tests/support/lead-scene';
import { sharedWorld, worldOpensAt } from '@/tests/support/world';

const world = sharedWorld();
let organizationId: string;
let owner: Caller;
let viewer: Caller;
let leadId: string;

beforeEach(async () => {
  const made = await makeOrganization(world);
  organizationId = made.organization.id;
  owner = await signIn(world, made.owner);
  viewer = await signIn(world, await makeMember(world, made.organization, 'viewer'));
  const campaignId = await makeCampaign(world, organizationId);
  leadId = await makeLead(world, { organizationId, campaignId }, { email: 'jane@acme.test' });
});

const start = new Date(worldOpensAt.getTime() - 3_600_000);
const jane = { name: 'Jane', email: 'jane@acme.test' };

async function meeting(people = [jane], changes: Partial<typeof bookings.$inferInsert> = {}) {
  const booking = await makeMeeting(world, organizationId, people, {
    startTime: start,
    endTime: new Date(start.getTime() + 1_800_000),
    dueAt: start,
    ...changes,
  });
  await doQueuedWork(world);
  const [person] = await peopleOf(world, booking);
  return { booking, attendee: person?.id ?? '' };
}

type Body = { attendee: AttendeeAttendance } & Problem;
async function say(at: { booking: string; attendee: string }, showed_up: unknown, as: Caller | undefined = owner) {
  const params = { id: at.booking, attendeeId: at.attendee };
  const answer = await callRoute<Body>(mark, { as, params, body: { showed_up } });
  // What the route left for after its answer would take the test's own work out of its hands.
  await world.settle();
  return answer;
}

async function report(
  bookingId: string,
  kind: string,
  attendeeEmail: string | null,
  minute = 0,
  webhookEventId: string | null = world.deps.ids.make('webhookEvent'),
) {
  const { ids, clock } = world.deps;
  await world.db.transaction((tx) =>
    enqueue(
      tx,
      { ids, now: clock.now() },
      {
        name: ATTENDANCE_REPORTED,
        key: ids.make('job'),
        organizationId,
        payload: {
          bookingId,
          source: 'calcom',
          kind,
          attendeeEmail,
          at: new Date(start.getTime() + minute * 60_000).toISOString(),
          webhookEventId,
        },
        runAt: clock.now(),
      },
    ),
  );
  await doQueuedWork(world);
}

async function callEnded(bookingId: string, facts: Partial<typeof calls.$inferInsert>) {
  const { ids, clock } = world.deps;
  const now = clock.now();
  await world.db.transaction(async (tx) => {
    await tx.insert(calls).values({
      id: ids.make('call'),
      organizationId,
      bookingId,
      attempt: 1,
      status: 'completed',
      callOrder: 'operator_first',
      operatorPhone: '+12025550198',
      attendeePhone: '+12025550199',
      fromPhone: '+12025550100',
      voice: { record: true, transcribe: false, translate: false, survey: false, qa: false },
      gates: [],
      dueAt: start,
      intentAt: start,
      endedAt: now,
      createdAt: now,
      updatedAt: now,
      ...facts,
    });
    await recordEvent(
      tx,
      { actor: { kind: 'cron', name: 'test' }, ids, now },
      { organizationId, bookingId, kind: facts.failureReason ? 'failed' : 'completed' },
    );
  });
  await doQueuedWork(world);
}

const showedUp = async (bookingId: string) => (await peopleOf(world, bookingId)).map((person) => person.showedUp);
const kinds = async (bookingId: string) =>
  (await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, bookingId))).map(({ kind }) => kind);

describe('a person says who came', () => {
  it('and it shows on the attendee, the lead and the timeline, with the trail of corrections', async () => {
    const at = await meeting();
    const first = await say(at, true);
    expect([first.status, first.body.attendee.showed_up, first.body.attendee.said]).toEqual([200, true, true]);
    expect((await leadRow(world, leadId)).showedAt).toEqual(start);
    world.clock.advance(60_000);
    const second = await say(at, false);
    expect(second.body.attendee.showed_up).toBe(false);
    expect(await leadRow(world, leadId)).toMatchObject({ showedAt: null, noShowAt: start });
    const trail = await callRoute<Body>(getTrail, {
      as: viewer,
      params: { id: at.booking, attendeeId: at.attendee },
    });
    expect(trail.body.attendee.evidence.map(({ says, decides }) => [says, decides])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(trail.body.attendee.evidence[0]?.by).toMatch(/^Owner of/);
    expect(await kinds(at.booking)).toEqual(expect.arrayContaining(['showed', 'no_show']));
  });

  it('and takes it back', async () => {
    const at = await meeting();
    await say(at, false);
    world.clock.advance(1_000);
    const { body } = await say(at, null);
    expect([body.attendee.showed_up, body.attendee.said]).toEqual([null, null]);
    expect((await leadRow(world, leadId)).noShowAt).toBeNull();
  });

  it('of each attendee on its own', async () => {
    const at = await meeting([jane, { name: 'Tom', email: 'tom@acme.test' }]);
    await say(at, true);
    expect(await showedUp(at.booking)).toEqual([true, null]);
  });

  it('only with the permission, a session, a readable body and a booking of one’s own', async () => {
    const at = await meeting();
    expect((await say(at, true, viewer)).status).toBe(403);
    expect((await say(at, true, {})).status).toBe(401);
    expect((await say(at, 'yes')).status).toBe(400);
    expect((await say({ ...at, attendee: 'att_other' }, true)).status).toBe(404);
    expect((await say({ ...at, booking: 'bk_other' }, true)).status).toBe(404);
  });

  it('and writes down what was said at the meeting', async () => {
    const at = await meeting();
    const params = { id: at.booking, attendeeId: at.attendee };
    const body = { meeting_notes: 'Wants 40 seats' };
    const saved = await callRoute<Body>(patchAttendee, { method: 'PATCH', as: owner, params, body });
    expect(saved.body.attendee.meeting_notes).toBe('Wants 40 seats');
    const listed = await callRoute<{ attendees: AttendeeAttendance[] }>(getAttendees, {
      as: viewer,
      params: { id: at.booking },
    });
    expect(listed.body.attendees).toMatchObject([{ meeting_notes: 'Wants 40 seats', lead_id: leadId }]);
    expect((await callRoute(patchAttendee, { method: 'PATCH', as: viewer, params, body })).status).toBe(403);
  });
});

describe('what the calendar says', () => {
  it('marks a no-show, and unmarks it', async () => {
    const { booking } = await meeting();
    await report(booking, 'no_show_marked', 'JANE@acme.test', 40);
    expect(await showedUp(booking)).toEqual([false]);
    await report(booking, 'no_show_unmarked', 'jane@acme.test', 50);
    expect(await showedUp(booking)).toEqual([null]);
  });

  it('comes to the same in the other order', async () => {
    const { booking } = await meeting();
    await report(booking, 'no_show_unmarked', 'jane@acme.test', 50);
    await report(booking, 'no_show_marked', 'jane@acme.test', 40);
    expect(await showedUp(booking)).toEqual([null]);
  });

  it('is one fact, whether it was told or read, and however often', async () => {
    const at = await meeting();
    await report(at.booking, 'no_show_marked', 'jane@acme.test', 40);
    await report(at.booking, 'no_show_marked', 'jane@acme.test', 40, null);
    const trail = await callRoute<Body>(getTrail, { as: owner, params: { id: at.booking, attendeeId: at.attendee } });
    expect(trail.body.attendee.evidence.map(({ kind, says }) => [kind, says])).toEqual([['no_show_marked', false]]);
  });

  it('does not outweigh a person', async () => {
    const at = await meeting();
    await say(at, true);
    await report(at.booking, 'no_show_marked', 'jane@acme.test', 400);
    expect(await showedUp(at.booking)).toEqual([true]);
  });

  it('leaves a meeting that ended without a mark open, until the organization’s rule decides', async () => {
    const { booking } = await meeting();
    await report(booking, 'meeting_ended', null, 30);
    const cron = () =>
      cronRefresh(
        new Request(`${world.deps.config.appUrl}/api/cron/funnel-refresh`, {
          headers: { authorization: `Bearer ${world.deps.config.cronSecret}` },
        }),
      );
    await cron();
    expect(await showedUp(booking)).toEqual([null]);
    const rules = { unmarked: 'showed', unmarked_after_hours: 1 };
    expect((await callRoute(patchRules, { method: 'PATCH', as: owner, body: rules })).status).toBe(200);
    await cron();
    expect(await showedUp(booking)).toEqual([null]);
    world.clock.advance(3_600_000);
    expect((await cron()).status).toBe(200);
    expect(await showedUp(booking)).toEqual([true]);
    await report(booking, 'no_show_marked', 'jane@acme.test', 35);
    expect(await showedUp(booking)).toEqual([false]);
  });
});

describe('what our own call says', () => {
  const byCall = { fulfilment: 'call', attendeePhone: '+12025550199' } as const;

  it('answered and talked for a few seconds is showed, at the minute they met', async () => {
    const { booking } = await meeting([jane], { ...byCall, status: 'completed' });
    const bridgedAt = new Date(start.getTime() + 20_000);
    await callEnded(booking, { talkSeconds: 5, bridgedAt });
    expect(await peopleOf(world, booking)).toMatchObject([{ showedUp: true, showTime: bridgedAt }]);
    expect((await leadRow(world, leadId)).showedAt).toEqual(bridgedAt);
  });

  it('a shorter talk decides nothing', async () => {
    const { booking } = await meeting([jane], { ...byCall, status: 'completed' });
    await callEnded(booking, { talkSeconds: 4, bridgedAt: start });
    expect(await showedUp(booking)).toEqual([null]);
  });

  it('not taken is a no-show by the organization’s rule alone', async () => {
    const missed = { status: 'no-answer', failureReason: 'attendee_no_answer' } as const;
    const open = await meeting([jane], { ...byCall, status: 'failed' });
    await callEnded(open.booking, missed);
    expect(await showedUp(open.booking)).toEqual([null]);
    await callRoute(patchRules, { method: 'PATCH', as: owner, body: { unanswered_is_no_show: true } });
    const ruled = await meeting([jane], { ...byCall, status: 'failed' });
    await callEnded(ruled.booking, missed);
    expect(await showedUp(ruled.booking)).toEqual([false]);
  });
});

describe('a meeting that is moved', () => {
  it('is open again: what was said was of the other time', async () => {
    const at = await meeting();
    await say(at, false);
    const later = new Date(start.getTime() + 86_400_000);
    const { ids, clock } = world.deps;
    await world.db.transaction(async (tx) => {
      await tx
        .update(bookings)
        .set({ startTime: later, endTime: new Date(later.getTime() + 1_800_000) })
        .where(eq(bookings.id, at.booking));
      await recordEvent(
        tx,
        { actor: { kind: 'cron', name: 'test' }, ids, now: clock.now() },
        { organizationId, bookingId: at.booking, kind: 'rescheduled' },
      );
    });
    await doQueuedWork(world);
    expect(await showedUp(at.booking)).toEqual([null]);
    expect((await leadRow(world, leadId)).noShowAt).toBeNull();
  });
});

describe('the rules of attendance', () => {
  it('stand at five seconds and nothing assumed, until somebody with the permission changes them', async () => {
    const { body } = await callRoute(getRules, { as: viewer });
    expect(body.rules).toEqual({
      talk_seconds: 5,
      unanswered_is_no_show: false,
      unmarked: 'pending',
      unmarked_after_hours: 24,
    });
    const change = (as: Caller | undefined, rules: unknown) =>
      callRoute(patchRules, { method: 'PATCH', as, body: rules }).then(({ status }) => status);
    expect(await change(viewer, { talk_seconds: 10 })).toBe(403);
    expect(await change(undefined, { talk_seconds: 10 })).toBe(401);
    expect(await change(owner, { talk_seconds: 0 })).toBe(400);
    expect(await change(owner, { talk_seconds: 10 })).toBe(200);
  });
});
