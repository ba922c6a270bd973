import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/api/connections/[id]/calendars/route';
import type { AccountCalendar, AccountCalendarsFacet } from '@/lib/calendars/provider-module';
import { dana, sharedCalendar } from '@/sandbox/google/sample-account';
import { DEFAULT_CALENDAR } from '@/sandbox/graph/world';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalendarScene, calendarScene } from '@/tests/support/calendar-scene';
import { callRoute } from '@/tests/support/call-route';
import { countingProvider, registryWith } from '@/tests/support/counting-provider';
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

  it('is for the members of its organization only', async () => {
    const other = await makeOrganization(world);
    expect((await ask()).status).toBe(401);
    expect((await ask(await signIn(world, other.owner))).status).toBe(404);
  });
});
