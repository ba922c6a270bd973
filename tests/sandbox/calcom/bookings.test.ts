import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventType } from '@/sandbox/calcom/sample-account';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { TestClock } from '@/tests/support/test-clock';
import { bookingOf, calcomApi } from './api';

const official = officialCheck('calcom');
const clock = new TestClock(new Date('2026-03-02T17:00:00Z'));
let calcom: Calcom;
const api = calcomApi(() => calcom);
const stranger = calcomApi(() => calcom, null);

beforeAll(async () => {
  calcom = await startCalcom({ now: () => clock.now(), requestsPerMinute: 10_000, onExchange: official.watch });
});
afterAll(() => calcom.stop());
beforeEach(() => {
  clock.set(new Date('2026-03-02T17:00:00Z'));
  calcom.control.reset();
});

const at = '2026-03-09T14:00:00Z';
const book = (start = at, changes: object = {}) => api('POST', '/bookings', bookingOf(start, changes));
const messageOf = ({ body }: { body: { error?: { message: string }; message?: string } }) =>
  body.error?.message ?? body.message;

describe('booking', () => {
  it('answers with the booking, our metadata included', async () => {
    const { status, body } = await book();
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      status: 'accepted',
      start: '2026-03-09T14:00:00.000Z',
      end: '2026-03-09T14:30:00.000Z',
      duration: 30,
      eventType: { id: 4411, slug: 'consultation' },
      hosts: [{ id: 77, email: 'dana@example.test' }],
      attendees: [{ email: 'sam@visitors.test', absent: false, phoneNumber: '+13105550100' }],
      metadata: { slotline_booking_id: 'bk_1' },
      location: `https://app.cal.com/video/${body.data.uid}`,
    });
    expect(body.data.uid).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
    expect((await stranger('GET', `/bookings/${body.data.uid}`)).body.data).toEqual(body.data);
  });

  it('of a taken time is refused with a sentence, and of a lost race with a bare conflict', async () => {
    await book();
    const taken = await book();
    expect([taken.status, messageOf(taken)]).toEqual([
      400,
      'User either already has booking at this time or is not available',
    ]);
    await book(at, { eventTypeId: 4422 });
    const team = await book('2026-03-09T14:00:00Z', { eventTypeId: 4422 });
    expect(messageOf(team)).toBe('One of the hosts either already has booking at this time or is not available');
    calcom.control.addFault({ kind: 'slot-taken', status: 409, count: 1 });
    const raced = await book('2026-03-09T15:00:00Z');
    expect([raced.status, raced.body]).toEqual([409, { statusCode: 409, message: 'booking_conflict_error' }]);
  });

  it('the same booker again gets the same booking of a round-robin or confirmation type', async () => {
    for (const [eventTypeId, start] of [
      [4421, at],
      [4412, '2026-03-09T15:00:00Z'],
    ] as const) {
      const first = await book(start, { eventTypeId });
      const again = await book(start, { eventTypeId });
      expect([again.status, again.body.data.uid]).toEqual([201, first.body.data.uid]);
    }
    const other = { ...bookingOf(at).attendee, email: 'kim@visitors.test' };
    const second = await book('2026-03-09T16:00:00Z', { eventTypeId: 4421, attendee: other });
    expect(second.status).toBe(201);
  });

  it('round robin takes another host while one is free', async () => {
    const attendee = (email: string) => ({ ...bookingOf(at).attendee, email });
    const hosts = [];
    for (const email of ['a@visitors.test', 'b@visitors.test'])
      hosts.push((await book(at, { eventTypeId: 4421, attendee: attendee(email) })).body.data.hosts[0].id);
    expect(hosts).toEqual([77, 79]);
    expect((await book(at, { eventTypeId: 4421, attendee: attendee('c@visitors.test') })).status).toBe(400);
  });

  it.each([
    ['in the past', '2026-03-02T15:00:00Z', {}, 400, /in the past/],
    ['of a managed parent', at, { eventTypeId: 4423 }, 400, /managed/],
    ['of a type that is not there', at, { eventTypeId: 1 }, 404, /Event type with id 1 not found/],
    ['of another length', at, { lengthInMinutes: 45 }, 400, /lengthInMinutes/],
    ['at a place that is not offered', at, { location: { type: 'attendeePhone', phone: '+1' } }, 400, /not offered/],
    ['outside the hours', '2026-03-09T02:00:00Z', {}, 400, /not available/],
    ['of an unknown slug', at, { eventTypeId: undefined, eventTypeSlug: 'x', username: 'dana' }, 404, /slug x/],
  ])('%s is refused', async (_, start, changes, status, message) => {
    const answer = await book(start, changes);
    expect(answer.status).toBe(status);
    expect(messageOf(answer)).toMatch(message);
  });

  it('outside the window and without a required answer is refused', async () => {
    calcom.control.putEventType(
      eventType({
        id: 1,
        title: 'Strict',
        lengthInMinutes: 30,
        ownerId: 77,
        windowDays: 2,
        questions: [{ slug: 'insurer', required: true }],
      }),
    );
    const answers = { bookingFieldsResponses: { insurer: 'ACME' } };
    expect(messageOf(await book(at, { eventTypeId: 1, ...answers }))).toMatch(/can't be booked at the "start" time/);
    expect(messageOf(await book('2026-03-03T15:00:00Z', { eventTypeId: 1 }))).toMatch(/Missing required .* insurer/);
    expect((await book('2026-03-03T15:00:00Z', { eventTypeId: 1, ...answers })).status).toBe(201);
  });

  it('that says nonsense is refused, telling what and echoing it', async () => {
    const answer = await book('tomorrow', { metadata: { ['k'.repeat(41)]: 'x' } });
    expect(answer.status).toBe(400);
    const { details } = answer.body.error;
    expect(details.errors.map(({ property }: { property: string }) => property.split('.')[0])).toEqual([
      'start',
      'metadata',
    ]);
    expect(details.errors[0]).toMatchObject({ value: 'tomorrow', target: { start: 'tomorrow' } });
    expect((await book(at, { metadata: { a: 'x'.repeat(501) } })).status).toBe(400);
    expect((await book(at, { colour: 'red' })).status).toBe(400);
    expect((await book('2026-03-09T14:00:00+02:00')).status).toBe(400);
  });
});

describe('changing a booking', () => {
  const made = async (changes: object = {}, start = at) => (await book(start, changes)).body.data.uid as string;
  const post = (uid: string, what: string, body: object = {}) => api('POST', `/bookings/${uid}/${what}`, body);

  it('moving makes a new booking; the old one is cancelled and points to it', async () => {
    const uid = await made();
    const moved = await post(uid, 'reschedule', { start: '2026-03-10T14:00:00Z', reschedulingReason: 'ill' });
    expect(moved.status).toBe(201);
    expect(moved.body.data).toMatchObject({
      status: 'accepted',
      rescheduledFromUid: uid,
      metadata: { slotline_booking_id: 'bk_1' },
    });
    expect(moved.body.data.uid).not.toBe(uid);
    expect((await api('GET', `/bookings/${uid}`)).body.data).toMatchObject({
      status: 'cancelled',
      rescheduledToUid: moved.body.data.uid,
      reschedulingReason: 'ill',
    });
    const again = await post(uid, 'reschedule', { start: '2026-03-11T14:00:00Z' });
    expect([again.status, messageOf(again)]).toEqual([400, expect.stringContaining(moved.body.data.uid)]);
    const further = await post(moved.body.data.uid, 'reschedule', { start: at });
    expect(further.body.data.rescheduledFromUid).toBe(moved.body.data.uid);
  });

  it('moving to a taken time, or to the past, leaves it where it is', async () => {
    const uid = await made();
    await made({ attendee: { ...bookingOf(at).attendee, email: 'kim@visitors.test' } }, '2026-03-10T14:00:00Z');
    expect((await post(uid, 'reschedule', { start: '2026-03-10T14:00:00Z' })).status).toBe(400);
    expect((await post(uid, 'reschedule', { start: '2026-03-01T14:00:00Z' })).status).toBe(400);
    expect((await api('GET', `/bookings/${uid}`)).body.data.status).toBe('accepted');
  });

  it('moving a confirmed one is confirmed again by the host alone', async () => {
    const uid = await made({ eventTypeId: 4412 });
    await post(uid, 'confirm');
    const byGuest = await post(uid, 'reschedule', {
      start: '2026-03-10T14:00:00Z',
      rescheduledBy: 'sam@visitors.test',
    });
    expect(byGuest.body.data.status).toBe('pending');
    const byHost = await post(byGuest.body.data.uid, 'reschedule', { start: at, rescheduledBy: 'dana@example.test' });
    expect(byHost.body.data.status).toBe('accepted');
  });

  it('cancelling frees the time; twice, or when it is over, it is refused', async () => {
    const uid = await made();
    const cancelled = await post(uid, 'cancel', { cancellationReason: 'ill' });
    expect(cancelled.body.data).toMatchObject({ status: 'cancelled', cancellationReason: 'ill' });
    expect((await post(uid, 'cancel')).status).toBe(400);
    const second = await made();
    clock.set(new Date('2026-03-09T15:00:00Z'));
    const over = await post(second, 'cancel');
    expect([over.status, over.body]).toEqual([
      400,
      { statusCode: 400, message: 'Cannot cancel a booking that has already ended' },
    ]);
    expect((await post('nobody', 'cancel')).status).toBe(404);
  });

  it('a request is confirmed or declined by a host, once', async () => {
    const [one, two] = [await made({ eventTypeId: 4412 }), await made({ eventTypeId: 4412 }, '2026-03-09T16:00:00Z')];
    expect((await stranger('POST', `/bookings/${one}/confirm`)).status).toBe(401);
    expect((await post(one, 'confirm')).body.data.status).toBe('accepted');
    expect((await post(one, 'confirm')).status).toBe(400);
    expect((await post(two, 'decline', { reason: 'ill' })).body.data.status).toBe('rejected');
  });

  it('absence is marked after the start, and can be taken back', async () => {
    const uid = await made();
    const mark = (absent: boolean) => post(uid, 'mark-absent', { attendees: [{ email: 'sam@visitors.test', absent }] });
    expect((await mark(true)).status).toBe(400);
    clock.set(new Date('2026-03-09T14:10:00Z'));
    expect((await mark(true)).body.data.attendees[0].absent).toBe(true);
    expect((await mark(false)).body.data.attendees[0].absent).toBe(false);
    expect((await post(uid, 'mark-absent', { host: true })).body.data.absentHost).toBe(true);
    const foreign = await calcomApi(() => calcom, 'cal_live_erin')('POST', `/bookings/${uid}/mark-absent`, {
      host: true,
    });
    expect([foreign.status, foreign.body]).toEqual([500, { statusCode: 500, message: 'Internal server error' }]);
  });

  it('a round-robin booking goes to another host, and keeps its uid', async () => {
    const uid = await made({ eventTypeId: 4421 });
    const given = await post(uid, 'reassign');
    expect(given.body.data).toMatchObject({ bookingUid: uid, reassignedTo: { id: 79 } });
    expect((await post(uid, 'reassign/77', { reason: 'back' })).body.data.reassignedTo.id).toBe(77);
    expect((await post(await made({}, '2026-03-09T16:00:00Z'), 'reassign')).status).toBe(400);
  });
});

describe('listing bookings', () => {
  const list = async (query: string, asker = api) => (await asker('GET', `/bookings?${query}`)).body;
  const uids = async (query: string, asker = api) =>
    (await list(query, asker)).data.map(({ uid }: { uid: string }) => uid);

  it('filters by view, person, time and type', async () => {
    const one = (await book()).body.data.uid;
    const kim = { ...bookingOf(at).attendee, email: 'kim@visitors.test', name: 'Kim' };
    const two = (await book('2026-03-10T14:00:00Z', { attendee: kim, eventTypeId: 4412 })).body.data.uid;
    expect(await uids('status=upcoming')).toEqual([one]);
    expect(await uids('status=upcoming,unconfirmed')).toEqual([one, two]);
    expect(await uids('attendeeEmail=kim@visitors.test')).toEqual([two]);
    expect(await uids('attendeeName=Kim')).toEqual([two]);
    expect(await uids('eventTypeId=4411')).toEqual([one]);
    expect(await uids('afterStart=2026-03-10T00:00:00Z')).toEqual([two]);
    expect(await uids('beforeEnd=2026-03-10T00:00:00Z')).toEqual([one]);
    expect(await uids('sortStart=desc')).toEqual([two, one]);
    clock.set(new Date('2026-03-09T15:00:00Z'));
    expect(await uids('status=past')).toEqual([one]);
    await api('POST', `/bookings/${two}/cancel`, {});
    expect(await uids('status=cancelled')).toEqual([two]);
    expect((await api('GET', '/bookings?colour=red')).status).toBe(400);
  });

  it('by time of change, so that nothing is missed', async () => {
    const one = (await book()).body.data.uid;
    clock.advance(60_000);
    const two = (await book('2026-03-10T14:00:00Z')).body.data.uid;
    clock.advance(60_000);
    await api('POST', `/bookings/${one}/cancel`, {});
    expect(await uids('afterUpdatedAt=2026-03-02T17:01:00Z&sortUpdatedAt=asc')).toEqual([two, one]);
    expect(await uids('beforeUpdatedAt=2026-03-02T17:01:30Z')).toEqual([two]);
  });

  it('in pages, with the numbers around them', async () => {
    for (const hour of [13, 14, 15]) await book(`2026-03-09T${hour}:00:00Z`);
    const page = await list('take=2&skip=2');
    expect(page.data).toHaveLength(1);
    expect(page.pagination).toEqual({
      totalItems: 3,
      remainingItems: 0,
      returnedItems: 1,
      itemsPerPage: 2,
      currentPage: 2,
      totalPages: 2,
      hasNextPage: false,
      hasPreviousPage: true,
    });
    expect((await api('GET', '/bookings?take=251')).status).toBe(400);
  });

  it('shows a key what its user hosts or manages', async () => {
    const own = (await book()).body.data.uid;
    const team = (await book('2026-03-10T14:00:00Z', { eventTypeId: 4421 })).body.data.uid;
    const erin = calcomApi(() => calcom, 'cal_live_erin');
    expect(await uids('', erin)).toEqual([]);
    expect(await uids('')).toEqual([own, team]);
    expect(await uids('teamId=501')).toEqual([team]);
    expect((await api('GET', '/teams/501/bookings')).body.data).toHaveLength(1);
    expect((await erin('GET', '/teams/501/bookings')).status).toBe(403);
  });

  it('may lag behind a change', async () => {
    const uid = (await book()).body.data.uid;
    calcom.control.addFault({ kind: 'stale-read', count: 2 });
    expect(await uids('')).toEqual([]);
    expect((await api('GET', `/bookings/${uid}`)).status).toBe(404);
    await api('POST', `/bookings/${uid}/cancel`, {});
    calcom.control.addFault({ kind: 'stale-read', count: 1 });
    expect((await api('GET', `/bookings/${uid}`)).body.data.status).toBe('accepted');
  });
});

itFitsTheOfficialDescription(official);
