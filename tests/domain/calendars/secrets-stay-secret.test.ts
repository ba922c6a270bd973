import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as bookSlot } from '@/app/api/calendars/bookings/route';
import { GET as slots } from '@/app/api/calendars/slots/route';
import { GET as eventTypes } from '@/app/api/connections/[id]/event-types/route';
import { GET as mappings } from '@/app/api/connections/[id]/mappings/route';
import { DELETE as disconnect, GET as getConnection } from '@/app/api/connections/[id]/route';
import { POST as connect, GET as list } from '@/app/api/connections/route';
import { GET as sync } from '@/app/api/cron/calendar-sync/route';
import type { SlotsResponse } from '@/lib/contracts/calendars';
import type { Clock } from '@/lib/core/clock';
import { systemClock } from '@/lib/core/clock';
import { connections } from '@/lib/db/schema/calendars';
import { createLogger } from '@/lib/log/logger';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { callRoute } from '@/tests/support/call-route';
import { type Caller, makeOrganization, signIn } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

const API_KEY = 'cal_live_dana';
const VISITOR = { name: 'Zebulon Quackenbush', email: 'zebulon@visitors.test' };

let world: World<Clock>;
let calcom: Calcom;
let caller: Caller;
const logged: string[] = [];
const answered: string[] = [];

beforeAll(async () => {
  calcom = await startCalcom({});
  world = await openWorld({ CALCOM_API_URL: calcom.url }, systemClock);
  world.override({ logger: createLogger('debug', { write: (line) => void logged.push(line) }) });
  caller = await signIn(world, (await makeOrganization(world)).owner);
});
afterAll(async () => {
  await world.close();
  await calcom.stop();
});

async function ask<Body = Record<string, unknown>>(...[handler, call]: Parameters<typeof callRoute>) {
  const answer = await callRoute<Body>(handler, { as: caller, ...call });
  answered.push(JSON.stringify(answer.body));
  return answer;
}

describe('a whole life of a connection, its failures included', () => {
  it('leaves no credential in any log line, answer or plain column, and no person in a log line', async () => {
    const body = { provider: 'calcom', api_key: API_KEY };
    await ask(connect, { method: 'POST', body: { ...body, api_key: 'cal_live_wrong_key' } });
    const connected = await ask<{ connection: { id: string } }>(connect, { method: 'POST', body });
    expect(connected.status).toBe(201);
    await world.settle();
    const { id } = connected.body.connection;
    const types = await ask<{ event_types: { id: string; name: string }[] }>(eventTypes, { params: { id } });
    const [first] = types.body.event_types;
    await world.db.update(connections).set({ settings: { eventTypeId: first?.id, eventTypeName: first?.name } });
    const offered = await ask<SlotsResponse>(slots, {});
    const token = Object.values(offered.body.days)[0]?.[0]?.token;
    const visit = { slot_token: token, visitor_name: VISITOR.name, visitor_email: VISITOR.email };
    expect((await ask(bookSlot, { method: 'POST', body: visit })).status).toBe(201);
    expect((await ask(bookSlot, { method: 'POST', body: visit })).status).toBe(409);

    calcom.control.addFault({ kind: 'status', status: 500 });
    await ask(slots, { query: { days: '3' } });
    await ask(mappings, { params: { id } });
    calcom.control.clearFaults();
    calcom.control.revokeKey(API_KEY);
    await ask(slots, { query: { days: '4' } });
    const cron = await sync(
      new Request('http://localhost/api/cron/calendar-sync', { headers: { authorization: 'Bearer test-cron-secret' } }),
    );
    answered.push(await cron.text());
    await ask(getConnection, { params: { id } });
    await ask(list, {});

    const rows = JSON.stringify(await world.db.select().from(connections));
    await ask(disconnect, { method: 'DELETE', params: { id } });
    await world.settle();
    expect(logged.length).toBeGreaterThan(10);
    const everything = [...logged, ...answered, rows].join('\n');
    for (const secret of [API_KEY, 'cal_live_wrong_key', world.deps.config.cronSecret, world.deps.config.authSecret])
      expect(everything).not.toContain(secret);
    for (const personal of [VISITOR.name, VISITOR.email, 'dana@']) expect(logged.join('\n')).not.toContain(personal);
  }, 60_000);
});
