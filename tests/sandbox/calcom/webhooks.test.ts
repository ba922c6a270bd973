import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { isObject, type JsonObject } from '@/tests/contract/official/json';
import { itFitsTheOfficialDescription, officialCheck, readOfficial } from '@/tests/contract/official-schemas';
import { TestClock } from '@/tests/support/test-clock';
import { bookingOf, calcomApi } from './api';

const official = officialCheck('calcom');
const clock = new TestClock(new Date('2026-03-02T17:00:00Z'));
const received: { headers: http.IncomingHttpHeaders; raw: string; body: ReturnType<typeof JSON.parse> }[] = [];
let answer = 200;
let calcom: Calcom;
let subscriberUrl: string;
const api = calcomApi(() => calcom);
const receiver = http.createServer((request, response) => {
  let raw = '';
  request.on('data', (chunk) => {
    raw += chunk;
  });
  request.on('end', () => {
    received.push({ headers: request.headers, raw, body: raw.startsWith('{') ? JSON.parse(raw) : null });
    response.writeHead(answer).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  subscriberUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  calcom = await startCalcom({ now: () => clock.now(), requestsPerMinute: 10_000, onExchange: official.watch });
});
afterAll(async () => {
  await calcom.stop();
  receiver.close();
});
beforeEach(() => {
  clock.set(new Date('2026-03-02T17:00:00Z'));
  calcom.control.reset();
  received.length = 0;
  answer = 200;
});

const ALL = [
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_REJECTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED',
  'BOOKING_NO_SHOW_UPDATED',
  'MEETING_STARTED',
  'MEETING_ENDED',
];
const subscribe = (changes: object = {}, base = '') =>
  api('POST', `${base}/webhooks`, { active: true, subscriberUrl, triggers: ALL, secret: 'whsec', ...changes });
const at = '2026-03-09T14:00:00Z';
const book = async (changes: object = {}, start = at) =>
  (await api('POST', '/bookings', bookingOf(start, changes))).body.data.uid as string;
const act = (uid: string, what: string, body: object = {}) => api('POST', `/bookings/${uid}/${what}`, body);
const told = async () => {
  await calcom.control.delivered();
  return received.map(({ body }) => body?.triggerEvent ?? 'no trigger');
};

describe('subscriptions', () => {
  it('are made, listed, changed and removed; an address is used once', async () => {
    const made = await subscribe();
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({ userId: 77, subscriberUrl, active: true, secret: 'whsec' });
    expect((await subscribe()).status).toBe(409);
    const { id } = made.body.data;
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await api('GET', '/webhooks')).body.data).toEqual([made.body.data]);
    expect((await api('PATCH', `/webhooks/${id}`, { active: false })).body.data.active).toBe(false);
    expect((await calcomApi(() => calcom, 'cal_live_erin')('GET', `/webhooks/${id}`)).status).toBe(404);
    expect((await api('DELETE', `/webhooks/${id}`)).status).toBe(200);
    expect((await api('GET', `/webhooks/${id}`)).status).toBe(404);
  });

  it.each([
    ['an address without TLS', { subscriberUrl: 'http://example.com/hooks' }],
    ['an unknown trigger', { triggers: ['BOOKING_COMPLETED'] }],
    ['no triggers', { triggers: undefined }],
  ])('refuse %s', async (_, changes) => {
    expect((await subscribe(changes)).status).toBe(400);
  });

  it('of a user are about his own types; each one that fits is told on its own', async () => {
    await subscribe();
    await subscribe({}, '/event-types/4411');
    await subscribe({}, '/teams/501/event-types/4421');
    await book();
    await book({ eventTypeId: 4421 }, '2026-03-10T14:00:00Z');
    expect(await told()).toEqual(['BOOKING_CREATED', 'BOOKING_CREATED', 'BOOKING_CREATED']);
    expect(received.map(({ body }) => body.payload.eventTypeId)).toEqual([4411, 4411, 4421]);
  });

  it('end when the receiver says that it is gone', async () => {
    await subscribe();
    answer = 410;
    await book();
    await told();
    expect(calcom.control.webhooks()[0]?.active).toBe(false);
    await book({}, '2026-03-10T14:00:00Z');
    expect(await told()).toHaveLength(1);
  });
});

describe('webhooks', () => {
  it('are signed over their very bytes', async () => {
    await subscribe();
    await book();
    await told();
    const [first] = received;
    expect(first?.headers['x-cal-signature-256']).toBe(
      createHmac('sha256', 'whsec')
        .update(first?.raw ?? '')
        .digest('hex'),
    );
    expect(first?.headers['x-cal-webhook-version']).toBe('2021-10-20');
    await api('PATCH', `/webhooks/${calcom.control.webhooks()[0]?.id}`, { active: false });
    await subscribe({ secret: undefined, subscriberUrl: `${subscriberUrl}/2` });
    await book({}, '2026-03-10T14:00:00Z');
    await told();
    expect(received.at(-1)?.headers['x-cal-signature-256']).toBe('no-secret-provided');
  });

  it('tell a booking’s life: made, moved under a new uid without a cancellation, cancelled', async () => {
    await subscribe();
    const uid = await book();
    const moved = (await act(uid, 'reschedule', { start: '2026-03-10T14:00:00Z' })).body.data.uid;
    await act(moved, 'cancel', { cancellationReason: 'ill' });
    expect(await told()).toEqual(['BOOKING_CREATED', 'BOOKING_RESCHEDULED', 'BOOKING_CANCELLED']);
    const [created, rescheduled, cancelled] = received.map(({ body }) => body.payload);
    expect(created).toMatchObject({
      uid,
      startTime: '2026-03-09T14:00:00Z',
      status: 'ACCEPTED',
      metadata: { slotline_booking_id: 'bk_1' },
      organizer: { id: 77, utcOffset: -240 },
      attendees: [{ email: 'sam@visitors.test', utcOffset: -420, phoneNumber: '+13105550100' }],
    });
    expect(rescheduled).toMatchObject({ uid: moved, rescheduleUid: uid, rescheduleStartTime: '2026-03-09T14:00:00Z' });
    expect(cancelled).toMatchObject({
      uid: moved,
      startTime: '2026-03-10T14:00:00+00:00',
      status: 'CANCELLED',
      cancellationReason: 'ill',
      cancelledBy: 'dana@example.test',
    });
    expect(cancelled).not.toHaveProperty('metadata');
  });

  it('tell a request and what became of it', async () => {
    await subscribe();
    const uid = await book({ eventTypeId: 4412 });
    await act(uid, 'confirm');
    await act(await book({ eventTypeId: 4412 }, '2026-03-10T14:00:00Z'), 'decline', { reason: 'ill' });
    expect(await told()).toEqual(['BOOKING_REQUESTED', 'BOOKING_CREATED', 'BOOKING_REQUESTED', 'BOOKING_REJECTED']);
    expect(received.map(({ body }) => body.payload.status)).toEqual(['PENDING', 'ACCEPTED', 'PENDING', 'REJECTED']);
    expect(received.at(-1)?.body.payload.rejectionReason).toBe('ill');
  });

  it('tell of absence and its taking back; that of the host they do not', async () => {
    await subscribe();
    const uid = await book();
    clock.set(new Date('2026-03-09T14:10:00Z'));
    for (const absent of [true, false])
      await act(uid, 'mark-absent', { attendees: [{ email: 'sam@visitors.test', absent }] });
    await act(uid, 'mark-absent', { host: true });
    await told();
    const marks = received.filter(({ body }) => body.triggerEvent === 'BOOKING_NO_SHOW_UPDATED');
    expect(marks.map(({ body }) => body.payload)).toMatchObject([
      { bookingUid: uid, message: 'sam@visitors.test marked as no-show', attendees: [{ noShow: true }] },
      { bookingUid: uid, attendees: [{ noShow: false }] },
    ]);
    expect(marks).toHaveLength(2);
  });

  it('tell the start and the end of a meeting, flat, once, whoever came', async () => {
    await subscribe();
    const uid = await book();
    await book({}, '2026-03-10T14:00:00Z').then((other) => act(other, 'cancel'));
    clock.set(new Date('2026-03-11T00:00:00Z'));
    calcom.control.tellDueMeetings();
    calcom.control.tellDueMeetings();
    expect((await told()).filter((trigger) => trigger.startsWith('MEETING_'))).toEqual([
      'MEETING_STARTED',
      'MEETING_ENDED',
    ]);
    expect(received.at(-1)?.body).toMatchObject({
      uid,
      status: 'ACCEPTED',
      attendees: [{ noShow: false }],
      noShowHost: false,
    });
  });

  it('get lost, come twice or in another order, as faults say', async () => {
    await subscribe();
    calcom.control.addFault({ kind: 'webhook-duplicate', operation: 'BOOKING_CREATED', count: 1 });
    const uid = await book();
    expect(await told()).toEqual(['BOOKING_CREATED', 'BOOKING_CREATED']);
    calcom.control.addFault({ kind: 'webhook-reorder', operation: 'BOOKING_RESCHEDULED', delayMs: 1_000 });
    const moved = (await act(uid, 'reschedule', { start: '2026-03-10T14:00:00Z' })).body.data.uid;
    await act(moved, 'cancel');
    expect((await told()).slice(2)).toEqual(['BOOKING_CANCELLED', 'BOOKING_RESCHEDULED']);
    calcom.control.addFault({ kind: 'webhook-lost' });
    await book({}, '2026-03-11T14:00:00Z');
    expect(await told()).toHaveLength(4);
  });

  it('carry a tenant’s own template, and what a test puts in', async () => {
    await subscribe({ payloadTemplate: 'booking={{uid}}&who={{organizer.name}}' });
    const uid = await book();
    await told();
    expect(received[0]).toMatchObject({ raw: `booking=${uid}&who=Dana Host`, body: null });
    expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    await api('PATCH', `/webhooks/${calcom.control.webhooks()[0]?.id}`, { payloadTemplate: '' });
    calcom.control.send('BOOKING_CANCELLED', uid, { requestReschedule: true });
    await told();
    expect(received.at(-1)?.body.payload.requestReschedule).toBe(true);
  });
});

/** Members that only some bookings have, or that are of no use without the parts they belong to. */
const NOT_SIMULATED =
  /^(conferenceData|videoCallData|appsStatus|oneTimePassword|hashedLink|hide\w+|seats\w+|disable\w+|customReplyToEmail|destinationCalendar\w*|dynamic\w+|reassign\w+|recurringEventId|smsReminderNumber|scheduledJobs|isRecorded|ratingFeedback|rating|creationSource|responses|organizationId)$/;

describe('bodies have the members of the official samples', () => {
  const missingFrom = (sample: unknown, body: unknown): string[] =>
    Object.keys(isObject(sample) ? sample : {}).filter(
      (name) => !NOT_SIMULATED.test(name) && !(isObject(body) && name in body),
    );

  it.for(ALL)('%s', async (trigger, context) => {
    const sample: JsonObject | null = readOfficial(`calcom-webhook-${trigger}.json`);
    if (!sample) return context.skip('the official sample is not beside the repository');
    await subscribe();
    const uid = await book({ eventTypeId: /REQUESTED|REJECTED/.test(trigger) ? 4412 : 4411 });
    if (trigger === 'BOOKING_REJECTED') await act(uid, 'decline', { reason: 'ill' });
    if (trigger === 'BOOKING_CANCELLED') await act(uid, 'cancel', { cancellationReason: 'ill' });
    if (trigger === 'BOOKING_RESCHEDULED') await act(uid, 'reschedule', { start: '2026-03-10T14:00:00Z' });
    clock.set(new Date('2026-03-10T20:00:00Z'));
    if (trigger === 'BOOKING_NO_SHOW_UPDATED')
      await act(uid, 'mark-absent', { attendees: [{ email: 'sam@visitors.test', absent: true }] });
    calcom.control.tellDueMeetings();
    await told();
    const body = received.find((one) => one.body.triggerEvent === trigger)?.body;
    expect(missingFrom(sample, body)).toEqual([]);
    expect(missingFrom(sample.payload, body?.payload)).toEqual([]);
    const people = (of: unknown) => (isObject(of) && Array.isArray(of.attendees) ? of.attendees[0] : undefined);
    expect(missingFrom(people(sample.payload ?? sample), people(body?.payload ?? body))).toEqual([]);
  });
});

itFitsTheOfficialDescription(official);
