import { and, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { markAttendance } from '@/lib/attendance/mark-attendance';
import { writeAttendees } from '@/lib/bookings/attendees';
import { mergeBookings } from '@/lib/bookings/merge-bookings';
import { recordEvent } from '@/lib/bookings/record-events';
import { writeRejected } from '@/lib/calendars/outbound/provider-booking';
import type { StageCounts } from '@/lib/contracts/funnel';
import { trustedOrgId } from '@/lib/core/context';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { campaigns, clients, leads } from '@/lib/db/schema/leads';
import { notices } from '@/lib/db/schema/orgs';
import { checkFunnel } from '@/lib/funnel/check-funnel';
import { noCounts, stageNames } from '@/lib/funnel/funnel-metrics';
import { readFunnel } from '@/lib/funnel/funnel-queries';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { linkAttendee } from '@/lib/leads/matching/link-attendee';
import { unlinkAttendee } from '@/lib/leads/matching/unlink-attendee';
import { dayIn } from '@/lib/time/calendar-days';
import { makeOrganization, updateOrganization } from '@/tests/support/factories';
import { cancelMeeting, doQueuedWork, makeCampaign, makeLead, makeMeeting, peopleOf } from '@/tests/support/lead-scene';
import { sharedWorld } from '@/tests/support/world';

const zones = ['America/New_York', 'Asia/Tokyo', 'Pacific/Kiritimati'] as const;
const addresses = ['ann', 'bob', 'cyd'].map((name) => `${name}@acme.test`);

const world = sharedWorld();
let organizationId: string;
let campaignIds: string[];
let leadIds: string[];
let zone: (typeof zones)[number];

async function begin() {
  zone = zones[0];
  organizationId = (await makeOrganization(world, { timeZone: zone })).organization.id;
  campaignIds = [await makeCampaign(world, organizationId, 'A'), await makeCampaign(world, organizationId, 'B')];
  leadIds = [];
  for (const [i, email] of addresses.entries()) {
    const dirtyAt = world.clock.now();
    leadIds.push(await makeLead(world, { organizationId, campaignId: campaignIds[i % 2] ?? '' }, { email, dirtyAt }));
  }
}
beforeEach(begin);

const context = () => ({
  db: world.db,
  org: trustedOrgId(organizationId),
  actor: { kind: 'cron', name: 'test' } as const,
  requestId: 'req_test',
  ids: world.deps.ids,
  now: world.clock.now(),
});
const refresh = () => refreshFunnel(world.deps, 60_000);
const check = () => checkFunnel(world.deps, organizationId);
const told = () => world.db.$count(notices, eq(notices.organizationId, organizationId));
const person = (email: string | undefined) => ({ name: 'P', email: email ?? null, phone: null, timezone: null });

type Booking = typeof bookings.$inferSelect;
const counts = ({ status, statusReason, fulfilment, externalId, syncState }: Booking) =>
  status === 'pending'
    ? statusReason !== 'awaiting_confirmation' &&
      (fulfilment === 'call' || externalId !== null || syncState === null || syncState === 'synced')
    : status === 'calling' ||
      status === 'completed' ||
      (status === 'failed' && (fulfilment === 'call' || statusReason === 'no_show'));

/** The funnel from bookings and their people, by nothing that the product uses. */
async function countedFromBookings(within?: { from: string; to: string }): Promise<StageCounts> {
  const people = await world.db.select().from(attendees).where(eq(attendees.organizationId, organizationId));
  const rows = await world.db.select().from(bookings).where(eq(bookings.organizationId, organizationId));
  const all = await world.db.select().from(leads).where(eq(leads.organizationId, organizationId));
  const sum = { ...noCounts };
  for (const lead of all) {
    const reached = new Map<keyof StageCounts, string>();
    const add = (stage: keyof StageCounts, at: Date | null | undefined) => {
      if (at) reached.set(stage, dayIn(zone, at));
    };
    add('sent', lead.sentAt);
    const [latest] = rows
      .filter(
        (one) => counts(one) && people.some(({ bookingId, leadId }) => bookingId === one.id && leadId === lead.id),
      )
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    add('booked', latest?.createdAt);
    const came = people.filter(({ bookingId, leadId }) => bookingId === latest?.id && leadId === lead.id);
    const showed = came.find(({ showedUp }) => showedUp);
    if (showed) add('showed', showed.showTime ?? latest?.startTime);
    else if (came.some(({ showedUp }) => showedUp === false)) add('no_show', latest?.startTime);
    const entered = reached.get('sent') ?? [...reached.values()].sort()[0];
    if (entered === undefined || (within && (entered < within.from || entered > within.to))) continue;
    for (const stage of reached.keys()) sum[stage] += 1;
  }
  return sum;
}

async function funnelNow(period: { from?: string; to?: string } = {}): Promise<StageCounts> {
  const { funnel } = await readFunnel(context(), period, []);
  return Object.fromEntries(stageNames.map((stage) => [stage, funnel[stage]])) as unknown as StageCounts;
}

const step = fc.record({
  what: fc.constantFrom(
    ...([
      'book',
      'book',
      'ask',
      'refuse',
      'cancel',
      'mark',
      'mark',
      'join',
      'replace',
      'link',
      'unlink',
      'zone',
    ] as const),
  ),
  which: fc.nat(5),
  who: fc.nat(2),
  says: fc.constantFrom(true, false, null),
  afterwards: fc.constantFrom('nothing', 'work', 'refresh', 'check' as const),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take({ what, which, who, says }: Step): Promise<void> {
  world.clock.advance(7 * 3_600_000);
  const ctx = context();
  const rows = await world.db
    .select()
    .from(bookings)
    .where(eq(bookings.organizationId, organizationId))
    .orderBy(bookings.id);
  const booking = rows[which % Math.max(1, rows.length)];
  const email = addresses[who];
  if (what === 'book')
    await makeMeeting(
      world,
      organizationId,
      which > 3 ? [person(email), person(addresses[which - 3])] : [person(email)],
    );
  if (what === 'ask') await makeMeeting(world, organizationId, [person(email)], { syncState: 'pending' });
  if (what === 'zone') {
    zone = zones[who] ?? zones[0];
    await updateOrganization(world, { id: organizationId }, { timeZone: zone });
  }
  if (!booking) return;
  const main = (await peopleOf(world, booking.id))[0];
  const other = rows.find(({ id }) => id !== booking.id);
  if (what === 'refuse') await writeRejected(ctx, booking.id, 'slot_taken');
  if (what === 'cancel') await cancelMeeting(world, booking.id);
  if (what === 'mark' && main)
    await markAttendance(ctx, { bookingId: booking.id, attendeeId: main.id, showedUp: says });
  if (what === 'join' && other)
    await world.db.transaction((tx) => mergeBookings(tx, ctx, { id: booking.id, organizationId }, [other.id]));
  if (what === 'replace')
    await world.db.transaction(async (tx) => {
      await writeAttendees(tx, ctx, booking, [person(email)]);
      await recordEvent(tx, ctx, { organizationId, bookingId: booking.id, kind: 'edited' });
    });
  if (what === 'link' && main?.leadId === null) await linkAttendee(ctx, main.id, leadIds[who] ?? '');
  if (what === 'unlink' && main?.leadId) await unlinkAttendee(ctx, main.id);
}

describe('the funnel', () => {
  it('equals a count from the bookings after any history, and the daily check finds nothing to repair on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (history) => {
        await begin();
        for (const one of history) {
          await take(one);
          if (one.afterwards === 'work') await doQueuedWork(world);
          if (one.afterwards === 'refresh') await refresh();
          if (one.afterwards === 'check') expect(await check()).toBe(0);
        }
        await doQueuedWork(world);
        await refresh();
        expect(await funnelNow()).toEqual(await countedFromBookings());
        const today = dayIn(zone, world.clock.now());
        expect(await funnelNow({ from: today, to: today })).toEqual(
          await countedFromBookings({ from: today, to: today }),
        );
        expect(await check()).toBe(0);
        expect(await told()).toBe(0);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it('stays right when a client or a campaign is deleted', async () => {
    const clientId = world.deps.ids.make('client');
    await world.db.insert(clients).values({ id: clientId, organizationId, name: 'C', createdAt: world.clock.now() });
    await world.db.update(campaigns).set({ clientId }).where(inArray(campaigns.id, campaignIds));
    for (const email of addresses) await makeMeeting(world, organizationId, [person(email)]);
    await doQueuedWork(world);
    await refresh();
    await world.db.delete(clients).where(eq(clients.id, clientId));
    expect(await funnelNow()).toMatchObject({ sent: 3, booked: 3 });
    await world.db.delete(campaigns).where(eq(campaigns.id, campaignIds[0] ?? ''));
    await refresh();
    expect(await funnelNow()).toMatchObject({ sent: 1, booked: 1 });
    expect(await check()).toBe(0);
  });
});

describe('the daily check', () => {
  const mended = async () => {
    const repaired = await check();
    await refresh();
    expect(await funnelNow()).toEqual(await countedFromBookings());
    expect(await check()).toBe(0);
    return { repaired, told: await told() };
  };

  it.each<[string, () => Promise<unknown>]>([
    ['was deleted', () => world.db.delete(leads).where(eq(leads.id, leadIds[0] ?? ''))],
    [
      'was moved to another campaign',
      () =>
        world.db
          .update(leads)
          .set({ campaignId: campaignIds[1], dirtyAt: world.clock.now() })
          .where(eq(leads.id, leadIds[0] ?? '')),
    ],
    [
      'says otherwise than its bookings',
      () =>
        world.db
          .update(leads)
          .set({ bookedAt: null, bookingId: null })
          .where(eq(leads.id, leadIds[0] ?? '')),
    ],
  ])('repairs and reports what bypassed it: a lead %s', async (_, done) => {
    for (const email of addresses) await makeMeeting(world, organizationId, [person(email)]);
    await doQueuedWork(world);
    await refresh();
    await done();
    await refresh();
    expect(await mended()).toMatchObject({ repaired: expect.toSatisfy((count: number) => count > 0), told: 1 });
  });

  it('reports neither a booking still to be attributed, nor a time zone changed since the last refresh', async () => {
    await makeMeeting(world, organizationId, [person(addresses[0])], { createdAt: new Date('2026-03-03T03:00:00Z') });
    await doQueuedWork(world);
    await refresh();
    await updateOrganization(world, { id: organizationId }, { timeZone: 'Asia/Tokyo' });
    zone = 'Asia/Tokyo';
    const [row] = await world.db
      .select()
      .from(bookings)
      .where(and(eq(bookings.organizationId, organizationId)));
    await cancelMeeting(world, row?.id ?? '');
    expect(await check()).toBe(0);
    await doQueuedWork(world);
    expect(await check()).toBe(0);
    await refresh();
    expect(await mended()).toEqual({ repaired: 0, told: 0 });
  });
});
