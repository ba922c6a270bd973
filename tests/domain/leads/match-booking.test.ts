import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordEvent } from '@/lib/bookings/record-events';
import { writeRejected } from '@/lib/calendars/outbound/provider-booking';
import { trustedOrgId } from '@/lib/core/context';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { jobs } from '@/lib/db/schema/jobs';
import { leads } from '@/lib/db/schema/leads';
import { deriveLeads } from '@/lib/leads/derive-lead';
import { LEAD_BOOKED } from '@/lib/leads/job-names';
import { listUnmatched } from '@/lib/leads/matching/unmatched-queries';
import { makeOrganization } from '@/tests/support/factories';
import {
  cancelMeeting,
  doQueuedWork,
  leadRow,
  makeCampaign,
  makeLead,
  makeMeeting,
  peopleOf,
} from '@/tests/support/lead-scene';
import { sharedWorld, worldOpensAt } from '@/tests/support/world';

const world = sharedWorld();
let organizationId: string;
let campaign: { organizationId: string; campaignId: string };

beforeEach(async () => {
  organizationId = (await makeOrganization(world)).organization.id;
  campaign = { organizationId, campaignId: await makeCampaign(world, organizationId) };
});

const jane = { email: 'jane.doe@acme.test', firstName: 'Jane', lastName: 'Doe', company: 'Acme Inc.' };
const told = (leadId: string) =>
  world.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.name, LEAD_BOOKED), eq(jobs.organizationId, organizationId)))
    .then((rows) => rows.filter(({ payload }) => payload.leadId === leadId).map(({ payload }) => payload.bookingId));

async function matchOf(bookingId: string) {
  const [person] = await peopleOf(world, bookingId);
  return person && { leadId: person.leadId, method: person.matchMethod, score: person.matchScore };
}

describe('the lead of an attendee', () => {
  it('is found by email, whatever its case and tag, with score and time', async () => {
    const lead = await makeLead(world, campaign, jane);
    const booking = await makeMeeting(world, organizationId, [{ name: 'J', email: 'Jane.Doe+demo@ACME.test' }]);
    await doQueuedWork(world);
    expect(await matchOf(booking)).toEqual({ leadId: lead, method: 'email', score: 1 });
    expect((await peopleOf(world, booking))[0]?.matchedAt).toEqual(world.clock.now());
  });

  it('is found by name and company when the email differs', async () => {
    const lead = await makeLead(world, campaign, { ...jane, firstName: 'Katherine', lastName: 'Müller' });
    const booking = await makeMeeting(world, organizationId, [
      { name: 'Mueller, Kate', email: 'kate82@gmail.com', company: 'ACME' },
    ]);
    await doQueuedWork(world);
    const match = await matchOf(booking);
    expect(match).toMatchObject({ leadId: lead, method: 'scored' });
    expect(match?.score).toBeGreaterThanOrEqual(0.8);
    expect(match?.score).toBeLessThan(1);
  });

  it('is left open for namesakes: without a company, and with two that fit', async () => {
    await makeLead(world, campaign, jane);
    await makeLead(world, campaign, { ...jane, email: 'jane@acme-labs.test', company: 'Acme' });
    const alone = await makeMeeting(world, organizationId, [{ name: 'Jane Doe', email: 'jd@gmail.com' }]);
    const twice = await makeMeeting(world, organizationId, [
      { name: 'Jane Doe', email: 'jd@gmail.com', company: 'Acme' },
    ]);
    await doQueuedWork(world);
    expect(await matchOf(alone)).toEqual({ leadId: null, method: null, score: null });
    expect(await matchOf(twice)).toEqual({ leadId: null, method: null, score: null });
  });

  it('is found for each person of a booking', async () => {
    const first = await makeLead(world, campaign, jane);
    const third = await makeLead(world, campaign, { ...jane, email: 'max@acme.test', firstName: 'Max' });
    const booking = await makeMeeting(world, organizationId, [
      { name: 'Jane', email: jane.email },
      { name: 'Stranger', email: 'stranger@else.test' },
      { name: 'Max', email: 'max@acme.test' },
    ]);
    await doQueuedWork(world);
    expect((await peopleOf(world, booking)).map(({ leadId }) => leadId)).toEqual([first, null, third]);
    expect((await leadRow(world, third)).bookingId).toBe(booking);
  });

  it('is never a lead of another organization', async () => {
    await makeLead(world, campaign, jane);
    const other = (await makeOrganization(world)).organization.id;
    const booking = await makeMeeting(world, other, [{ name: 'Jane Doe', email: jane.email, company: 'Acme' }]);
    await doQueuedWork(world);
    expect((await matchOf(booking))?.leadId).toBeNull();
  });

  it.each([
    ['by address', { name: 'J', email: jane.email }],
    ['by a form of the name at the company', { name: 'Doe Janie', company: 'Acme' }],
    ['by the domain', { name: 'Jane Doe', email: 'jd@acme.test' }],
    ['by telephone', { name: 'Jane Doe', phone: '+12025550143' }],
  ])('is found when the lead arrives after the booking, %s', async (_, person) => {
    const booking = await makeMeeting(world, organizationId, [person]);
    await doQueuedWork(world);
    expect((await matchOf(booking))?.leadId).toBeNull();
    const lead = await makeLead(world, campaign, {
      ...jane,
      phone: '+12025550143',
      firstName: person.name === 'Doe Janie' ? 'Janie' : 'Jane',
    });
    await doQueuedWork(world);
    expect((await matchOf(booking))?.leadId).toBe(lead);
    expect((await leadRow(world, lead)).bookingId).toBe(booking);
  });

  it('follows a corrected email, and releases the former lead', async () => {
    const lead = await makeLead(world, campaign, jane);
    const booking = await makeMeeting(world, organizationId, [{ name: 'Jane', email: jane.email }]);
    await doQueuedWork(world);
    await world.db
      .update(attendees)
      .set({ email: 'other@else.test', leadId: null })
      .where(eq(attendees.bookingId, booking));
    const writer = {
      actor: { kind: 'provider', name: 'calcom' },
      ids: world.deps.ids,
      now: world.clock.now(),
    } as const;
    await recordEvent(world.db, writer, { organizationId, bookingId: booking, kind: 'attendees_changed' });
    await doQueuedWork(world);
    expect(await leadRow(world, lead)).toMatchObject({ bookedAt: null, bookingId: null });
  });
});

describe('a lead in several campaigns', () => {
  it('is booked for the campaign that emailed last before the booking was made', async () => {
    const hour = 3_600_000;
    const at = (hours: number) => new Date(world.clock.now().getTime() - hours * hour);
    const add = async (sentAt: Date | null) => {
      const campaignId = await makeCampaign(world, organizationId);
      return makeLead(world, { organizationId, campaignId }, { ...jane, sentAt });
    };
    await add(at(72));
    const latest = await add(at(24));
    await add(null);
    await add(at(-1));
    const booking = await makeMeeting(world, organizationId, [{ name: 'Jane', email: jane.email }]);
    await doQueuedWork(world);
    expect((await matchOf(booking))?.leadId).toBe(latest);
  });
});

describe('the stages of a lead', () => {
  const book = (changes: Partial<typeof bookings.$inferInsert> = {}) =>
    makeMeeting(world, organizationId, [{ name: 'Jane', email: jane.email }], changes);

  it('count one booking after book, cancel and book again: the latest accepted', async () => {
    const lead = await makeLead(world, campaign, jane);
    const first = await book({ createdAt: new Date(worldOpensAt.getTime() - 7_200_000) });
    await doQueuedWork(world);
    expect(await leadRow(world, lead)).toMatchObject({ bookingId: first });
    await cancelMeeting(world, first);
    await doQueuedWork(world);
    expect(await leadRow(world, lead)).toMatchObject({ bookedAt: null, bookingId: null, bookingAt: null });
    const joinUrl = 'https://meet.example/1';
    const second = await book({ joinUrl });
    await doQueuedWork(world);
    const row = await leadRow(world, lead);
    expect(row).toMatchObject({ bookingId: second, bookingProvider: 'calcom', bookingJoinUrl: joinUrl });
    expect(row.bookedAt).toEqual(world.clock.now());
    expect(row.bookingAt).toEqual(new Date(world.clock.now().getTime() + 86_400_000));
    expect((await told(lead)).sort()).toEqual([first, second].sort());
  });

  it('fall back to the earlier booking when the later one is cancelled, without another event', async () => {
    const lead = await makeLead(world, campaign, jane);
    const earlier = await book({ createdAt: new Date(worldOpensAt.getTime() - 7_200_000) });
    const later = await book();
    await doQueuedWork(world);
    expect((await leadRow(world, lead)).bookingId).toBe(later);
    await cancelMeeting(world, later);
    await doQueuedWork(world);
    expect((await leadRow(world, lead)).bookingId).toBe(earlier);
    expect((await told(lead)).filter((id) => id === earlier).length).toBeLessThanOrEqual(1);
  });

  it.each(['slot_taken', 'link_given', 'provider_failed'] as const)(
    'is not booked by what its provider is still asked for, nor by what it refused (%s), and nobody waits there to be linked',
    async (refusal) => {
      const lead = await makeLead(world, campaign, jane);
      const asked = () =>
        makeMeeting(world, organizationId, [{ name: 'Jane', email: jane.email }, { name: 'Stranger' }], {
          syncState: 'pending',
        });
      const ctx = {
        db: world.db,
        org: trustedOrgId(organizationId),
        actor: { kind: 'cron', name: 'test' } as const,
        ids: world.deps.ids,
        now: world.clock.now(),
      };
      const earlier = await book({ createdAt: new Date(worldOpensAt.getTime() - 7_200_000) });
      const [refused, booked] = [await asked(), await asked()];
      await doQueuedWork(world);
      expect((await leadRow(world, lead)).bookingId).toBe(earlier);

      await writeRejected(ctx, refused, refusal);
      await cancelMeeting(world, earlier);
      await doQueuedWork(world);
      expect(await leadRow(world, lead)).toMatchObject({ bookedAt: null, bookingId: null, bookingJoinUrl: null });
      const { unmatched_bookings } = await listUnmatched(ctx, { view: 'open', limit: 50 });
      expect(unmatched_bookings.map(({ booking }) => booking.id)).toEqual([booked]);

      const joinUrl = 'https://meet.example/1';
      await world.db.transaction(async (tx) => {
        const answered = { externalId: 'uid_1', syncState: 'synced', joinUrl } as const;
        await tx.update(bookings).set(answered).where(eq(bookings.id, booked));
        await recordEvent(tx, ctx, { organizationId, bookingId: booked, kind: 'synced' });
      });
      await doQueuedWork(world);
      expect(await leadRow(world, lead)).toMatchObject({ bookingId: booked, bookingJoinUrl: joinUrl });
      expect((await told(lead)).sort()).toEqual([earlier, booked].sort());
    },
  );

  it('stay booked after a no-show, and after a failed call of ours', async () => {
    const lead = await makeLead(world, campaign, jane);
    const missed = await book({ status: 'failed', statusReason: 'no_show' });
    await doQueuedWork(world);
    expect((await leadRow(world, lead)).bookingId).toBe(missed);
    const call = await book({
      status: 'failed',
      statusReason: 'attendee_no_answer',
      fulfilment: 'call',
      attendeePhone: '+14155550100',
      syncState: 'pending',
      createdAt: new Date(world.clock.now().getTime() + 1000),
    });
    await doQueuedWork(world);
    expect((await leadRow(world, lead)).bookingId).toBe(call);
  });

  it('follow the attendance of the latest accepted booking', async () => {
    const lead = await makeLead(world, campaign, jane);
    const booking = await book();
    await doQueuedWork(world);
    const showTime = new Date(world.clock.now().getTime() + 90_000_000);
    const derive = () =>
      world.db.transaction((tx) => deriveLeads(tx, { ids: world.deps.ids, now: world.clock.now() }, [lead]));
    await world.db.update(attendees).set({ showedUp: true, showTime }).where(eq(attendees.bookingId, booking));
    await derive();
    expect(await leadRow(world, lead)).toMatchObject({
      showedAt: showTime,
      noShowAt: null,
      dirtyAt: world.clock.now(),
    });
    await world.db.update(attendees).set({ showedUp: false, showTime: null }).where(eq(attendees.bookingId, booking));
    await derive();
    const row = await leadRow(world, lead);
    expect(row).toMatchObject({ showedAt: null, noShowAt: row.bookingAt });
  });

  it('change nothing when the same work runs again', async () => {
    const lead = await makeLead(world, campaign, jane);
    await book();
    await doQueuedWork(world);
    await world.db.update(leads).set({ dirtyAt: null }).where(eq(leads.id, lead));
    const before = await leadRow(world, lead);
    await world.db.update(jobs).set({ status: 'waiting' }).where(eq(jobs.organizationId, organizationId));
    await doQueuedWork(world);
    expect(await leadRow(world, lead)).toEqual(before);
    expect(await told(lead)).toHaveLength(1);
  });
});
