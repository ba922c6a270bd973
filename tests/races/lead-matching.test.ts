import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { POST as link } from '@/app/api/unmatched-bookings/[id]/link/route';
import { attendees } from '@/lib/db/schema/bookings';
import { leads } from '@/lib/db/schema/leads';
import { matchAttendees } from '@/lib/leads/matching/match-attendees';
import { callRoute } from '@/tests/support/call-route';
import { type Caller, makeOrganization, signIn } from '@/tests/support/factories';
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
let caller: Caller;
let organizationId: string;
let campaign: { organizationId: string; campaignId: string };

beforeEach(async () => {
  const { owner } = await makeOrganization(world);
  organizationId = owner.organizationId;
  caller = await signIn(world, owner);
  campaign = { organizationId, campaignId: await makeCampaign(world, organizationId) };
});

const jane = { email: 'jane.doe@acme.test', firstName: 'Jane', lastName: 'Doe', company: 'Acme' };
const times = <T>(count: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)));

/** Several drains at once, as instances run them. */
const workersAtOnce = async (count = 4) => {
  await times(count, () => doQueuedWork(world));
  await doQueuedWork(world);
};

describe('many at once', () => {
  it('a lead of twenty bookings that are handled at the same time says the latest one', async () => {
    const lead = await makeLead(world, campaign, jane);
    const made = (i: number) => new Date(world.clock.now().getTime() - i * 60_000);
    const bookings = await times(20, (i) =>
      makeMeeting(world, organizationId, [{ name: 'Jane', email: jane.email }], { createdAt: made(i) }),
    );
    await workersAtOnce();
    expect((await leadRow(world, lead)).bookingId).toBe(bookings[0]);
    await Promise.all([cancelMeeting(world, bookings[0] ?? ''), cancelMeeting(world, bookings[1] ?? '')]);
    await workersAtOnce();
    expect((await leadRow(world, lead)).bookingId).toBe(bookings[2]);
  });

  it('nobody waits in a circle when bookings name the same people in different orders', async () => {
    const people = Array.from({ length: 6 }, (_, i) => ({ name: `P ${i}`, email: `p${i}@acme.test` }));
    const ids = await times(people.length, (i) => makeLead(world, campaign, { email: `p${i}@acme.test` }));
    await times(12, (i) => makeMeeting(world, organizationId, i % 2 ? people : [...people].reverse()));
    await workersAtOnce();
    for (const id of ids) expect((await leadRow(world, id)).bookingId).not.toBeNull();
  });

  it('a lead and a booking that arrive in the same moment always find each other', async () => {
    for (let round = 0; round < 15; round += 1) {
      const email = `round${round}@acme.test`;
      const [lead, booking] = await Promise.all([
        makeLead(world, campaign, { ...jane, email }),
        makeMeeting(world, organizationId, [{ name: 'Jane', email }]).then(async (id) => {
          await doQueuedWork(world);
          return id;
        }),
        doQueuedWork(world),
      ]);
      await doQueuedWork(world);
      expect((await peopleOf(world, booking))[0]?.leadId).toBe(lead);
      expect((await leadRow(world, lead)).bookingId).toBe(booking);
    }
  });
});

describe('a person and matching at the same time', () => {
  it('a link by hand holds, or is refused because matching was first; the booking counts for one lead', async () => {
    for (let round = 0; round < 12; round += 1) {
      const email = `host${round}@else.test`;
      const byHand = await makeLead(world, campaign, { ...jane, email: `hand${round}@acme.test` });
      const booking = await makeMeeting(world, organizationId, [{ name: 'Somebody Else', email }]);
      await doQueuedWork(world);
      const [person] = await peopleOf(world, booking);
      const attendee = person?.id ?? '';
      const byAddress = await makeLead(world, campaign, { ...jane, email });
      const writer = { db: world.db, ids: world.deps.ids, now: world.clock.now() };
      const [answer] = await Promise.all([
        callRoute(link, { method: 'POST', as: caller, params: { id: attendee }, body: { lead_id: byHand } }),
        matchAttendees(writer, organizationId, [attendee]),
      ]);
      const [row] = await world.db.select().from(attendees).where(eq(attendees.id, attendee));
      expect([200, 409]).toContain(answer.status);
      const expected = answer.status === 200 ? byHand : byAddress;
      expect(row?.leadId).toBe(expected);
      const booked = await world.db.select({ id: leads.id }).from(leads).where(eq(leads.bookingId, booking));
      expect(booked).toEqual([{ id: expected }]);
      await world.settle();
    }
  });

  it('two people link the same attendee to two leads: one is told of the conflict', async () => {
    const [one, two] = await times(2, (i) => makeLead(world, campaign, { ...jane, email: `j${i}@acme.test` }));
    const booking = await makeMeeting(world, organizationId, [{ name: 'Nobody Known' }]);
    await doQueuedWork(world);
    const [person] = await peopleOf(world, booking);
    const answers = await Promise.all(
      [one, two].map((lead_id) =>
        callRoute(link, { method: 'POST', as: caller, params: { id: person?.id ?? '' }, body: { lead_id } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
