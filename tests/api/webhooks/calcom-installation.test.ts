import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST } from '@/app/api/webhooks/calcom/route';
import { connectCalendar } from '@/lib/calendars/connections/connect-calendar';
import { disconnectCalendar } from '@/lib/calendars/connections/disconnect-calendar';
import { connectDefaults } from '@/lib/calendars/connections/internal/connect-default';
import { maintainConnections } from '@/lib/calendars/connections/maintain-connections';
import { bookings } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { calendarContext } from '@/lib/wiring/calendars';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { calcomBody } from '@/tests/support/calcom-bodies';
import { commandContext } from '@/tests/support/calendar-scene';
import { makeOrganization, type TestMember } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

const secret = 'the-installation-s-own';
let world: World;
let calcom: Calcom;
let owner: TestMember;
let organizationId: string;
beforeAll(async () => {
  calcom = await startCalcom({});
  world = await openWorld({ CALCOM_API_URL: calcom.url, CALCOM_WEBHOOK_SECRET: secret });
  const made = await makeOrganization(world);
  owner = made.owner;
  organizationId = made.organization.id;
  await makeOrganization(world);
});
afterAll(async () => {
  await calcom.stop();
  await world.close();
});

async function post(body: object, key = secret) {
  const text = JSON.stringify(body);
  const headers = { 'x-cal-signature-256': createHmac('sha256', key).update(text).digest('hex') };
  const url = 'http://localhost:3000/api/webhooks/calcom';
  const answer = await POST(new Request(url, { method: 'POST', headers, body: text }));
  return { status: answer.status, body: await answer.json() };
}
const created = (uid: string) =>
  calcomBody('BOOKING_CREATED', { uid, start: '2026-04-01T15:00:00.000Z' }, '2026-03-02T10:00:00.000Z');
const storedBookings = () => world.db.select().from(bookings).orderBy(bookings.id);
const known = () => world.db.select().from(connections);

describe('what Cal.com posts to the installation’s own address before an account is connected', () => {
  it('is taken in for the first organization, all on one connection, and never without the secret', async () => {
    expect((await post(created('one'), 'another')).status).toBe(401);
    expect(await known()).toEqual([]);
    const answers = await Promise.all(['one', 'two', 'three'].map((uid) => post(created(uid))));
    expect(answers.map(({ body }) => body.status)).toEqual(['processed', 'processed', 'processed']);
    expect((await post(created('one'))).body.status).toBe('duplicate');
    const [connection, ...others] = await known();
    expect(others).toEqual([]);
    expect(connection).toMatchObject({ organizationId, isDefault: false, status: 'connected', credentials: null });
    expect((await storedBookings()).map((row) => [row.organizationId, row.connectionId])).toEqual(
      Array.from({ length: 3 }, () => [organizationId, connection?.id]),
    );
    expect(await maintainConnections(calendarContext(world.deps))).toMatchObject({ checked: 0, failed: 0 });
  });

  it('goes on in the same bookings when the account is connected', async () => {
    const calendar = calendarContext(world.deps);
    const [before] = await known();
    const { calcom: module } = calendar.calendars;
    const key = { ...(module.key ?? expect.unreachable()), installationKey: 'cal_live_dana' };
    const withKey = { ...calendar, calendars: { ...calendar.calendars, calcom: { ...module, key } } };
    expect(await connectDefaults(withKey)).toBe(1);
    expect(await connectDefaults(withKey)).toBe(0);
    expect(await known()).toMatchObject([{ id: before?.id, accountId: '77', accountLabel: 'dana@example.test' }]);
    const cancelled = calcomBody(
      'BOOKING_CANCELLED',
      { uid: 'one', start: '2026-04-01T15:00:00.000Z' },
      '2026-03-02T10:01:00.000Z',
    );
    expect((await post(cancelled)).body.status).toBe('processed');
    expect((await storedBookings()).map(({ status }) => status).sort()).toEqual(['cancelled', 'pending', 'pending']);
  });

  it('is nobody’s once the organization has disconnected its account', async () => {
    const ctx = commandContext(world, owner);
    const calendar = calendarContext(world.deps);
    const { id } = await connectCalendar(ctx, calendar, { provider: 'calcom', apiKey: 'cal_live_dana' });
    await disconnectCalendar(ctx, calendar, id);
    expect((await post(created('late'))).body).toEqual({ status: 'ignored', why: 'unknown_account' });
    expect(await world.db.$count(connections, eq(connections.status, 'connected'))).toBe(0);
  });
});
