import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import type { ConnectionSettings, ConnectionSubscription } from '@/lib/db/schema/calendars';
import { eventType } from '@/sandbox/calcom/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalcomWorld, calcomConnection, calcomWorld } from '@/tests/support/calcom';

const official = officialCheck('calcom');
let world: CalcomWorld;

beforeAll(async () => {
  world = await calcomWorld({ requestsPerMinute: 10_000, onExchange: official.watch });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.calcom.control.reset();
  await world.kv.delete('circuit:calcom:failures');
});

const control = () => world.calcom.control;
const connectionOf = (settings?: ConnectionSettings) => calcomConnection(world.calcom, settings);
function facet<Name extends 'key' | 'eventTypes' | 'hosts' | 'subscriptions'>(name: Name) {
  const found = world.module[name];
  if (!found) throw new Error(name);
  return found as NonNullable<ProviderModule[Name]>;
}

describe('a key', () => {
  it('is whose it is; one that does not work is a fault to mend', async () => {
    expect(await facet('key').verify('cal_live_dana')).toEqual({ accountId: '77', label: 'dana@example.test' });
    const gone = { code: 'provider_failed', fault: 'grant_expired' };
    await expect(facet('key').verify('cal_live_gone')).rejects.toMatchObject(gone);
    control().expireKey('cal_live_dana', new Date(0));
    await expect(facet('key').verify('cal_live_dana')).rejects.toMatchObject(gone);
  });

  it('is named by a digest where requests are counted', async () => {
    const keys: string[] = [];
    const { createCalcomModule } = await import('@/lib/calendars/providers/calcom/module');
    const spied = {
      ...world.kv,
      take: (bucket: string, limit: number, seconds: number, now: Date) => {
        keys.push(bucket);
        return world.kv.take(bucket, limit, seconds, now);
      },
    };
    const module = createCalcomModule({
      config: { apiUrl: world.calcom.url },
      kv: spied,
      clock: { now: () => new Date(), elapsed: () => 0, sleepUntil: async () => {} },
    });
    await module.key?.verify('cal_live_dana');
    expect(keys).toEqual([expect.stringMatching(/^budget:calcom:[0-9a-f]{16}$/)]);
  });
});

describe('event types', () => {
  it('are those that anybody can book alone and for nothing, of the account and its teams', async () => {
    control().putEventType(eventType({ id: 1, title: 'Class', lengthInMinutes: 60, ownerId: 77, seats: 10 }));
    control().putEventType(eventType({ id: 2, title: 'Weekly', lengthInMinutes: 60, ownerId: 77, recurring: true }));
    expect(await facet('eventTypes').list(connectionOf())).toEqual([
      { id: '4411', name: 'Consultation', durationMinutes: 30, url: 'https://cal.com/dana/consultation' },
      { id: '4412', name: 'Intro call', durationMinutes: 15, url: 'https://cal.com/dana/intro-call' },
      { id: '4421', name: 'Any host (Front desk)', durationMinutes: 30, url: null },
      { id: '4422', name: 'Everybody (Front desk)', durationMinutes: 30, url: null },
    ]);
  });

  it('are asked for with their version, and a team that may not be listed is left out', async () => {
    control().addFault({ kind: 'status', status: 403, operation: 'team-event-types.list' });
    expect(await facet('eventTypes').list(connectionOf())).toHaveLength(2);
    const [asked] = control().exchanges('event-types.list');
    expect(asked?.requestHeaders['cal-api-version']).toBe('2024-06-14');
  });

  const service = {
    name: 'Check-up',
    slug: 'check-up',
    durationMinutes: 20,
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 10,
  };
  const made = (slug: string) =>
    [...control().exchanges('event-types.create')].filter(({ status }) => status === 201 && slug);

  it('are made from a service, once, also when the answer is lost', async () => {
    const connection = connectionOf();
    control().addFault({ kind: 'commit-then-drop', operation: 'event-types.create', count: 1 });
    const first = await facet('eventTypes').create?.(connection, service);
    expect(first).toMatchObject({ name: 'Check-up', durationMinutes: 20 });
    expect(await facet('eventTypes').create?.(connection, service)).toEqual(first);
    expect(made('check-up')).toHaveLength(1);
    expect(made('check-up')[0]?.requestBody).toMatchObject({ beforeEventBuffer: 5, afterEventBuffer: 10 });
  });

  it('of a connection for a team are the team’s, with all its members', async () => {
    const type = await facet('eventTypes').create?.(connectionOf({ teamId: '501' }), service);
    const [exchange] = control().exchanges('team-event-types.create');
    expect(exchange?.requestBody).toMatchObject({ schedulingType: 'roundRobin', assignAllTeamMembers: true });
    expect(type?.id).toMatch(/^\d+$/);
  });

  it('a slug that is in use by something else is refused', async () => {
    const taken = { ...service, slug: 'consultation', durationMinutes: 45 };
    await expect(facet('eventTypes').create?.(connectionOf(), taken)).rejects.toMatchObject({ fault: 'refused' });
  });
});

describe('hosts', () => {
  it('are the account and the members of its teams, each once', async () => {
    expect(await facet('hosts').list(connectionOf())).toEqual([
      { id: '77', name: 'Dana Host', email: 'dana@example.test' },
      { id: '78', name: 'Erin Host', email: 'erin@example.test' },
      { id: '79', name: 'Fay Host', email: 'fay@example.test' },
    ]);
    control().addFault({ kind: 'status', status: 403, operation: 'memberships.list' });
    expect(await facet('hosts').list(connectionOf())).toHaveLength(1);
  });
});

describe('the subscription', () => {
  const request = {
    callbackUrl: 'https://app.example.test/api/webhooks/calcom/cnx_1',
    secret: 'sec_1',
    now: new Date(),
  };
  const ensure = (connection: ReturnType<typeof connectionOf>, current: ConnectionSubscription | null = null) =>
    facet('subscriptions').ensure(connection, current, request);

  it('is made once, with our secret', async () => {
    const connection = connectionOf();
    const first = await ensure(connection);
    expect(first).toMatchObject({ state: 'active', secret: 'sec_1', id: control().webhooks()[0]?.id });
    expect(await ensure(connection, first)).toMatchObject({ id: first.id, state: 'active' });
    expect(await facet('subscriptions').ensure(connection, first, { ...request, secret: 'sec_2' })).toMatchObject({
      secret: 'sec_1',
    });
    expect(control().webhooks()).toHaveLength(1);
    expect(control().webhooks()[0]?.triggers).toContain('BOOKING_RESCHEDULED');
  });

  it.each([
    ['switched off', { active: false }],
    ['given another secret', { secret: 'theirs' }],
    ['made deaf to some triggers', { triggers: ['BOOKING_CREATED'] }],
  ])('is repaired when it was %s', async (_, damage) => {
    const connection = connectionOf();
    const first = await ensure(connection);
    Object.assign(control().webhooks()[0] ?? {}, damage);
    expect(await ensure(connection, first)).toMatchObject({ id: first.id, state: 'active' });
    expect(control().webhooks()).toMatchObject([{ active: true, secret: 'sec_1' }]);
    expect(control().webhooks()[0]?.triggers).toHaveLength(8);
  });

  it('is made anew when it was deleted, and adopted when somebody made it meanwhile', async () => {
    const connection = connectionOf();
    const first = await ensure(connection);
    await facet('subscriptions').remove(connection, first);
    await facet('subscriptions').remove(connection, first);
    expect(control().webhooks()).toHaveLength(0);
    expect((await ensure(connection, first)).id).not.toBe(first.id);
    await Promise.all([ensure(connection), ensure(connection)]);
    expect(control().webhooks()).toHaveLength(1);
  });

  it('of a team’s event type hangs on that type, and moves when another is chosen', async () => {
    const connection = connectionOf();
    const personal = await ensure(connection);
    const chosen = { ...connection, settings: { ...connection.settings, eventTypeId: '4421' } };
    const moved = await ensure(chosen, personal);
    expect(moved.resourceId).toBe('/teams/501/event-types/4421/webhooks');
    expect(control().webhooks()).toMatchObject([{ id: moved.id, eventTypeId: 4421 }]);
    await facet('subscriptions').remove(chosen, moved);
    expect(control().webhooks()).toHaveLength(0);
  });

  it('where Cal.com cannot reach us is missing, and no fault', async () => {
    const unreachable = { ...request, callbackUrl: 'http://app.example.test/hooks' };
    expect(await facet('subscriptions').ensure(connectionOf(), null, unreachable)).toMatchObject({
      id: '',
      state: 'missing',
    });
  });
});

itFitsTheOfficialDescription(official);
