import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { jobs } from '@/lib/db/schema/jobs';
import { notices } from '@/lib/db/schema/orgs';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { signCalcom } from '@/sandbox/calcom/notifier';
import { bookingOf } from '@/tests/sandbox/calcom/api';
import { calcomBody } from '@/tests/support/calcom-bodies';
import {
  bookingsOf,
  type CalcomAccount,
  calcomAccount,
  calcomUid,
  inboxOf,
  sharedCalcomStage,
} from '@/tests/support/calcom-stage';
import { connectionNow } from '@/tests/support/calendar-scene';

const stage = sharedCalcomStage();
let account: CalcomAccount;

beforeEach(async () => {
  stage.calcom.control.reset();
  account = await calcomAccount(stage);
});

const at = (seconds: number) => new Date(Date.UTC(2027, 1, 1, 9, 0, seconds)).toISOString();
const monday = '2027-03-01T15:00:00.000Z';
const tuesday = '2027-03-02T15:00:00.000Z';
/** 15:00 UTC of a working day three weeks ahead. */
const nextSlot = () => {
  const day = new Date(Date.now() + 21 * 86_400_000);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
  day.setUTCHours(15, 0, 0, 0);
  return day.toISOString();
};

describe('a delivery of Cal.com', () => {
  it('becomes a booking with every attendee, and a repeat changes nothing', async () => {
    const body = calcomBody(
      'BOOKING_CREATED',
      {
        uid: calcomUid(),
        start: monday,
        attendees: [
          { name: 'Ada First', email: 'ada@first.test', phoneNumber: '+12025550143' },
          { name: 'Bo Second', email: 'bo@second.test' },
        ],
      },
      at(1),
    );
    expect(await account.post(body)).toEqual({ status: 200, body: { status: 'processed' } });
    expect((await account.post(body)).body.status).toBe('duplicate');
    // Told by a second subscription, a moment later.
    expect((await account.post({ ...body, createdAt: at(2) })).body.status).toBe('duplicate');
    const [booking, ...others] = await bookingsOf(stage, account);
    expect(others).toEqual([]);
    expect(booking).toMatchObject({
      source: 'calcom',
      status: 'pending',
      fulfilment: 'meeting',
      attendeeName: 'Ada First',
    });
    expect(booking?.startTime.toISOString()).toBe(monday);
    expect(booking?.people.map(({ email }) => email)).toEqual(['ada@first.test', 'bo@second.test']);
    const [kept, ...more] = await inboxOf(stage, account);
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ kind: 'BOOKING_CREATED', status: 'processed', deliveries: 3, attempts: 1 });
    expect(kept?.body).toBe(JSON.stringify(body));
  });

  it('moves, then ends the same booking under its new uid', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await account.post(calcomBody('BOOKING_CREATED', { uid: a, start: monday }, at(1)));
    await account.post(calcomBody('BOOKING_RESCHEDULED', { uid: b, start: tuesday, from: a }, at(2)));
    const [moved] = await bookingsOf(stage, account);
    expect(moved).toMatchObject({ externalId: b, status: 'pending' });
    expect(moved?.startTime.toISOString()).toBe(tuesday);
    await account.post(calcomBody('BOOKING_CANCELLED', { uid: b, start: tuesday }, at(3)));
    const [ended, ...others] = await bookingsOf(stage, account);
    expect(others).toEqual([]);
    expect(ended).toMatchObject({ status: 'cancelled', statusReason: 'cancelled_at_provider' });
    const told = await stage.world.db
      .select()
      .from(bookingHistory)
      .where(eq(bookingHistory.bookingId, ended?.id ?? ''));
    expect(told.map(({ kind }) => kind)).toEqual(['created', 'rescheduled', 'cancelled']);
  });

  it('lasts longer once it is made longer there, and its call stays due when it was', async () => {
    const calls = await calcomAccount(stage, { callExternal: true });
    const [a, b] = [calcomUid(), calcomUid()];
    const attendees = [{ name: 'Ada First', email: 'ada@first.test', phoneNumber: '+12025550143' }];
    const tell = (trigger: string, told: object, seconds: number) =>
      calls.post(calcomBody(trigger, { uid: a, start: monday, attendees, ...told }, at(seconds)));
    await tell('BOOKING_CREATED', {}, 1);
    const retryAt = new Date(Date.parse(monday) + 120_000);
    await stage.world.db
      .update(bookings)
      .set({ dueAt: retryAt, attempts: 1, statusReason: 'attendee_busy' })
      .where(eq(bookings.organizationId, calls.ctx.org));
    expect((await tell('BOOKING_LOCATION_UPDATED', { minutes: 45 }, 2)).body.status).toBe('processed');
    expect((await tell('BOOKING_LOCATION_UPDATED', { minutes: 45 }, 3)).body.status).toBe('duplicate');
    // Another uid at the same start: the end is all that moved.
    expect((await tell('BOOKING_RESCHEDULED', { uid: b, from: a, minutes: 60 }, 4)).body.status).toBe('processed');
    const [booking, ...others] = await bookingsOf(stage, calls);
    expect(others).toEqual([]);
    expect(booking).toMatchObject({
      externalId: b,
      fulfilment: 'call',
      startTime: new Date(monday),
      endTime: new Date(Date.parse(monday) + 3_600_000),
      durationMinutes: 60,
      dueAt: retryAt,
      attempts: 1,
    });
    const told = await stage.world.db
      .select()
      .from(bookingHistory)
      .where(eq(bookingHistory.bookingId, booking?.id ?? ''))
      .orderBy(bookingHistory.at, bookingHistory.id);
    expect(told.map(({ kind }) => kind)).toEqual(['created', 'rescheduled', 'rescheduled']);
  });

  it('ends at the time it had been moved to, when its end is heard before its move', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await account.post(calcomBody('BOOKING_CREATED', { uid: a, start: monday }, at(1)));
    await account.post(calcomBody('BOOKING_CANCELLED', { uid: b, start: tuesday }, at(3)));
    await account.post(calcomBody('BOOKING_RESCHEDULED', { uid: b, start: tuesday, from: a }, at(2)));
    const [ended, ...others] = await bookingsOf(stage, account);
    expect(others).toEqual([]);
    expect(ended).toMatchObject({ status: 'cancelled', startTime: new Date(tuesday) });
  });

  it('keeps its notes and its page when a later delivery says nothing of them', async () => {
    const uid = calcomUid();
    const notes = { additionalNotes: 'Bring the plan.' };
    await account.post(calcomBody('BOOKING_CREATED', { uid, start: monday }, at(1), notes));
    const { payload } = calcomBody('MEETING_STARTED', { uid, start: monday }, at(2));
    const { bookerUrl: _, ...flat } = payload;
    const row = { ...flat, description: 'Bring the plan.', createdAt: at(0), updatedAt: at(5) };
    expect((await account.post({ triggerEvent: 'MEETING_STARTED', ...row })).body.status).toBe('already_synced');
    const [booking] = await bookingsOf(stage, account);
    expect(booking).toMatchObject({
      description: 'Bring the plan.',
      externalUrl: `https://app.cal.com/booking/${uid}`,
    });
  });

  it('is known as our own by the id in its metadata', async () => {
    const own = await account.post(calcomBody('BOOKING_CREATED', { uid: calcomUid(), start: monday }, at(1)));
    expect(own.body.status).toBe('processed');
    const [booking] = await bookingsOf(stage, account);
    const again = calcomBody(
      'BOOKING_CREATED',
      { uid: booking?.externalId ?? '', start: monday, metadata: { slotline_booking_id: booking?.id } },
      at(9),
    );
    expect((await account.post(again)).body.status).toBe('already_synced');
    expect(await bookingsOf(stage, account)).toHaveLength(1);
  });

  it('is refused unless it is signed over its bytes, and nothing is kept', async () => {
    const text = JSON.stringify(calcomBody('BOOKING_CREATED', { uid: calcomUid(), start: monday }, at(1)));
    const json = { 'content-type': 'application/json' };
    for (const headers of [
      json,
      { ...json, 'x-cal-signature-256': 'no-secret-provided' },
      { ...json, 'x-cal-signature-256': signCalcom('another secret', text) },
      { ...json, 'x-cal-signature-256': signCalcom(account.secret, `${text} `) },
      { ...json, 'x-cal-signature-256': '' },
    ])
      expect((await account.post(text, headers as Record<string, string>)).status).toBe(401);
    expect(await bookingsOf(stage, account)).toEqual([]);
    expect(await inboxOf(stage, account)).toEqual([]);
    // The fifth within a quarter of an hour is told, once.
    const told = await stage.world.db.select().from(notices).where(eq(notices.organizationId, account.ctx.org));
    expect(told.map(({ kind }) => kind)).toEqual(['webhook_signatures']);
  });

  it('of a custom template is a 400, and the connection says so until a right one comes', async () => {
    for (const text of ['{"hello":"world"}', 'uid=abc&title=x'])
      expect((await account.post(text)).status, text).toBe(400);
    expect((await connectionNow(stage.world, account.connectionId)).healthReason).toBe('webhook_template');
    await account.post(calcomBody('BOOKING_CREATED', { uid: calcomUid(), start: monday }, at(1)));
    expect((await connectionNow(stage.world, account.connectionId)).healthReason).toBeNull();
  });

  it('with a trigger that concerns no booking is kept and ignored by its name', async () => {
    const answer = await account.post({
      triggerEvent: 'OOO_CREATED',
      createdAt: at(1),
      payload: { oooEntry: { id: 1 } },
    });
    expect(answer).toEqual({ status: 200, body: { status: 'ignored', why: 'OOO_CREATED' } });
    expect(await inboxOf(stage, account)).toMatchObject([
      { kind: 'OOO_CREATED', status: 'ignored', why: 'OOO_CREATED' },
    ]);
  });

  it('hands marks of absence and the end of a meeting on, and waits for a booking that is not known yet', async () => {
    const id = calcomUid();
    const mark = {
      triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
      createdAt: at(50),
      payload: {
        message: '',
        bookingUid: id,
        bookingId: 1,
        attendees: [{ email: 'guest@example.test', noShow: true }],
      },
    };
    expect((await account.post(mark)).status).toBe(202);
    await account.post(calcomBody('BOOKING_CREATED', { uid: id, start: monday }, at(1)));
    const [booking] = await bookingsOf(stage, account);
    const ended = {
      triggerEvent: 'meeting.ended',
      uid: id,
      startTime: monday,
      endTime: '2027-03-01T15:30:00.000Z',
      title: 'x',
      status: 'ACCEPTED',
      createdAt: at(0),
      attendees: [{ email: 'guest@example.test', name: 'Guest User', attended: true }],
    };
    expect((await account.post(ended)).body.status).toBe('processed');
    expect((await account.post(mark)).body.status).toBe('processed');
    const reported = await stage.world.db.select().from(jobs).where(eq(jobs.organizationId, account.ctx.org));
    const kinds = reported.filter(({ name }) => name === 'attendance-reported').map(({ payload }) => payload);
    expect(kinds).toHaveLength(3);
    expect(kinds).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          bookingId: booking?.id,
          source: 'calcom',
          kind: 'meeting_ended',
          attendeeEmail: null,
        }),
        expect.objectContaining({ kind: 'attended', attendeeEmail: 'guest@example.test' }),
        expect.objectContaining({ kind: 'no_show_marked', attendeeEmail: 'guest@example.test', at: at(50) }),
      ]),
    );
  });

  it('to an address that is none is a 404', async () => {
    const path = '/api/webhooks/calcom/cnx_nobody';
    const route = stage.served.handlers.get(`/api/webhooks/calcom/${account.connectionId}`);
    if (route) stage.served.handlers.set(path, route);
    const answer = await fetch(`${stage.served.url}${path}`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
    expect(await stage.world.db.$count(webhookEvents, eq(webhookEvents.connectionId, 'cnx_nobody'))).toBe(0);
  });
});

describe('a booking made at Cal.com', () => {
  it('stands for the organization that connected the account, from booking to moving to cancelling', async () => {
    const start = nextSlot();
    const made = await stage.cal('POST', '/bookings', bookingOf(start));
    expect(made.status).toBe(201);
    await stage.calcom.control.delivered();
    const [booking] = await bookingsOf(stage, account);
    expect(booking).toMatchObject({ source: 'calcom', externalId: made.body.data.uid, attendeePhone: '+13105550100' });
    const later = new Date(Date.parse(start) + 3_600_000).toISOString();
    const moved = await stage.cal('POST', `/bookings/${made.body.data.uid}/reschedule`, { start: later });
    await stage.calcom.control.delivered();
    const [after] = await bookingsOf(stage, account);
    expect(after).toMatchObject({ id: booking?.id, externalId: moved.body.data.uid, startTime: new Date(later) });
    await stage.cal('POST', `/bookings/${moved.body.data.uid}/cancel`, { cancellationReason: 'no' });
    await stage.calcom.control.delivered();
    expect(await bookingsOf(stage, account)).toMatchObject([{ id: booking?.id, status: 'cancelled' }]);
  });
});
