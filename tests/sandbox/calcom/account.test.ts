import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { TestClock } from '@/tests/support/test-clock';
import { bookingOf, calcomApi } from './api';

const official = officialCheck('calcom');
const clock = new TestClock(new Date('2026-03-02T17:00:00Z'));
let calcom: Calcom;
const api = calcomApi(() => calcom);
const erin = calcomApi(() => calcom, 'cal_live_erin');

beforeAll(async () => {
  calcom = await startCalcom({ now: () => clock.now(), onExchange: official.watch });
});
afterAll(() => calcom.stop());
beforeEach(() => calcom.control.reset());

describe('keys', () => {
  it('tell whose they are; unknown, deleted and expired ones are refused everywhere', async () => {
    expect((await api('GET', '/me')).body.data).toMatchObject({ id: 77, email: 'dana@example.test' });
    const refused = async (key: string | null) => (await calcomApi(() => calcom, key)('GET', '/me')).status;
    expect([await refused('cal_live_nobody'), await refused(null)]).toEqual([401, 401]);
    calcom.control.expireKey('cal_live_erin', new Date('2026-03-02T16:00:00Z'));
    expect((await erin('GET', '/me')).body.error).toMatchObject({ code: 'UnauthorizedException' });
    calcom.control.revokeKey('cal_live_dana');
    expect((await api('GET', '/slots?eventTypeId=4411&start=2026-03-09&end=2026-03-09')).status).toBe(401);
  });
});

describe('versions', () => {
  // Not watched: old shapes are not described any more.
  let unwatched: Calcom;
  beforeAll(async () => {
    unwatched = await startCalcom({ now: () => clock.now() });
  });
  afterAll(() => unwatched.stop());

  it.each([undefined, '2025-01-01', '2024-06-14'])(
    '%s for bookings means that of 2024-04-15, without a word',
    async (version) => {
      const old = calcomApi(() => unwatched);
      const headers = { 'cal-api-version': version };
      const created = await old('POST', '/bookings', bookingOf('2026-03-09T14:00:00Z'), headers);
      expect([created.status, created.body]).toEqual([500, { statusCode: 500, message: 'Internal server error' }]);
      expect((await old('GET', '/bookings', undefined, headers)).body.data).toHaveProperty('recurringInfo');
      expect((await old('POST', '/bookings/x/cancel', {}, headers)).status).toBe(404);
      expect(unwatched.control.bookings()).toHaveLength(0);
    },
  );

  it('are asked for slots and event types, too, and of nothing else', async () => {
    const old = calcomApi(() => unwatched);
    const without = { 'cal-api-version': undefined };
    expect(
      (await old('GET', '/slots?eventTypeId=4411&start=2026-03-09&end=2026-03-09', undefined, without)).status,
    ).toBe(404);
    expect((await old('GET', '/event-types', undefined, without)).body.data).toHaveProperty('eventTypeGroups');
    for (const path of ['/me', '/teams', '/webhooks', '/teams/501/memberships'])
      expect((await old('GET', path, undefined, without)).status).toBe(200);
  });
});

describe('rates', () => {
  it('120 a minute and key; who exceeds them waits a minute', async () => {
    const first = await api('GET', '/me');
    expect(first.headers.get('x-ratelimit-limit-default')).toBe('120');
    expect(first.headers.get('x-ratelimit-remaining-default')).toBe('119');
    for (let i = 0; i < 119; i += 1) expect((await api('GET', '/me')).status).toBe(200);
    const refused = await api('GET', '/me');
    expect(refused.status).toBe(429);
    expect(refused.body.error.code).toBe('ThrottlerException');
    expect(refused.headers.get('x-ratelimit-reset-default')).toBe('60');
    expect((await erin('GET', '/me')).status).toBe(200);
    clock.advance(59_000);
    expect((await api('GET', '/me')).status).toBe(429);
    clock.advance(1_000);
    expect((await api('GET', '/me')).status).toBe(200);
  });
});

describe('event types', () => {
  it('are the caller’s own, or a team’s to its members', async () => {
    const own = (await api('GET', '/event-types')).body.data;
    expect(own.map(({ id }: { id: number }) => id)).toEqual([4411, 4412, 4413, 4414]);
    expect((await erin('GET', '/event-types')).body.data).toEqual([]);
    expect((await api('GET', '/event-types?eventSlug=intro-call')).body.data).toHaveLength(1);
    const ofTeam = (await erin('GET', '/teams/501/event-types')).body.data;
    expect(ofTeam[0]).toMatchObject({
      id: 4421,
      schedulingType: 'roundRobin',
      hosts: [{ userId: 77 }, { userId: 79 }],
    });
    expect((await api('GET', '/teams/502/event-types')).status).toBe(404);
  });

  it('are made, read and deleted; a slug is used once', async () => {
    const input = { title: 'Check-up', slug: 'check-up', lengthInMinutes: 20 };
    const made = await api('POST', '/event-types', input);
    expect([made.status, made.body.data.ownerId]).toEqual([201, 77]);
    expect((await api('POST', '/event-types', input)).status).toBe(400);
    expect((await api('POST', '/event-types', { ...input, slug: 'Not A Slug' })).status).toBe(400);
    expect((await erin('GET', `/event-types/${made.body.data.id}`)).status).toBe(404);
    expect((await api('DELETE', `/event-types/${made.body.data.id}`)).body.data).toMatchObject({ slug: 'check-up' });
    expect((await api('GET', `/event-types/${made.body.data.id}`)).status).toBe(404);
  });

  it('of a team are made by those who manage it', async () => {
    const input = {
      title: 'Desk',
      slug: 'desk',
      lengthInMinutes: 20,
      schedulingType: 'roundRobin',
      assignAllTeamMembers: true,
    };
    expect((await erin('POST', '/teams/501/event-types', input)).status).toBe(403);
    const made = await api('POST', '/teams/501/event-types', input);
    expect(made.body.data.hosts.map(({ userId }: { userId: number }) => userId)).toEqual([77, 78, 79]);
    expect((await api('GET', `/teams/501/event-types/${made.body.data.id}`)).status).toBe(200);
    expect((await api('DELETE', `/teams/501/event-types/${made.body.data.id}`)).status).toBe(200);
  });
});

describe('teams', () => {
  it('and who is in them', async () => {
    expect((await api('GET', '/teams')).body.data).toMatchObject([{ id: 501, name: 'Front desk' }]);
    const members = (await api('GET', '/teams/501/memberships')).body.data;
    expect(members.map(({ userId, role }: { userId: number; role: string }) => [userId, role])).toEqual([
      [77, 'OWNER'],
      [78, 'MEMBER'],
      [79, 'ADMIN'],
    ]);
    expect((await api('GET', '/teams/501/memberships?emails=erin@example.test')).body.data).toHaveLength(1);
  });
});

itFitsTheOfficialDescription(official);
