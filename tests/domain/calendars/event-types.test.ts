import { beforeEach, describe, expect, it } from 'vitest';
import { POST as createRoute, GET as listRoute } from '@/app/api/connections/[id]/event-types/route';
import { eventTypesOf } from '@/lib/calendars/connections/event-types';
import { createEventTypeFromService } from '@/lib/calendars/connections/map-hosts';
import { calendarUnavailable } from '@/lib/calendars/faults';
import type { EventType } from '@/lib/calendars/provider-module';
import { services } from '@/lib/db/schema/orgs';
import { type CalendarScene, calendarScene } from '@/tests/support/calendar-scene';
import { callRoute } from '@/tests/support/call-route';
import { countingProvider, registryWith } from '@/tests/support/counting-provider';
import { eventually } from '@/tests/support/eventually';
import { signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let scene: CalendarScene;
let known: EventType[];
let asked: number;
let isDown: boolean;
/** Until when the provider keeps its answer to itself. */
let answers: Promise<unknown>;
let later: Promise<unknown>[];

const type = (serial: number): EventType => ({
  id: String(serial),
  name: `Type ${String(serial).padStart(2, '0')}`,
  durationMinutes: 30,
  url: null,
});

beforeEach(async () => {
  scene = await calendarScene(world);
  known = Array.from({ length: 30 }, (_, serial) => type(serial));
  asked = 0;
  isDown = false;
  answers = Promise.resolve();
  later = [];
  const eventTypes = {
    async list() {
      asked += 1;
      await answers;
      if (isDown) throw calendarUnavailable('down');
      return [...known];
    },
    async create(_connection: unknown, service: { name: string; durationMinutes: number }) {
      const made = { id: 'made', name: service.name, durationMinutes: service.durationMinutes, url: null };
      known.push(made);
      return made;
    },
  };
  scene.calendar.calendars = registryWith(scene.calendar.calendars, countingProvider([]), { eventTypes });
});

/** From now on the provider answers when the function is called. */
function holdAnswers(): () => void {
  let answer = () => {};
  answers = new Promise<void>((resolve) => {
    answer = resolve;
  });
  return answer;
}

/** Refreshes the list and lets so much time pass that nobody waits for the provider any more. */
async function refreshImpatiently() {
  const before = world.clock.sleeping;
  const asked = list({ refresh: true });
  await eventually('somebody waits', async () => world.clock.sleeping > before);
  world.clock.advance(2_000);
  return asked;
}

const list = (options: { search?: string; refresh?: boolean } = {}) =>
  eventTypesOf(scene.ctx, scene.calendar, scene.connectionId, {
    ...options,
    afterResponse: (task) => void later.push(task()),
  });

describe('the event types of a connection', () => {
  it('are 25 at most, the rest found by searching, asked for once in a quarter of an hour', async () => {
    const first = await list();
    expect([first.event_types.length, first.matching, first.could_not_refresh]).toEqual([25, 30, false]);
    expect((await list({ search: ' type 29 ' })).event_types).toMatchObject([{ id: '29' }]);
    expect(asked).toBe(1);
    await list({ refresh: true });
    expect(asked).toBe(2);
  });

  it('are the last known ones while the provider cannot be asked, with the time of that list', async () => {
    const { fetched_at } = await list();
    isDown = true;
    expect(await list({ refresh: true })).toMatchObject({ matching: 30, could_not_refresh: true, fetched_at });
  });

  it('are the last known ones while the provider takes long, and the new ones once it has answered', async () => {
    const { fetched_at } = await list();
    known.push(type(30));
    const answer = holdAnswers();
    expect(await refreshImpatiently()).toMatchObject({ matching: 30, refreshing: true, fetched_at });
    answer();
    await Promise.all(later);
    expect(await list()).toMatchObject({ matching: 31, refreshing: false, could_not_refresh: false });
  });

  it('say so when the provider failed after all', async () => {
    await list();
    isDown = true;
    const answer = holdAnswers();
    await refreshImpatiently();
    answer();
    await Promise.all(later);
    expect(await list()).toMatchObject({ matching: 30, refreshing: false, could_not_refresh: true });
  });

  it('cannot be told without a last known list', async () => {
    isDown = true;
    await expect(list()).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('are not waited for longer than fifteen seconds, whose late answer is there for whoever asks next', async () => {
    const answer = holdAnswers();
    const before = world.clock.sleeping;
    const refused = expect(list()).rejects.toMatchObject({ extra: { reason: 'timeout' } });
    await eventually('somebody waits', () => world.clock.sleeping > before);
    world.clock.advance(15_000);
    await refused;
    answer();
    await Promise.all(later);
    expect(await list()).toMatchObject({ matching: 30 });
    expect(asked).toBe(1);
  });

  it('made from a service are listed and mapped at once, each once', async () => {
    await list();
    const serviceId = world.deps.ids.make('service');
    const { organizationId } = scene.owner;
    await world.db
      .insert(services)
      .values({ id: serviceId, organizationId, slug: 'check-up', name: 'Check-up', durationMinutes: 20 });
    for (let time = 0; time < 2; time += 1)
      await createEventTypeFromService(scene.ctx, scene.calendar, scene.connectionId, serviceId);
    expect((await list({ search: 'check' })).event_types).toEqual([
      { id: 'made', name: 'Check-up', duration_minutes: 20, url: null },
    ]);
    expect(asked).toBe(1);
  });

  it('of a calendar that has none are refused in words', async () => {
    const as = await signIn(world, scene.owner);
    const params = { id: scene.connectionId };
    expect((await callRoute(listRoute, { as, params })).status).toBe(400);
    expect(
      (await callRoute(createRoute, { method: 'POST', as, params, body: { service_id: 'svc_none' } })).status,
    ).toBe(404);
  });
});
