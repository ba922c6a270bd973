import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { GET as readFunnel } from '@/app/api/funnel/route';
import { GET as findCandidates } from '@/app/api/unmatched-bookings/[id]/candidates/route';
import { POST as dismiss } from '@/app/api/unmatched-bookings/[id]/dismiss/route';
import { POST as link } from '@/app/api/unmatched-bookings/[id]/link/route';
import { POST as restore } from '@/app/api/unmatched-bookings/[id]/restore/route';
import { POST as unlink } from '@/app/api/unmatched-bookings/[id]/unlink/route';
import { GET as list } from '@/app/api/unmatched-bookings/route';
import { listAttendees } from '@/lib/attendance/attendance-queries';
import type { FunnelResponse } from '@/lib/contracts/funnel';
import type { FindCandidatesResponse, ListUnmatchedResponse, MatchWire } from '@/lib/contracts/unmatched-bookings';
import { trustedOrgId } from '@/lib/core/context';
import { attendees, matchDecisions } from '@/lib/db/schema/bookings';
import { getLead } from '@/lib/leads/lead-queries';
import { countUnmatchedPeople } from '@/lib/leads/matching/unmatched-queries';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeApiKey,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
} from '@/tests/support/factories';
import {
  cancelMeeting,
  doQueuedWork,
  leadRow,
  makeCampaign,
  makeLead,
  makeMeeting,
  peopleOf,
} from '@/tests/support/lead-scene';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let owner: TestMember;
let caller: Caller;
let organizationId: string;
let campaign: { organizationId: string; campaignId: string };

beforeEach(async () => {
  ({ owner } = await makeOrganization(world));
  organizationId = owner.organizationId;
  caller = await signIn(world, owner);
  campaign = { organizationId, campaignId: await makeCampaign(world, organizationId) };
});

const jane = { email: 'jane.doe@acme.test', firstName: 'Jane', lastName: 'Doe', company: 'Acme Inc.' };

/** Somebody on a new booking whose lead matching cannot tell. */
async function unmatched(name = 'Jane Doe', email = 'jd@gmail.com'): Promise<string> {
  const booking = await makeMeeting(world, organizationId, [{ name, email }]);
  await doQueuedWork(world);
  return (await peopleOf(world, booking))[0]?.id ?? '';
}

const listed = async (query: Record<string, string> = {}) =>
  (await callRoute<ListUnmatchedResponse>(list, { as: caller, query })).body;
const post = (handler: typeof link | typeof unlink, id: string, body?: unknown, as = caller) =>
  callRoute<{ match: MatchWire } & Problem>(handler, { method: 'POST', as, params: { id }, body });
const linked = (id: string, lead_id: string) => post(link, id, { lead_id });

describe('the queue of unmatched people', () => {
  it('shows each with who it could be, the score and what agreed', async () => {
    const lead = await makeLead(world, campaign, jane);
    const id = await unmatched();
    const { unmatched_bookings, total } = await listed();
    expect(total).toEqual({ count: 1, capped: false });
    expect(unmatched_bookings).toMatchObject([
      {
        id,
        name: 'Jane Doe',
        booking: { title: 'Demo', status: 'pending', source: 'calcom' },
        candidates: [
          { lead: { id: lead, name: 'Jane Doe', email: jane.email, campaign: { name: 'Spring' } }, score: 0.55 },
        ],
      },
    ]);
    expect(unmatched_bookings[0]?.candidates[0]?.reasons).toEqual([
      { field: 'name', verdict: 'same' },
      { field: 'email', verdict: 'differs' },
    ]);
  });

  it('holds nobody of a cancelled booking, nobody who is matched, nobody who was not looked for yet', async () => {
    await makeLead(world, campaign, jane);
    const booking = await makeMeeting(world, organizationId, [{ name: 'Stranger' }]);
    await makeMeeting(world, organizationId, [{ name: 'Jane', email: jane.email }]);
    await doQueuedWork(world);
    expect((await listed()).unmatched_bookings.map(({ name }) => name)).toEqual(['Stranger']);
    await cancelMeeting(world, booking);
    await doQueuedWork(world);
    await makeMeeting(world, organizationId, [{ name: 'Too early' }]);
    expect((await listed()).unmatched_bookings).toEqual([]);
  });

  it('counts people for the tab: an email on several bookings is one, those without an email are each their own', async () => {
    const twice = [{ name: 'Jane Doe', email: 'jd@gmail.com' }];
    await makeMeeting(world, organizationId, twice);
    await makeMeeting(world, organizationId, [{ name: 'J. Doe', email: 'JD@gmail.com' }, { name: 'Sam' }]);
    await makeMeeting(world, organizationId, [{ name: 'Sam' }]);
    await doQueuedWork(world);
    const ctx = { db: world.db, org: trustedOrgId(organizationId) };
    expect(await countUnmatchedPeople(ctx)).toEqual({ count: 3, capped: false });
    expect((await listed()).total).toEqual({ count: 4, capped: false });
  });

  it('comes in pages, everybody once', async () => {
    const people = Array.from({ length: 7 }, (_, i) => ({ name: `Person ${'abcdefg'[i]}` }));
    await makeMeeting(world, organizationId, people);
    await doQueuedWork(world);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listed({ limit: '3', ...(cursor ? { cursor } : {}) });
      seen.push(...page.unmatched_bookings.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  it('finds other leads by a text and compares them', async () => {
    const lead = await makeLead(world, campaign, { ...jane, email: 'someone@else.test', lastName: 'Married' });
    const id = await unmatched('Jane Doe');
    const { body } = await callRoute<FindCandidatesResponse>(findCandidates, {
      as: caller,
      params: { id },
      query: { q: 'married ACME' },
    });
    expect(body.candidates.map((one) => one.lead.id)).toEqual([lead]);
  });

  it.each([
    ['a limit of none', { limit: '0' }],
    ['a view that is none', { view: 'all' }],
    ['a cursor that no list gave out', { cursor: '!' }],
  ])('refuses %s', async (_, query) => {
    expect((await callRoute(list, { as: caller, query })).status).toBe(400);
  });
});

describe('linking by hand', () => {
  it('counts the booking for the lead, keeps who decided, and is undone to what was before', async () => {
    const lead = await makeLead(world, campaign, jane);
    const id = await unmatched();
    const { status, body } = await linked(id, lead);
    expect([status, body.match]).toMatchObject([200, { lead_id: lead, method: 'manual', score: 1 }]);
    expect((await leadRow(world, lead)).bookingId).toBe(body.match.booking_id);
    expect((await listed()).unmatched_bookings).toEqual([]);

    const undone = await post(unlink, id);
    expect([undone.status, undone.body.match.lead_id]).toEqual([200, null]);
    expect(await leadRow(world, lead)).toMatchObject({ bookingId: null, bookedAt: null });
    expect((await listed()).unmatched_bookings.map((one) => one.id)).toEqual([id]);
    const decisions = await world.db.select().from(matchDecisions).where(eq(matchDecisions.attendeeId, id));
    expect(decisions.map(({ kind, before, after }) => [kind, before.lead_id, after.lead_id])).toEqual([
      ['link', null, lead],
      ['unlink', lead, null],
    ]);
    expect(decisions[0]?.actor).toMatchObject({ kind: 'user', userId: owner.id });
  });

  it('stays when matching looks again and would say otherwise', async () => {
    const lead = await makeLead(world, campaign, { ...jane, email: 'other@acme.test', firstName: 'Max' });
    const id = await unmatched();
    await linked(id, lead);
    await makeLead(world, campaign, { ...jane, email: 'jd@gmail.com' });
    await doQueuedWork(world);
    expect((await leadRow(world, lead)).bookingId).not.toBeNull();
  });

  it('said twice is said once; said of another lead meanwhile is a conflict', async () => {
    const lead = await makeLead(world, campaign, jane);
    const other = await makeLead(world, campaign, { ...jane, email: 'max@acme.test', firstName: 'Max' });
    const id = await unmatched();
    await linked(id, lead);
    expect((await linked(id, lead)).status).toBe(200);
    expect(await world.db.select().from(matchDecisions).where(eq(matchDecisions.attendeeId, id))).toHaveLength(1);
    const refused = await linked(id, other);
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
  });

  it('taken from an automatic match holds against matching, until a person links again', async () => {
    const lead = await makeLead(world, campaign, jane);
    const booking = await makeMeeting(world, organizationId, [{ name: 'Jane', email: jane.email }]);
    await doQueuedWork(world);
    const id = (await peopleOf(world, booking))[0]?.id ?? '';
    const { attendees: people } = await listAttendees({ db: world.db, org: trustedOrgId(organizationId) }, booking);
    expect(people).toMatchObject([{ id, lead_id: lead, lead_name: 'Jane Doe', match_method: 'email', match_score: 1 }]);
    const { bookings } = await getLead({ db: world.db, org: trustedOrgId(organizationId) }, lead);
    expect(bookings).toMatchObject([{ id: booking, attendee: { id, name: 'Jane' }, match_method: 'email' }]);
    expect((await post(unlink, id)).status).toBe(200);
    await world.settle();
    await makeLead(world, { ...campaign, campaignId: await makeCampaign(world, organizationId) }, jane);
    await doQueuedWork(world);
    expect((await peopleOf(world, booking))[0]?.leadId).toBeNull();
    expect((await listed()).unmatched_bookings.map((one) => one.id)).toEqual([id]);
    await linked(id, lead);
    expect((await leadRow(world, lead)).bookingId).toBe(booking);
  });

  it('is in the funnel at once, linked and unlinked, without a cron', async () => {
    const lead = await makeLead(world, campaign, jane);
    const booked = async () => {
      await world.settle();
      const answer = await callRoute<FunnelResponse>(readFunnel, { as: caller });
      return answer.body.funnel.booked;
    };
    const id = await unmatched('Jane', jane.email);
    expect(await booked()).toBe(1);
    await post(unlink, id);
    expect(await booked()).toBe(0);
    await linked(id, lead);
    expect(await booked()).toBe(1);
    await post(unlink, id);
    expect(await booked()).toBe(0);
  });

  it('nothing to unlink is a conflict', async () => {
    const answer = await post(unlink, await unmatched());
    expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
  });
});

describe('somebody who is no lead', () => {
  it('leaves the queue, is not matched, and comes back when that is undone', async () => {
    const id = await unmatched('Jane Doe', 'host@ours.test');
    expect((await post(dismiss, id)).body.match.dismissed_at).toBe(world.clock.now().toISOString());
    expect((await listed()).unmatched_bookings).toEqual([]);
    expect((await listed({ view: 'dismissed' })).unmatched_bookings.map((one) => one.id)).toEqual([id]);
    const lead = await makeLead(world, campaign, { ...jane, email: 'host@ours.test' });
    await doQueuedWork(world);
    const person = async () => (await world.db.select().from(attendees).where(eq(attendees.id, id)))[0];
    expect((await person())?.leadId).toBeNull();
    expect((await post(restore, id)).status).toBe(200);
    await world.settle();
    expect((await person())?.leadId).toBe(lead);
  });

  it('cannot be somebody who is linked', async () => {
    const lead = await makeLead(world, campaign, jane);
    const id = await unmatched();
    await linked(id, lead);
    expect((await post(dismiss, id)).status).toBe(409);
  });
});

describe('who may decide', () => {
  it('needs a credential, and the permission to change campaigns', async () => {
    const lead = await makeLead(world, campaign, jane);
    const id = await unmatched();
    const viewer = await signIn(world, await makeMember(world, { id: organizationId }, 'viewer'));
    const reader = await makeApiKey(world, owner, ['campaigns:read']);
    for (const [handler, body] of [[link, { lead_id: lead }], [unlink], [dismiss], [restore]] as const) {
      expect((await callRoute(handler, { method: 'POST', params: { id }, body })).status).toBe(401);
      for (const as of [viewer, reader])
        expect((await callRoute(handler, { method: 'POST', as, params: { id }, body })).status).toBe(403);
    }
    expect((await callRoute(list)).status).toBe(401);
    expect((await callRoute(list, { as: viewer })).status).toBe(200);
    expect((await callRoute(list, { as: await makeApiKey(world, owner, ['bookings:read']) })).status).toBe(403);
  });

  it('names what is there, and what is right', async () => {
    const id = await unmatched();
    expect((await linked(id, 'lead_none')).status).toBe(404);
    expect((await linked('att_none', 'lead_none')).status).toBe(404);
    expect((await post(link, id, {})).status).toBe(400);
    expect((await callRoute(findCandidates, { as: caller, params: { id }, query: { q: 'a' } })).status).toBe(400);
  });
});
