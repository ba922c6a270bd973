import { beforeAll, describe, expect, it } from 'vitest';
import { GET as exportRoute } from '@/app/api/bookings/export/route';
import { GET as listRoute } from '@/app/api/bookings/route';
import type { Booking } from '@/lib/contracts/bookings';
import { bookings } from '@/lib/db/schema/bookings';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeApiKey,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
  type TestOrganization,
  updateOrganization,
} from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

interface ListAnswer extends Problem {
  success: boolean;
  bookings: Booking[];
  next_cursor: string | null;
  total: { count: number; capped: boolean };
}

const world = sharedWorld();
let organization: TestOrganization;
let operator: TestMember;
let caller: Caller;
let colleague: TestMember;

const list = async (query: Record<string, string> = {}) => {
  const answer = await callRoute<ListAnswer>(listRoute, { as: caller, query });
  return { ...answer, titles: answer.body.bookings?.map(({ title }) => title) };
};

type Row = Partial<typeof bookings.$inferInsert> & { title: string; start: string };

function rowOf({ start, ...row }: Row, organizationId: string): typeof bookings.$inferInsert {
  const startTime = new Date(start);
  const at = world.clock.now();
  return {
    id: world.deps.ids.make('booking'),
    organizationId,
    source: 'dashboard',
    startTime,
    endTime: new Date(startTime.getTime() + 1_800_000),
    durationMinutes: 30,
    attendeeName: 'Somebody',
    attendeePhone: '+12025550100',
    dueAt: startTime,
    createdAt: at,
    updatedAt: at,
    ...row,
  };
}

beforeAll(async () => {
  ({ organization } = await makeOrganization(world));
  operator = await makeMember(world, organization, 'operator');
  colleague = await makeMember(world, organization, 'operator');
  caller = await signIn(world, operator);
  const rows: Row[] = [
    { title: 'old-done', start: '2026-02-20T10:00:00Z', status: 'completed' },
    { title: 'old-failed', start: '2026-03-01T10:00:00Z', status: 'failed', source: 'api' },
    { title: 'on-the-line', start: '2026-03-02T09:58:00Z', status: 'calling', staffId: operator.staffId },
    { title: 'soon', start: '2026-03-02T11:00:00Z', attendeeName: 'Grace Hopper', staffId: operator.staffId },
    { title: 'given-up', start: '2026-03-02T23:30:00Z', status: 'cancelled' },
    {
      title: 'Later 100%_sure',
      start: '2026-03-03T00:30:00Z',
      attendeeEmail: 'grace@navy.example',
      attendeePhone: '+442079460018',
      source: 'extension',
      staffId: colleague.staffId,
    },
  ];
  const rival = await makeOrganization(world);
  await world.db
    .insert(bookings)
    .values([
      ...rows.map((row) => rowOf(row, organization.id)),
      rowOf({ title: 'theirs', start: '2026-03-02T11:00:00Z', attendeeName: 'Grace Hopper' }, rival.organization.id),
    ]);
});

const everything = ['old-done', 'old-failed', 'on-the-line', 'soon', 'given-up', 'Later 100%_sure'];

describe('listing bookings', () => {
  it('answers all of the organization by start time, and only of the organization', async () => {
    const { status, body, titles } = await list();
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: true, next_cursor: null, total: { count: 6, capped: false } });
    expect(titles).toEqual(everything);
    expect((await list({ order: 'desc' })).titles).toEqual(everything.toReversed());
  });

  it('filters by one status or several', async () => {
    expect((await list({ status: 'cancelled' })).titles).toEqual(['given-up']);
    expect((await list({ status: 'pending, calling' })).titles).toEqual(['on-the-line', 'soon', 'Later 100%_sure']);
  });

  it('filters by instants, both included', async () => {
    const bounds = { from: '2026-03-01T10:00:00Z', to: '2026-03-02T12:00:00+01:00' };
    expect((await list(bounds)).titles).toEqual(['old-failed', 'on-the-line', 'soon']);
    expect((await list({ to: '2026-03-02T12:00:00 01:00', from: '2026-03-02' })).titles).toEqual([
      'on-the-line',
      'soon',
    ]);
  });

  it('takes a bare date as a day where the organization is, or in the given zone', async () => {
    const day = { from: '2026-03-02', to: '2026-03-02' };
    expect((await list(day)).titles).toEqual(['on-the-line', 'soon', 'given-up']);
    expect((await list({ ...day, timezone: 'America/New_York' })).titles).toEqual([
      'on-the-line',
      'soon',
      'given-up',
      'Later 100%_sure',
    ]);
    await updateOrganization(world, organization, { timeZone: 'Europe/Berlin' });
    expect((await list(day)).titles).toEqual(['on-the-line', 'soon']);
    await updateOrganization(world, organization, { timeZone: 'UTC' });
  });

  it('filters by source and by operator', async () => {
    expect((await list({ source: 'api' })).titles).toEqual(['old-failed']);
    expect((await list({ staff_id: colleague.staffId })).titles).toEqual(['Later 100%_sure']);
  });

  it('parts what is to come from what is past: each booking is in one of the two', async () => {
    expect((await list({ view: 'upcoming' })).titles).toEqual(['on-the-line', 'soon', 'given-up', 'Later 100%_sure']);
    expect((await list({ view: 'past' })).titles).toEqual(['old-failed', 'old-done']);
    expect((await list({ view: 'past', order: 'asc' })).titles).toEqual(['old-done', 'old-failed']);
  });

  it.each([
    ['a name', 'hopper', ['soon']],
    ['words in any order and field', 'HOPPER soon', ['soon']],
    ['an e-mail', 'grace@navy', ['Later 100%_sure']],
    ['a word of several', 'grace', ['soon', 'Later 100%_sure']],
    ['a title with signs that LIKE reads', '100%_', ['Later 100%_sure']],
    ['a wildcard taken literally', '%', ['Later 100%_sure']],
    ['a number in E.164', '+44 20 7946 0018', ['Later 100%_sure']],
    ['a number as written at home', '020 7946-0018', ['Later 100%_sure']],
    ['a number with the zero in brackets', '+44 (0)20 7946 0018', ['Later 100%_sure']],
    ['the last digits', '0018', ['Later 100%_sure']],
    ['nothing known', 'nobody', []],
  ])('finds by %s', async (_, q, titles) => {
    expect((await list({ q })).titles).toEqual(titles);
  });

  it('pages by offset', async () => {
    expect((await list({ limit: '2' })).titles).toEqual(everything.slice(0, 2));
    const second = await list({ limit: '2', offset: '2' });
    expect(second.titles).toEqual(everything.slice(2, 4));
    expect(second.body.total.count).toBe(6);
    expect((await list({ offset: '6' })).titles).toEqual([]);
  });

  it.each(['asc', 'desc'])('pages by cursor, %s', async (order) => {
    const titles: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: ListAnswer } = await list({ limit: '2', order, ...(cursor ? { cursor } : {}) });
      titles.push(...body.bookings.map(({ title }) => title));
      cursor = body.next_cursor;
    } while (cursor);
    expect(titles).toEqual(order === 'asc' ? everything : everything.toReversed());
  });

  it.each([
    ['an unknown status', { status: 'pending,sleeping' }, 'validation_failed'],
    ['a limit of nothing', { limit: '0' }, 'validation_failed'],
    ['a limit beyond the largest page', { limit: '201' }, 'validation_failed'],
    ['a negative offset', { offset: '-1' }, 'validation_failed'],
    ['a date that is none', { from: '2026-02-30' }, 'validation_failed'],
    ['an end that is none', { to: 'now' }, 'validation_failed'],
    ['a fulfilment that is none', { fulfilment: 'letter' }, 'validation_failed'],
    ['an unknown zone', { from: '2026-03-02', timezone: 'Nope' }, 'unknown_time_zone'],
    ['an invented cursor', { cursor: 'abc' }, 'invalid_cursor'],
    ['a cursor beside an offset', { cursor: 'abc', offset: '5' }, 'validation_failed'],
  ])('400 for %s', async (_, query, code) => {
    const { status, body } = await list(query as unknown as Record<string, string>);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('400 for a cursor of the other order', async () => {
    const { body } = await list({ limit: '1' });
    const answer = await list({ order: 'desc', cursor: body.next_cursor ?? '' });
    expect(answer.body.code).toBe('invalid_cursor');
  });

  it('finds a meeting at the provider too, which has no number', async () => {
    const { organization: other, owner } = await makeOrganization(world);
    const row = rowOf({ title: 'Meet', start: '2026-05-01T10:00:00Z', attendeeName: 'Alan Turing' }, other.id);
    await world.db.insert(bookings).values({ ...row, fulfilment: 'meeting', attendeePhone: null });
    const answer = await callRoute<ListAnswer>(listRoute, { as: await signIn(world, owner), query: { q: 'turing' } });
    expect(answer.body.bookings).toMatchObject([{ title: 'Meet', fulfilment: 'meeting', attendee_phone: null }]);
    const titlesOf = async (fulfilment: string) => {
      const as = await signIn(world, owner);
      const { body } = await callRoute<ListAnswer>(listRoute, { as, query: { fulfilment } });
      return body.bookings.map(({ title }) => title);
    };
    expect([await titlesOf('meeting'), await titlesOf('call')]).toEqual([['Meet'], []]);
  });

  it('counts no further than a thousand', async () => {
    const { organization: large, owner } = await makeOrganization(world);
    const start = '2026-05-01T10:00:00Z';
    await world.db
      .insert(bookings)
      .values(Array.from({ length: 1001 }, (_, i) => rowOf({ title: `n${i}`, start }, large.id)));
    const answer = await callRoute<ListAnswer>(listRoute, { as: await signIn(world, owner), query: { limit: '200' } });
    expect(answer.body.bookings).toHaveLength(200);
    expect(answer.body.total).toEqual({ count: 1000, capped: true });
  });
});

describe('an export', () => {
  const exportAs = (as: Caller, query: Record<string, string> = {}) => callRoute<string>(exportRoute, { as, query });

  it('is the list of the filter as CSV', async () => {
    const { status, body, headers } = await exportAs(caller, { view: 'past' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="bookings-2026-03-02.csv"');
    const titles = body.split('\r\n').map((line) => line.split(',')[1]);
    expect(titles).toEqual(['title', 'old-failed', 'old-done', undefined]);
  });

  it('answers a fault as a problem, not as a broken file', async () => {
    const { status, body } = await exportAs(caller, { from: 'soon' });
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'validation_failed' })]);
  });

  it('is for whoever may read bookings, on a plan that has them', async () => {
    const viewer = await signIn(world, await makeMember(world, organization, 'viewer'));
    const { owner } = await makeOrganization(world, { plan: 'pro' });
    expect((await exportAs(viewer)).status).toBe(200);
    expect((await exportAs({})).status).toBe(401);
    expect((await exportAs(await signIn(world, owner))).status).toBe(402);
    expect((await exportAs(await makeApiKey(world, operator, ['calls:read']))).status).toBe(403);
  });
});
