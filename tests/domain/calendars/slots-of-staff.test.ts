import { beforeEach, describe, expect, it } from 'vitest';
import { GET as getSlots } from '@/app/api/calendars/slots/route';
import type { SlotsResponse } from '@/lib/contracts/calendars';
import { hostMappings } from '@/lib/db/schema/calendars';
import { staff } from '@/lib/db/schema/orgs';
import { type CalendarScene, calendarScene } from '@/tests/support/calendar-scene';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeOrganization, signIn } from '@/tests/support/factories';
import { makeMeeting } from '@/tests/support/lead-scene';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let scene: CalendarScene;
let as: Caller;
let staffId: string;
beforeEach(async () => {
  scene = await calendarScene(world);
  as = await signIn(world, scene.owner);
  staffId = world.deps.ids.make('staff');
  const now = world.clock.now();
  const organizationId = scene.ctx.org;
  await world.db.insert(staff).values({ id: staffId, organizationId, name: 'Dana', createdAt: now });
  await world.db.insert(hostMappings).values({
    id: world.deps.ids.make('mapping'),
    connectionId: scene.connectionId,
    organizationId,
    staffId,
    hostId: '77',
    createdAt: now,
  });
});

const ask = (query: Record<string, string>) => callRoute<SlotsResponse & Problem>(getSlots, { as, query });
const starts = async (query: Record<string, string>) =>
  Object.values((await ask(query)).body.days).flatMap((day) => day.map(({ start }) => start));

describe('availability of a member of staff on a date', () => {
  it('is the day asked for, in the zone asked in', async () => {
    for (const timezone of ['UTC', 'Pacific/Apia', 'America/Los_Angeles']) {
      const { body } = await ask({ timezone });
      const [, date = ''] = Object.keys(body.days);
      const only = await ask({ timezone, date });
      expect(Object.keys(only.body.days)).toEqual([date]);
      const instants = (list: { start: string }[] | undefined) => list?.map(({ start }) => start);
      expect(instants(only.body.days[date])).toEqual(instants(body.days[date]));
    }
  });

  it('leaves out what the person is booked for here, the time kept free around it included', async () => {
    const [first = '', second = '', third = '', ...more] = await starts({});
    const start = new Date(second);
    await makeMeeting(world, scene.ctx.org, [{ name: 'Ada' }], {
      staffId,
      startTime: start,
      endTime: new Date(Date.parse(third)),
      bufferAfterMinutes: 5,
      dueAt: start,
    });
    expect(await starts({ staff_id: staffId })).toEqual([first, ...more]);
    expect(await starts({})).toHaveLength(more.length + 3);
    const date = first.slice(0, 10);
    expect(await starts({ staff_id: staffId, date })).not.toContain(second);
  });

  it('is not told of somebody who is no host there, of strangers, of days too far ahead', async () => {
    const now = world.clock.now();
    const other = world.deps.ids.make('staff');
    const organizationId = scene.ctx.org;
    await world.db.insert(staff).values({ id: other, organizationId, name: 'Erin', createdAt: now });
    expect(await ask({ staff_id: other })).toMatchObject({ status: 502, body: { reason: 'host_unknown' } });
    const { owner: rival } = await makeOrganization(world);
    const stranger = await callRoute(getSlots, {
      as: await signIn(world, rival),
      query: { staff_id: staffId, connection_id: scene.connectionId },
    });
    expect(stranger.status).toBe(404);
    expect((await ask({ staff_id: 'stf_nobody' })).status).toBe(404);
    expect((await ask({ date: '2026-12-24' })).status).toBe(400);
    expect((await ask({ date: '2026-02-31' })).status).toBe(400);
    expect((await ask({ date: '2026-03-01' })).body.days).toEqual({});
  });
});
