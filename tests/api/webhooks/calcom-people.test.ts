import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { leads } from '@/lib/db/schema/leads';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { calcomBody } from '@/tests/support/calcom-bodies';
import {
  bookingsOf,
  type CalcomAccount,
  calcomAccount,
  calcomUid,
  sharedCalcomStage,
} from '@/tests/support/calcom-stage';
import { makeCampaign, makeLead } from '@/tests/support/lead-scene';

const stage = sharedCalcomStage();
let account: CalcomAccount;
let campaignId: string;
beforeEach(async () => {
  account = await calcomAccount(stage);
  campaignId = await makeCampaign(stage.world, account.ctx.org);
});

const at = (seconds: number) => new Date(Date.UTC(2027, 1, 1, 9, 0, seconds)).toISOString();
const start = '2027-03-01T15:00:00.000Z';
const lead = (email: string, fields: object = {}) =>
  makeLead(stage.world, { organizationId: account.ctx.org, campaignId }, { email, ...fields });

async function worked() {
  await stage.world.settle();
  await drainDueJobs(stage.world.deps, 10_000);
}
const people = async () => {
  await worked();
  return (await bookingsOf(stage, account)).flatMap((booking) => booking.people);
};
const leadNow = async (id: string) => (await stage.world.db.select().from(leads).where(eq(leads.id, id)))[0];

describe('somebody who books with a private address', () => {
  it.each([
    ['company', 'Company', 'responses'],
    ['companyName', 'company_name', 'responses'],
    ['q1', 'What is the name of your company?', 'userFieldsResponses'],
    ['firma', 'Firma', 'responses'],
  ])(
    'is matched by the name and the company that he gave as answer to %s, with the score',
    async (key, label, where) => {
      const id = await lead('marguerite@quibell.test', {
        firstName: 'Marguerite',
        lastName: 'Thornbury',
        company: 'Quibell Logistics GmbH',
      });
      const attendees = [{ name: 'Marguerite Thornbury', email: 'mt1987@gmail.com' }];
      const answers = { [where]: { [key]: { label, value: 'Quibell Logistics' } } };
      await account.post(calcomBody('BOOKING_CREATED', { uid: calcomUid(), start, attendees }, at(1), answers));
      const [person] = await people();
      expect(person).toMatchObject({ company: 'Quibell Logistics', leadId: id, matchMethod: 'scored' });
      expect(person?.matchScore).toBeGreaterThan(0.8);
    },
  );

  it('has no company by an answer to something else about it', async () => {
    const answers = { responses: { size: { label: 'Company size', value: '50' }, url: { label: 'Company website' } } };
    await account.post(calcomBody('BOOKING_CREATED', { uid: calcomUid(), start }, at(1), answers));
    expect((await people()).map(({ company }) => company)).toEqual([null]);
  });

  it('is matched once the company is told, though the booking was heard of before', async () => {
    const id = await lead('marguerite@quibell.test', {
      firstName: 'Marguerite',
      lastName: 'Thornbury',
      company: 'Quibell',
    });
    const booking = {
      uid: calcomUid(),
      start,
      attendees: [{ name: 'Marguerite Thornbury', email: 'mt1987@gmail.com' }],
    };
    await account.post(calcomBody('BOOKING_CREATED', booking, at(1)));
    expect((await people())[0]?.leadId).toBeNull();
    const answers = { responses: { company: { label: 'Company', value: 'Quibell' } } };
    await account.post(calcomBody('BOOKING_LOCATION_UPDATED', booking, at(2), answers));
    expect((await people())[0]).toMatchObject({ company: 'Quibell', leadId: id });
  });
});

describe('a booking that its host has to confirm', () => {
  it('counts for the lead once it is confirmed, and not before', async () => {
    const id = await lead('guest@example.test');
    const booking = { uid: calcomUid(), start };
    await account.post(calcomBody('BOOKING_REQUESTED', booking, at(1)));
    await worked();
    expect((await leadNow(id))?.bookedAt).toBeNull();
    await account.post(calcomBody('BOOKING_CREATED', booking, at(2)));
    await worked();
    expect(await leadNow(id)).toMatchObject({ bookedAt: expect.any(Date), bookingProvider: 'calcom' });
  });

  it('that is declined never counts', async () => {
    const id = await lead('guest@example.test');
    const booking = { uid: calcomUid(), start };
    await account.post(calcomBody('BOOKING_REQUESTED', booking, at(1)));
    await account.post(calcomBody('BOOKING_REJECTED', booking, at(2)));
    await worked();
    expect((await leadNow(id))?.bookedAt).toBeNull();
  });
});

describe('a booking that was heard of in two halves', () => {
  it('leaves nobody booked by the half that is gone once the two are known to be one, which was cancelled', async () => {
    const id = await lead('guest@example.test');
    const [before, after] = [
      { uid: calcomUid(), start },
      { uid: calcomUid(), start: '2027-03-02T15:00:00.000Z' },
    ];
    await account.post(calcomBody('BOOKING_CREATED', after, at(3)));
    await account.post(calcomBody('BOOKING_CANCELLED', after, at(4)));
    await account.post(calcomBody('BOOKING_CREATED', before, at(1)));
    await worked();
    expect((await leadNow(id))?.bookedAt).toEqual(expect.any(Date));
    await account.post(calcomBody('BOOKING_RESCHEDULED', { ...after, from: before.uid }, at(2)));
    await worked();
    expect(await bookingsOf(stage, account)).toHaveLength(1);
    expect(await leadNow(id)).toMatchObject({ bookedAt: null, bookingId: null });
  });
});

describe('bodies as older documents show them', () => {
  it('an ended meeting is known by its number, and who attended by the flags', async () => {
    const attendees = ['ada', 'ben'].map((name) => ({ name, email: `${name}@example.test` }));
    const booking = { uid: calcomUid(), start, attendees };
    await account.post({ ...calcomBody('booking.created', booking, at(1), { bookingId: 12345 }) });
    const flags = [
      { email: 'Ada@example.test', attended: true },
      { email: 'ben@example.test', attended: false },
    ];
    const ended = (bookingId: number, second: number) => ({
      triggerEvent: 'meeting.ended',
      createdAt: at(second),
      payload: { bookingId, eventTypeId: 678, attendees: flags, metadata: { duration: 28 } },
    });
    expect(await account.post(ended(12345, 2))).toMatchObject({ status: 200, body: { status: 'processed' } });
    expect((await people()).map(({ showedUp }) => showedUp)).toEqual([true, false]);
    // Of a booking that is not known yet it waits, and is tried again.
    expect((await account.post(ended(54321, 3))).status).toBe(202);
  });

  it('a booking has its usual length, and its booker in the answers', async () => {
    const responses = { name: 'Ada Byron', email: 'ada@example.test', phone: '+442079460123' };
    const payload = { uid: calcomUid(), startTime: start, responses };
    await account.post({ triggerEvent: 'BOOKING_CREATED', createdAt: at(1), payload });
    expect(await bookingsOf(stage, account)).toMatchObject([
      { durationMinutes: 30, attendeeName: 'Ada Byron', attendeeEmail: 'ada@example.test' },
    ]);
  });
});

it('what no database keeps is left out of a text, and the booking made', async () => {
  const attendees = [{ name: 'Nul\u0000l and half \ud800 a pair 😀', email: 'ada@example.test' }];
  const answer = await account.post(calcomBody('BOOKING_CREATED', { uid: calcomUid(), start, attendees }, at(1)));
  expect(answer.body.status).toBe('processed');
  expect((await bookingsOf(stage, account))[0]?.attendeeName).toBe('Null and half  a pair 😀');
});
