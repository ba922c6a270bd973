import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/api/connections/[id]/calendars/route';
import { GET as mappings } from '@/app/api/connections/[id]/mappings/route';
import { POST as connect } from '@/app/api/connections/route';
import type { AccountCalendar, AccountCalendarsFacet } from '@/lib/calendars/provider-module';
import { dana, sharedCalendar } from '@/sandbox/google/sample-account';
import { DEFAULT_CALENDAR } from '@/sandbox/graph/world';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalendarScene, calendarScene } from '@/tests/support/calendar-scene';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { countingProvider, registryWith } from '@/tests/support/counting-provider';
import { eventually } from '@/tests/support/eventually';
import { makeOrganization, signIn } from '@/tests/support/factories';
import { googleWorld } from '@/tests/support/google';
import { graphWorld } from '@/tests/support/graph';
import { openWorld, type World } from '@/tests/support/world';

const official = officialCheck('google');

describe('the calendars of an account', () => {
  it('of Google are those that it owns, the main one first', async () => {
    const world = await googleWorld({ onExchange: official.watch });
    try {
      const found = (await world.module.accountCalendars?.list(world.connection())) ?? [];
      expect(found[0]).toMatchObject({ id: dana, isMain: true });
      expect(found.filter(({ isMain }) => isMain)).toHaveLength(1);
      expect(found.map(({ id }) => id)).not.toContain(sharedCalendar);
    } finally {
      await world.close();
    }
  });

  it('of Outlook are those that may be written to, the main one first', async () => {
    const world = await graphWorld();
    try {
      expect(await world.module.accountCalendars?.list(world.connection())).toEqual([
        { id: DEFAULT_CALENDAR, name: 'Calendar', isMain: true },
        { id: 'AQMkAD-sales', name: 'Sales calls', isMain: false },
      ]);
    } finally {
      await world.close();
    }
  });

  itFitsTheOfficialDescription(official);
});

describe('GET /api/connections/:id/calendars', () => {
  let world: World;
  let scene: CalendarScene;
  beforeAll(async () => {
    world = await openWorld();
    scene = await calendarScene(world);
  });
  afterAll(() => world.close());

  const ask = (as?: Awaited<ReturnType<typeof signIn>>, id = scene.connectionId) =>
    callRoute<{ calendars: unknown[] }>(GET, { as, params: { id } });
  const answering = (accountCalendars: AccountCalendarsFacet | null) => {
    world.deps.calendars = registryWith(world.deps.calendars, countingProvider([]), { accountCalendars });
  };

  it('names them, and none where an account is one calendar', async () => {
    const as = await signIn(world, scene.owner);
    const main: AccountCalendar = { id: 'c1', name: 'Work', isMain: true };
    answering({ list: async () => [main] });
    expect(await ask(as)).toMatchObject({
      status: 200,
      body: { calendars: [{ id: 'c1', name: 'Work', is_main: true }] },
    });
    answering(null);
    expect(await ask(as)).toMatchObject({ status: 200, body: { calendars: [] } });
  });

  it('nobody waits longer than fifteen seconds for a provider that is silent, nor for its hosts or its word on a key', async () => {
    const as = await signIn(world, scene.owner);
    const giveUp: (() => void)[] = [];
    const silent = () => new Promise<never>((_, reject) => giveUp.push(() => reject(new Error('It never answers.'))));
    world.deps.calendars = registryWith(world.deps.calendars, countingProvider([]), {
      accountCalendars: { list: silent },
      hosts: { list: silent },
    });
    const { calcom } = world.deps.calendars;
    world.deps.calendars = {
      ...world.deps.calendars,
      calcom: { ...calcom, key: { installationKey: null, verify: silent } },
    };
    const before = world.clock.sleeping;
    const asked = Promise.all([
      callRoute<Problem>(GET, { as, params: { id: scene.connectionId } }),
      callRoute<Problem & { hosts: unknown; staff: unknown[] }>(mappings, { as, params: { id: scene.connectionId } }),
      callRoute<Problem>(connect, { method: 'POST', as, body: { provider: 'calcom', api_key: 'cal_live_silent' } }),
    ]);
    await eventually('all of them wait', () => world.clock.sleeping === before + 3);
    world.clock.advance(15_000);
    const [calendars, table, connection] = await asked;
    for (const end of giveUp) end();
    for (const { status, body } of [calendars, connection])
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'provider_unavailable' });
    expect(table).toMatchObject({ status: 200, body: { hosts: null, staff: expect.any(Array) } });
  });

  it('is for the members of its organization only', async () => {
    const other = await makeOrganization(world);
    expect((await ask()).status).toBe(401);
    expect((await ask(await signIn(world, other.owner))).status).toBe(404);
  });
});
