import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection } from '@/lib/calendars/port';
import type { StatesFacet, SubscriptionsFacet } from '@/lib/calendars/provider-module';
import type { ConnectionSubscription } from '@/lib/db/schema/calendars';
import { DAY_MS } from '@/lib/time/units';
import { danaWork } from '@/sandbox/graph/sample-account';
import { DEFAULT_CALENDAR } from '@/sandbox/graph/world';
import { type GraphWorld, graphWorld } from '@/tests/support/graph';
import { type ServedHandlers, serveHandlers } from '@/tests/support/serve-handlers';

let world: GraphWorld;
let connection: OpenConnection;
let changes: StatesFacet;
let subscriptions: SubscriptionsFacet;

beforeEach(async () => {
  world = await graphWorld({ deltaPageSize: 3 });
  connection = world.connection();
  const facet = world.module.changes;
  changes = facet?.kind === 'states' ? facet : expect.unreachable();
  subscriptions = world.module.subscriptions ?? expect.unreachable();
});
afterEach(() => world.close());

const control = () => world.graph.control;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const add = (days: number, calendarId = DEFAULT_CALENDAR) => {
  const start = inDays(days);
  return control().addEvent({ accountId: danaWork.id, calendarId, start, end: new Date(start.getTime() + 1_800_000) });
};

describe('what changed in an Outlook calendar', () => {
  it('is everything at first, page by page, then what is new, moved or deleted', async () => {
    const ids = [add(1), add(2), add(3), add(4), add(5), add(6), add(7)];
    const start = await changes.list(connection, null);
    expect(start.changes.map(({ externalId }) => externalId)).toEqual(ids);
    expect(control().exchanges('calendar-view.delta')).toHaveLength(3);
    expect((await changes.list(connection, start.cursor)).changes).toEqual([]);

    const to = { start: inDays(3), end: inDays(4) };
    control().moveEvent(ids[0] ?? '', to.start, to.end);
    control().deleteEvent(ids[1] ?? '');
    const later = await changes.list(connection, start.cursor);
    expect(later.changes).toMatchObject([
      { externalId: ids[0], state: 'live', ...to },
      { externalId: ids[1], state: 'cancelled', start: null },
    ]);
    expect((await changes.list(connection, later.cursor)).changes).toEqual([]);
  });

  it('what moved far into the future was moved, not deleted', async () => {
    const id = add(1);
    const { cursor } = await changes.list(connection, null);
    const to = { start: inDays(400), end: inDays(401) };
    control().moveEvent(id, to.start, to.end);
    expect((await changes.list(connection, cursor)).changes).toMatchObject([{ externalId: id, state: 'live', ...to }]);
  });

  it('begins anew when Graph has forgotten the link, or when its time runs out, and says so', async () => {
    add(1);
    const { cursor } = await changes.list(connection, null);
    control().forgetDeltaLinks();
    const page = await changes.list(connection, cursor);
    expect(page).toMatchObject({ restarted: true, changes: [{ state: 'live' }] });
    expect((await changes.list(connection, page.cursor)).restarted).toBeUndefined();
    const old = JSON.stringify({ ...JSON.parse(page.cursor), until: inDays(60) });
    expect((await changes.list(connection, old)).restarted).toBe(true);
  });

  it('begins anew when another calendar was chosen', async () => {
    const { cursor } = await changes.list(connection, null);
    const id = add(1, 'sales');
    const other = { ...connection, settings: { calendarId: 'sales' } };
    expect(await changes.list(other, cursor)).toMatchObject({ restarted: true, changes: [{ externalId: id }] });
  });
});

describe('the subscription of an Outlook calendar', () => {
  let served: ServedHandlers;
  let states: string[];
  let proves: boolean;

  beforeEach(async () => {
    served = await serveHandlers();
    states = [];
    proves = true;
    served.handlers.set('/push', async (request) => {
      const token = new URL(request.url).searchParams.get('validationToken');
      const text = proves ? (token ?? '') : 'something else';
      if (token !== null) return new Response(text, { headers: { 'content-type': 'text/plain' } });
      const { value } = (await request.json()) as { value: { clientState: string }[] };
      states.push(...value.map(({ clientState }) => clientState));
      return new Response(null, { status: 202 });
    });
  });
  afterEach(() => served.close());

  const ensure = (current: ConnectionSubscription | null, secret: string, now = new Date(), of = connection) =>
    subscriptions.ensure(of, current, { callbackUrl: `${served.url}/push`, secret, now });

  it('is made once our address has proved itself, carries our secret, and is renewed', async () => {
    const made = await ensure(null, 'secret-1');
    expect(made).toMatchObject({ state: 'active', secret: 'secret-1', resourceId: 'me/events' });
    const renewed = await ensure(made, 'secret-2', new Date(Date.now() + 600_000));
    expect(renewed).toMatchObject({ id: made.id, secret: 'secret-1' });
    expect(Date.parse(renewed.expiresAt ?? '')).toBeGreaterThan(Date.parse(made.expiresAt ?? ''));
    expect(control().exchanges('subscriptions.renew')).toHaveLength(1);
    add(1);
    await control().delivered();
    expect(states).toEqual(['secret-1']);
  });

  it('is made anew when Microsoft has removed it', async () => {
    const made = await ensure(null, 'secret-1');
    control().sendLifecycle('subscriptionRemoved');
    await control().delivered();
    const again = await ensure(made, 'secret-2');
    expect(again.id).not.toBe(made.id);
    expect(control().subscriptions()).toMatchObject([{ id: again.id, clientState: 'secret-2' }]);
  });

  it('follows the chosen calendar, and ends with the connection', async () => {
    const made = await ensure(null, 'secret-1');
    const other = { ...connection, settings: { calendarId: 'sales' } };
    const second = await ensure(made, 'secret-2', new Date(), other);
    expect(control().subscriptions()).toMatchObject([{ id: second.id, resource: 'me/calendars/sales/events' }]);
    await subscriptions.remove(other, second);
    await subscriptions.remove(other, second);
    expect(control().subscriptions()).toEqual([]);
  });

  it('is missing where our address does not prove itself', async () => {
    proves = false;
    expect(await ensure(null, 'secret-1')).toMatchObject({ state: 'missing', id: '' });
    expect(control().subscriptions()).toEqual([]);
  });
});
