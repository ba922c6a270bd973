import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { GET as getCampaignFunnel } from '@/app/api/campaigns/[id]/funnel/route';
import { GET as getClientBookings } from '@/app/api/clients/[id]/bookings/route';
import { GET as getClientFunnel } from '@/app/api/clients/[id]/funnel/route';
import { GET as cronRefresh } from '@/app/api/cron/funnel-refresh/route';
import { GET as getNoShows } from '@/app/api/funnel/no-shows/route';
import { GET as getPeople } from '@/app/api/funnel/people/route';
import { GET as getFunnel } from '@/app/api/funnel/route';
import type { ClientBookings, FunnelPeople, FunnelResponse, NoShows } from '@/lib/contracts/funnel';
import { connections } from '@/lib/db/schema/calendars';
import { campaigns, leads } from '@/lib/db/schema/leads';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { makeClient } from '@/tests/support/campaigns';
import { type Caller, makeApiKey, makeOrganization, signIn, type TestMember } from '@/tests/support/factories';
import { cancelMeeting, doQueuedWork, makeCampaign, makeLead, makeMeeting, peopleOf } from '@/tests/support/lead-scene';
import { sharedWorld, worldOpensAt } from '@/tests/support/world';

const world = sharedWorld();
let organizationId: string;
let owner: TestMember;
let as: Caller;
let client: string;
let campaignId: string;
let otherCampaign: string;

beforeEach(async () => {
  const made = await makeOrganization(world);
  organizationId = made.organization.id;
  owner = made.owner;
  as = await signIn(world, owner);
  client = await makeClient(world, made.organization);
  campaignId = await makeCampaign(world, organizationId, 'Spring');
  otherCampaign = await makeCampaign(world, organizationId, 'Autumn');
  await world.db.update(campaigns).set({ clientId: client }).where(eq(campaigns.id, campaignId));
});

const hour = 3_600_000;
const ago = (hours: number) => new Date(worldOpensAt.getTime() - hours * hour);

/** Leads of a campaign that got so far; each stage an hour after the one before. */
async function seed(campaign: string, counts: readonly number[]): Promise<string[]> {
  const [sent = 0, delivered = 0, replied = 0, interested = 0] = counts;
  const ids: string[] = [];
  for (let n = 0; n < sent; n += 1)
    ids.push(
      await makeLead(
        world,
        { organizationId, campaignId: campaign },
        {
          email: `lead${n}@${campaign.slice(-6)}.test`,
          firstName: `Lead ${n}`,
          sentAt: ago(100),
          deliveredAt: n < delivered ? ago(99) : null,
          repliedAt: n < replied ? ago(98) : null,
          interestedAt: n < interested ? ago(97) : null,
          dirtyAt: world.clock.now(),
        },
      ),
    );
  return ids;
}

const emailOf = async (id: string) =>
  (await world.db.select({ email: leads.email }).from(leads).where(eq(leads.id, id)))[0]?.email ?? '';

async function meet(leadId: string, showedUp: boolean | null): Promise<string> {
  const person = { name: 'Lead', email: await emailOf(leadId) };
  const start = ago(2);
  const booking = await makeMeeting(world, organizationId, [person], {
    startTime: start,
    endTime: new Date(start.getTime() + hour / 2),
    dueAt: start,
    createdAt: ago(50),
  });
  await doQueuedWork(world);
  if (showedUp === null) return booking;
  const { POST } = await import('@/app/api/bookings/[id]/attendees/[attendeeId]/attendance/route');
  const [attendee] = await peopleOf(world, booking);
  await callRoute(POST, {
    as,
    params: { id: booking, attendeeId: attendee?.id ?? '' },
    body: { showed_up: showedUp },
  });
  await world.settle();
  return booking;
}

const cron = () =>
  cronRefresh(
    new Request(`${world.deps.config.appUrl}/api/cron/funnel-refresh`, {
      headers: { authorization: `Bearer ${world.deps.config.cronSecret}` },
    }),
  );
const campaignFunnel = (query: Record<string, string> = {}, caller: Caller | undefined = as) =>
  callRoute<FunnelResponse & Problem>(getCampaignFunnel, { as: caller, params: { id: campaignId }, query });
const all = (query: Record<string, string> = {}) => callRoute<FunnelResponse & Problem>(getFunnel, { as, query });

describe('the funnel', () => {
  it('counts a campaign from sent to showed with every rate, and moves with what becomes known', async () => {
    const [first = '', second = '', third = ''] = await seed(campaignId, [10, 8, 5, 4]);
    await meet(first, true);
    await meet(second, false);
    await meet(third, null);
    const { status, body } = await campaignFunnel();
    expect(status).toBe(200);
    expect(body.funnel).toMatchObject({
      sent: 10,
      delivered: 8,
      replied: 5,
      interested: 4,
      booked: 3,
      showed: 1,
      no_show: 1,
      pending: 1,
      booking_rate: 0.75,
      show_rate: 1 / 3,
      roi: 10,
    });
    expect(body.funnel.steps.map(({ stage, count }) => [stage, count])).toEqual([
      ['sent', 10],
      ['delivered', 8],
      ['replied', 5],
      ['interested', 4],
      ['booked', 3],
      ['showed', 1],
      ['no_show', 1],
    ]);
    expect(body.funnel.steps[1]).toMatchObject({ step_rate: 0.8, total_rate: 0.8, median_seconds: 3600 });
    expect(body.campaign).toEqual({ id: campaignId, name: 'Spring' });
  });

  it('counts a lead who books, cancels and books again once', async () => {
    const [lead = ''] = await seed(campaignId, [2, 2, 1, 1]);
    const first = await meet(lead, null);
    await cancelMeeting(world, first);
    await doQueuedWork(world);
    expect((await campaignFunnel()).body.funnel.booked).toBe(0);
    await meet(lead, true);
    expect((await campaignFunnel()).body.funnel).toMatchObject({ booked: 1, showed: 1 });
  });

  it('gives null where there is nothing to divide by', async () => {
    const { body } = await campaignFunnel();
    expect(body.funnel).toMatchObject({ sent: 0, booking_rate: null, show_rate: null, roi: null });
  });

  it('is of a client or of all, and tells each campaign', async () => {
    await seed(campaignId, [3, 1]);
    await seed(otherCampaign, [5, 5]);
    await doQueuedWork(world);
    expect((await all()).body.funnel).toMatchObject({ sent: 8, delivered: 6 });
    const { body } = await callRoute<FunnelResponse>(getClientFunnel, { as, params: { id: client } });
    expect([body.funnel.sent, body.client?.name]).toEqual([3, 'Acme']);
    expect((await all()).body.campaigns.map(({ name, sent }) => [name, sent]).sort()).toEqual([
      ['Autumn', 5],
      ['Spring', 3],
    ]);
  });

  it('is of a period, beside the one before, with its trend', async () => {
    await seed(campaignId, [4, 4]);
    await doQueuedWork(world);
    const within = await all({ from: '2026-02-26', to: '2026-02-26', compare: 'previous' });
    expect(within.body).toMatchObject({
      period: { from: '2026-02-26', to: '2026-02-26' },
      funnel: { sent: 4 },
      previous: { sent: 0, period: { from: '2026-02-25', to: '2026-02-25' } },
      trend: [{ from: '2026-02-26', sent: 4, complete: true }],
    });
    const weeks = await all({ from: '2026-02-23', to: '2026-03-08', trend: 'week' });
    expect(weeks.body.trend).toMatchObject([
      { from: '2026-02-23', to: '2026-03-01', sent: 4, complete: true },
      { from: '2026-03-02', to: '2026-03-08', sent: 0, complete: false },
    ]);
  });

  it('refuses a period that ends before it begins, an unknown day, and strangers', async () => {
    expect((await campaignFunnel({ from: '2026-02-02', to: '2026-02-01' })).status).toBe(400);
    expect((await campaignFunnel({ from: '2026-02-31' })).status).toBe(400);
    // Days that would be listed one by one, up to the end of the calendar.
    for (const [end, day] of [
      ['from', '9999-12-31'],
      ['to', '9999-12-31'],
      ['from', '0001-01-01'],
    ] as const)
      expect((await campaignFunnel({ [end]: day })).status).toBe(400);
    expect((await campaignFunnel({ from: '1970-01-01', compare: 'previous' })).status).toBe(200);
    expect((await campaignFunnel({}, {})).status).toBe(401);
    expect((await campaignFunnel({}, await makeApiKey(world, owner, ['bookings:read']))).status).toBe(403);
    const nobody = await callRoute(getCampaignFunnel, { as, params: { id: 'cmp_other' } });
    expect(nobody.status).toBe(404);
  });

  it('says when a calendar cannot be asked, with the last known figures and their time', async () => {
    await seed(campaignId, [1]);
    await doQueuedWork(world);
    await world.db.insert(connections).values({
      id: world.deps.ids.make('connection'),
      organizationId,
      provider: 'calcom',
      accountId: '7',
      accountLabel: 'ada@example.com',
      createdAt: ago(90),
      updatedAt: ago(90),
      healthCheckedAt: ago(0.1),
    });
    expect((await all()).body.providers).toMatchObject([{ available: true, message: null }]);
    await world.deps.kv.set('circuit:calcom:open', true, 60);
    expect((await all()).body).toMatchObject({
      funnel: { sent: 1 },
      providers: [{ available: false, message: 'Cal.com data unavailable', last_read_at: ago(0.1).toISOString() }],
    });
    await world.deps.kv.delete('circuit:calcom:open');
  });
});

describe('the people behind a number', () => {
  const people = (query: Record<string, string>) => callRoute<FunnelPeople & Problem>(getPeople, { as, query });

  it('are as many as it says, page by page, each once', async () => {
    await seed(campaignId, [7, 3]);
    await seed(otherCampaign, [4]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { stage: 'sent', limit: '3', ...(cursor ? { cursor } : {}) };
      const { body } = await people(query);
      seen.push(...body.people.map(({ lead_id }) => lead_id));
      cursor = body.next_cursor;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([11, 11]);
    expect((await people({ stage: 'delivered', campaign: campaignId })).body.people).toHaveLength(3);
    expect((await people({ stage: 'sent', from: '2026-02-27' })).body.people).toHaveLength(0);
    expect((await people({ stage: 'sent', client })).body.people).toHaveLength(7);
  });

  it('are refused for a stage or a cursor that does not exist', async () => {
    expect((await people({ stage: 'dreamt' })).status).toBe(400);
    expect((await people({ stage: 'sent', cursor: 'abc' })).body.code).toBe('invalid_cursor');
    expect((await callRoute(getPeople, { query: { stage: 'sent' } })).status).toBe(401);
  });
});

describe('the bookings of a client', () => {
  it('are listed with their attendance and summed up as the funnel counts', async () => {
    const [first = '', second = '', third = ''] = await seed(campaignId, [4, 4, 3, 3]);
    await meet(first, true);
    await meet(second, false);
    await cancelMeeting(world, await meet(third, null));
    await meet(third, null);
    const { status, body } = await callRoute<ClientBookings>(getClientBookings, { as, params: { id: client } });
    expect(status).toBe(200);
    expect(body.summary).toEqual({ total: 3, shows: 1, no_shows: 1, pending: 1, show_rate: 1 / 3 });
    expect(body.bookings).toHaveLength(4);
    expect(body.bookings.find(({ lead_id }) => lead_id === first)).toMatchObject({
      campaign_id: campaignId,
      campaign_name: 'Spring',
      showed_up: true,
      reschedules: 0,
    });
    expect(body.timestamp).toBe(world.clock.now().toISOString());
    expect((await callRoute(getClientBookings, { as, params: { id: 'cli_other' } })).status).toBe(404);
    expect((await callRoute(getClientBookings, { params: { id: client } })).status).toBe(401);
    const wrong = await callRoute(getClientBookings, { as, params: { id: client }, query: { limit: '0' } });
    expect(wrong.status).toBe(400);
  });
});

describe('who did not come', () => {
  it('by weekday, hour, lead time, campaign and how often it was moved', async () => {
    const [first = '', second = ''] = await seed(campaignId, [2, 2, 2, 2]);
    await meet(first, true);
    await meet(second, false);
    const { status, body } = await callRoute<NoShows>(getNoShows, { as });
    expect(status).toBe(200);
    expect(body.total).toMatchObject({ booked: 2, showed: 1, no_shows: 1, no_show_rate: 0.5 });
    expect(body.by_weekday.filter(({ booked }) => booked > 0)).toMatchObject([{ title: 'Monday', booked: 2 }]);
    expect(body.by_hour.find(({ key }) => key === '8')).toMatchObject({ title: '08:00', no_shows: 1 });
    expect(body.by_lead_time.find(({ booked }) => booked > 0)?.title).toBe('1 to 3 days');
    expect(body.by_campaign).toMatchObject([{ title: 'Spring', no_shows: 1 }]);
    expect(body.by_reschedules[0]).toMatchObject({ title: 'Never rescheduled', booked: 2 });
    expect((await callRoute(getNoShows, { as, query: { client: 'cli_other' } })).status).toBe(404);
    expect((await callRoute(getNoShows, {})).status).toBe(401);
  });
});

describe('the cron', () => {
  it('folds what changed and nothing else, and checks once a day', async () => {
    await seed(campaignId, [5]);
    const first = await (await cron()).json();
    expect(first.counts).toMatchObject({ folded: 5, repaired: 0 });
    const second = await (await cron()).json();
    expect(second.counts).toMatchObject({ settled: 0, folded: 0, checked: 0, repaired: 0 });
    world.clock.advance(24 * hour);
    expect((await (await cron()).json()).counts.checked).toBeGreaterThan(0);
    world.clock.set(worldOpensAt);
  });

  it('wants the secret', async () => {
    const answer = await cronRefresh(new Request(`${world.deps.config.appUrl}/api/cron/funnel-refresh`));
    expect(answer.status).toBe(401);
  });
});
