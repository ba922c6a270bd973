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

beforeAll(async () => {
  calcom = await startCalcom({ now: () => clock.now(), onExchange: official.watch });
});
afterAll(() => calcom.stop());
beforeEach(() => {
  clock.set(new Date('2026-03-02T17:00:00Z'));
  calcom.control.reset();
});

const slots = (query: string) => api('GET', `/slots?${query}`);

describe('free slots', () => {
  it('stand under the day and with the offset of the zone asked for, also where the clocks change', async () => {
    const { body } = await slots('eventTypeId=4411&start=2026-03-06&end=2026-03-09&timeZone=America/New_York');
    expect(Object.keys(body.data)).toEqual(['2026-03-06', '2026-03-09']);
    expect(body.data['2026-03-06'][0]).toEqual({ start: '2026-03-06T09:00:00.000-05:00' });
    expect(body.data['2026-03-09'][0]).toEqual({ start: '2026-03-09T09:00:00.000-04:00' });
    expect(body.data['2026-03-09']).toHaveLength(16);
  });

  it('are the same instants whatever the zone, and stand in UTC without one', async () => {
    const range = 'eventTypeId=4411&start=2026-03-09&end=2026-03-09&format=range';
    const utc = (await slots(range)).body.data;
    expect(utc['2026-03-09'][0]).toEqual({ start: '2026-03-09T13:00:00.000Z', end: '2026-03-09T13:30:00.000Z' });
    const apia = (await slots(`${range}&timeZone=Pacific/Apia`)).body.data;
    const instants = (days: object) =>
      Object.values(days)
        .flat()
        .map(({ start }) => Date.parse(start));
    expect(instants(apia)).toEqual(instants(utc));
    expect(Object.keys(apia)).toEqual(['2026-03-10']);
  });

  it('nothing free is an empty object, and a day without slots is absent', async () => {
    expect((await slots('eventTypeId=4411&start=2026-03-07&end=2026-03-08')).body).toEqual({
      status: 'success',
      data: {},
    });
    calcom.control.addBusy(77, new Date('2026-03-09T00:00:00Z'), new Date('2026-03-10T05:00:00Z'));
    const { body } = await slots('eventTypeId=4411&start=2026-03-09&end=2026-03-10');
    expect(Object.keys(body.data)).toEqual(['2026-03-10']);
  });

  it('end where a booking begins, and keep its own time open for moving it', async () => {
    const { body } = await api('POST', '/bookings', bookingOf('2026-03-09T14:00:00Z'));
    const day = 'eventTypeId=4411&start=2026-03-09&end=2026-03-09';
    const starts = async (more = '') =>
      (await slots(day + more)).body.data['2026-03-09'].map(Object).map(({ start }: { start: string }) => start);
    expect(await starts()).not.toContain('2026-03-09T14:00:00.000Z');
    expect(await starts(`&bookingUidToReschedule=${body.data.uid}`)).toContain('2026-03-09T14:00:00.000Z');
  });

  it('a team’s types want all hosts, or any', async () => {
    calcom.control.addBusy(79, new Date('2026-03-09T13:00:00Z'), new Date('2026-03-09T14:00:00Z'));
    const first = async (id: number) =>
      (await slots(`eventTypeId=${id}&start=2026-03-09&end=2026-03-09`)).body.data['2026-03-09'][0].start;
    expect(await first(4421)).toBe('2026-03-09T13:00:00.000Z');
    expect(await first(4422)).toBe('2026-03-09T14:00:00.000Z');
    expect((await slots('eventTypeId=4423&start=2026-03-09&end=2026-03-09')).body.data).toEqual({});
  });

  it('can be asked by slugs, and for a meeting of several people', async () => {
    const day = 'start=2026-03-09&end=2026-03-09';
    const byId = (await slots(`eventTypeId=4411&${day}`)).body.data;
    expect((await slots(`eventTypeSlug=consultation&username=dana&${day}`)).body.data).toEqual(byId);
    expect((await slots(`eventTypeSlug=any-host&teamSlug=front-desk&${day}`)).status).toBe(200);
    const common = (await slots(`usernames=dana,erin&${day}`)).body.data['2026-03-09'];
    expect(common.map(({ start }: { start: string }) => start)).toEqual(
      ['13', '13', '14', '14', '15', '15'].map((hour, i) => `2026-03-09T${hour}:${i % 2 ? '30' : '00'}:00.000Z`),
    );
  });

  it('keep notice, window, buffers and interval', async () => {
    calcom.control.putEventType(
      eventType({
        id: 1,
        title: 'Strict',
        lengthInMinutes: 30,
        ownerId: 77,
        minimumBookingNotice: 24 * 60,
        windowDays: 7,
        slotInterval: 60,
        afterEventBuffer: 30,
      }),
    );
    await api('POST', '/bookings', bookingOf('2026-03-04T15:30:00Z'));
    const { data } = (await slots('eventTypeId=1&start=2026-03-02&end=2026-03-20')).body;
    expect(Object.keys(data)[0]).toBe('2026-03-03');
    expect(data['2026-03-03'][0].start).toBe('2026-03-03T17:00:00.000Z');
    expect(Object.keys(data).at(-1)).toBe('2026-03-09');
    expect(data['2026-03-04'].map(({ start }: { start: string }) => start)).not.toContain('2026-03-04T15:00:00.000Z');
    expect(data['2026-03-05']).toHaveLength(8);
  });

  it.each([
    ['an unknown parameter', 'eventTypeId=4411&start=2026-03-09&end=2026-03-09&limit=5', 400],
    ['no end', 'eventTypeId=4411&start=2026-03-09', 400],
    ['no event type', 'start=2026-03-09&end=2026-03-09', 400],
    ['an end before the start', 'eventTypeId=4411&start=2026-03-09&end=2026-03-01', 400],
    ['a zone that is none', 'eventTypeId=4411&start=2026-03-09&end=2026-03-09&timeZone=Mars', 400],
    ['a length of a type with one', 'eventTypeId=4411&start=2026-03-09&end=2026-03-09&duration=60', 400],
    ['an event type that is not there', 'eventTypeId=1234&start=2026-03-09&end=2026-03-09', 404],
    ['a person who is not there', 'eventTypeSlug=consultation&username=nobody&start=2026-03-09&end=2026-03-09', 404],
  ])('refuse %s', async (_, query, status) => {
    expect((await slots(query)).status).toBe(status);
  });

  it('may lag behind', async () => {
    await api('POST', '/bookings', bookingOf('2026-03-09T14:00:00Z'));
    calcom.control.addFault({ kind: 'stale-read', operation: 'slots.list', count: 1 });
    const count = async () =>
      (await slots('eventTypeId=4411&start=2026-03-09&end=2026-03-09')).body.data['2026-03-09'].length;
    expect(await count()).toBe(16);
    expect(await count()).toBe(15);
  });
});

describe('reservations', () => {
  const reserve = (more: object = {}, asker = api) =>
    asker('POST', '/slots/reservations', { eventTypeId: 4411, slotStart: '2026-03-09T14:00:00Z', ...more });

  it('hide a slot for some minutes, and bind nobody who books', async () => {
    const { status, body } = await reserve();
    expect([status, body.data.reservationUntil]).toEqual([201, '2026-03-02T17:05:00.000Z']);
    const count = async () =>
      (await slots('eventTypeId=4411&start=2026-03-09&end=2026-03-09')).body.data['2026-03-09'].length;
    expect(await count()).toBe(15);
    expect((await reserve()).status).toBe(422);
    expect((await api('POST', '/bookings', bookingOf('2026-03-09T14:00:00Z'))).status).toBe(201);
    expect((await reserve({ slotStart: '2026-03-09T15:00:00Z' })).status).toBe(201);
    clock.advance(5 * 60_000);
    expect((await api('GET', `/slots/reservations/${body.data.reservationUid}`)).body.data).toBeNull();
    expect(await count()).toBe(15);
  });

  it('are kept, changed and given back by their uid', async () => {
    const { uid } = { uid: (await reserve()).body.data.reservationUid };
    const at = `/slots/reservations/${uid}`;
    expect((await api('GET', at)).body.data).toMatchObject({
      reservationUid: uid,
      slotEnd: '2026-03-09T14:30:00.000Z',
    });
    const moved = await api('PATCH', at, { eventTypeId: 4411, slotStart: '2026-03-09T16:00:00Z' });
    expect(moved.body.data.slotStart).toBe('2026-03-09T16:00:00.000Z');
    expect((await api('DELETE', at)).body).toEqual({ status: 'success' });
    expect((await api('PATCH', at, { eventTypeId: 4411, slotStart: '2026-03-09T16:00:00Z' })).status).toBe(404);
  });

  it('last as long as a host says, and no stranger', async () => {
    expect(
      (
        await reserve(
          { reservationDuration: 10 },
          calcomApi(() => calcom, null),
        )
      ).status,
    ).toBe(401);
    expect(
      (
        await reserve(
          { reservationDuration: 10 },
          calcomApi(() => calcom, 'cal_live_erin'),
        )
      ).status,
    ).toBe(403);
    expect((await reserve({ reservationDuration: 10 })).body.data.reservationDuration).toBe(10);
    expect((await reserve({ slotDuration: 60 })).status).toBe(400);
    expect((await reserve({ eventTypeId: 1234 })).status).toBe(404);
  });
});

itFitsTheOfficialDescription(official);
