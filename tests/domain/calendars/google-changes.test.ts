import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection } from '@/lib/calendars/port';
import type { StatesFacet, SubscriptionsFacet } from '@/lib/calendars/provider-module';
import type { ConnectionSubscription } from '@/lib/db/schema/calendars';
import { DAY_MS } from '@/lib/time/units';
import { dana, roomCalendar } from '@/sandbox/google/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type GoogleWorld, googleWorld } from '@/tests/support/google';
import { type ServedHandlers, serveHandlers } from '@/tests/support/serve-handlers';

const official = officialCheck('google');
let world: GoogleWorld;
let connection: OpenConnection;
let changes: StatesFacet;
let channels: SubscriptionsFacet;

beforeEach(async () => {
  world = await googleWorld({ onExchange: official.watch });
  connection = world.connection();
  const facet = world.module.changes;
  changes = facet?.kind === 'states' ? facet : expect.unreachable();
  channels = world.module.subscriptions ?? expect.unreachable();
});
afterEach(() => world.close());

const control = () => world.google.control;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const add = (days: number, calendarId: string = dana) => {
  const start = inDays(days);
  return control().addEvent(calendarId, start, new Date(start.getTime() + 1_800_000));
};

describe('what changed in a Google calendar', () => {
  it('is everything at first, then what is new, moved or deleted', async () => {
    const [first, second] = [add(1), add(2)];
    const start = await changes.list(connection, null);
    expect(start.restarted).toBeUndefined();
    expect(start.changes.map(({ externalId }) => externalId)).toEqual([first, second]);

    expect((await changes.list(connection, start.cursor)).changes).toEqual([]);
    const to = { start: inDays(3), end: inDays(4) };
    control().moveEvent(first, to.start, to.end);
    control().deleteEvent(second);
    const third = add(5);
    expect((await changes.list(connection, start.cursor)).changes).toMatchObject([
      { externalId: first, state: 'live', ...to },
      { externalId: second, state: 'cancelled', start: null },
      { externalId: third, state: 'live' },
    ]);
  });

  it('is read to its last page', async () => {
    for (let i = 0; i < 620; i += 1) add(1 + i / 1000);
    const page = await changes.list(connection, null);
    expect(new Set(page.changes.map(({ externalId }) => externalId)).size).toBe(620);
    expect(control().exchanges('events.list')).toHaveLength(3);
    const last = add(3);
    expect((await changes.list(connection, page.cursor)).changes).toMatchObject([{ externalId: last }]);
  });

  it('begins anew when Google has forgotten the token, and says so; what was deleted is among it', async () => {
    const id = add(1);
    const { cursor } = await changes.list(connection, null);
    control().deleteEvent(id);
    control().forgetSyncTokens();
    const page = await changes.list(connection, cursor);
    expect(page.restarted).toBe(true);
    expect(page.changes).toMatchObject([{ externalId: id, state: 'cancelled' }]);
    expect((await changes.list(connection, page.cursor)).restarted).toBeUndefined();
  });

  it('begins anew when another calendar was chosen', async () => {
    const { cursor } = await changes.list(connection, null);
    const id = add(1, roomCalendar);
    const room = { ...connection, settings: { calendarId: roomCalendar } };
    const page = await changes.list(room, cursor);
    expect(page).toMatchObject({ restarted: true, changes: [{ externalId: `${roomCalendar}/${id}` }] });
    expect(await changes.read(connection, `${roomCalendar}/${id}`)).toMatchObject({ state: 'live' });
  });

  it('tells of one event by its id, also of one that never was', async () => {
    const id = add(1);
    expect(await changes.read(connection, id)).toMatchObject({ externalId: id, state: 'live' });
    control().deleteEvent(id);
    expect(await changes.read(connection, id)).toMatchObject({ state: 'cancelled' });
    expect(await changes.read(connection, 'deadbeef00')).toMatchObject({ state: 'cancelled' });
  });
});

describe('the push channel of a Google calendar', () => {
  let served: ServedHandlers;
  let tokens: (string | null)[];
  const now = () => new Date();

  beforeEach(async () => {
    served = await serveHandlers();
    tokens = [];
    served.handlers.set('/push', async (request) => {
      tokens.push(request.headers.get('x-goog-channel-token'));
      return new Response(null, { status: 200 });
    });
  });
  afterEach(() => served.close());

  const ensure = (current: ConnectionSubscription | null, secret: string, at = now(), of = connection) =>
    channels.ensure(of, current, { callbackUrl: `${served.url}/push`, secret, now: at });

  it('is opened once, for a week, with our secret as its token', async () => {
    const made = await ensure(null, 'secret-1');
    expect(made).toMatchObject({ state: 'active', secret: 'secret-1', resourceId: expect.any(String) });
    expect(Date.parse(made.expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * DAY_MS);
    expect(await ensure(made, 'secret-2')).toMatchObject({ id: made.id, secret: 'secret-1' });
    expect(control().channels()).toHaveLength(1);
    add(1);
    await control().delivered();
    expect(tokens).toEqual(['secret-1', 'secret-1']);
  });

  it('is followed by another before it ends: both call with the same token, then the old one is stopped', async () => {
    const first = await ensure(null, 'secret-1');
    control().addFault({ kind: 'status', status: 500, operation: 'channels.stop' });
    const soonOver = new Date(Date.parse(first.expiresAt ?? '') - 1.5 * DAY_MS);
    const second = await ensure(first, 'secret-2', soonOver);
    expect(second.id).not.toBe(first.id);
    add(1);
    await control().delivered();
    expect(new Set(tokens)).toEqual(new Set(['secret-1']));
    expect(control().channels()).toHaveLength(2);
    control().clearFaults();
    await ensure(second, 'secret-3', soonOver).then((third) => channels.remove(connection, third));
    expect(
      control()
        .channels()
        .map(({ id }) => id),
    ).toEqual([first.id]);
  });

  it('is opened anew when another calendar was chosen, and stopped when disconnected', async () => {
    const first = await ensure(null, 'secret-1');
    const room = { ...connection, settings: { calendarId: roomCalendar } };
    const second = await ensure(first, 'secret-2', now(), room);
    expect(control().channels()).toMatchObject([{ id: second.id, calendarId: roomCalendar }]);
    await channels.remove(room, second);
    await channels.remove(room, second);
    expect(control().channels()).toEqual([]);
  });

  it('is missing where Google cannot reach us; nothing else suffers', async () => {
    const request = { callbackUrl: 'http://slotline.test/push', secret: 's', now: now() };
    expect(await channels.ensure(connection, null, request)).toMatchObject({ state: 'missing', id: '' });
    await channels.remove(connection, await channels.ensure(connection, null, request));
  });
});

itFitsTheOfficialDescription(official);
