import { and, eq, ne } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DELETE as disconnectRoute, PATCH as updateRoute } from '@/app/api/connections/[id]/route';
import { GET as callbackRoute } from '@/app/api/oauth/[provider]/callback/route';
import { GET as startRoute } from '@/app/api/oauth/[provider]/start/route';
import { openCredentials } from '@/lib/calendars/connections/internal/vault';
import { maintainConnections } from '@/lib/calendars/connections/maintain-connections';
import { type Clock, systemClock } from '@/lib/core/clock';
import { connections } from '@/lib/db/schema/calendars';
import { notices } from '@/lib/db/schema/orgs';
import { calendarContext } from '@/lib/wiring/calendars';
import { dana, erin } from '@/sandbox/google/sample-account';
import { type Google, startGoogle } from '@/sandbox/google/start-google';
import { finnPersonal } from '@/sandbox/graph/sample-account';
import { type Graph, startGraph } from '@/sandbox/graph/start-graph';
import { callRoute } from '@/tests/support/call-route';
import { type Consent, consent } from '@/tests/support/consent';
import { type Caller, makeOrganization, signIn } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

let world: World<Clock>;
let google: Google;
let graph: Graph;
let organization: { id: string };
let owner: Caller;

beforeAll(async () => {
  [google, graph] = await Promise.all([startGoogle(), startGraph()]);
  world = await openWorld(
    {
      GOOGLE_API_URL: google.url,
      GOOGLE_AUTH_URL: google.url,
      GOOGLE_TOKEN_URL: google.url,
      GOOGLE_CLIENT_ID: google.app.clientId,
      GOOGLE_CLIENT_SECRET: google.app.clientSecret,
      MICROSOFT_API_URL: graph.url,
      MICROSOFT_AUTH_URL: graph.url,
      MICROSOFT_CLIENT_ID: graph.app.clientId,
      MICROSOFT_CLIENT_SECRET: graph.app.clientSecret,
    },
    systemClock,
  );
});
afterAll(async () => {
  await world.close();
  await Promise.all([google.stop(), graph.stop()]);
});
beforeEach(async () => {
  const made = await makeOrganization(world, { timeZone: 'Asia/Kathmandu' });
  organization = made.organization;
  owner = await signIn(world, made.owner);
});
afterEach(() => world.settle());

/** Through the consent page and back; returns where the browser is sent on to. */
async function connect(provider: 'google' | 'microsoft', how?: Consent): Promise<string> {
  const begun = await callRoute(startRoute, { as: owner, params: { provider } });
  const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
  const back = await consent(begun.headers.get('location') ?? '', how);
  const ended = await callRoute(callbackRoute, {
    as: { ...owner, cookie: `${owner.cookie}; ${cookie}` },
    params: { provider },
    query: Object.fromEntries(back.searchParams),
  });
  await world.settle();
  return (ended.headers.get('location') ?? '').replace(world.deps.config.appUrl, '');
}

const live = () =>
  world.db
    .select()
    .from(connections)
    .where(and(eq(connections.organizationId, organization.id), ne(connections.status, 'disconnected')));
const only = async () => (await live())[0] ?? expect.unreachable();
const credentialsOf = ({ id, credentials }: { id: string; credentials: string | null }) =>
  openCredentials(world.deps.encryption, id, credentials ?? '');

describe('connecting Google in a browser', () => {
  it('connects the account, with its usual hours in its zone, and is told of changes at once', async () => {
    expect(await connect('google', { account: erin })).toBe('/settings/integrations?connected=google');
    const row = await only();
    expect(row).toMatchObject({ provider: 'google', accountLabel: erin, isDefault: true, status: 'connected' });
    expect(row.settings.workingHours).toMatchObject({
      timeZone: 'Europe/Berlin',
      days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' })),
    });
    expect(row).toMatchObject({ subscription: { state: 'active' }, syncCursor: expect.any(String) });
    expect(google.control.channels().at(-1)?.address).toBe(`${world.deps.config.appUrl}/api/webhooks/google/${row.id}`);
    expect(JSON.stringify(row)).not.toContain(google.control.channels().at(-1)?.token);
  });

  it('connecting the same account again keeps what was chosen for it', async () => {
    await connect('google', { account: dana });
    const { id } = await only();
    const settings = {
      slot_minutes: 45,
      working_hours: { time_zone: 'America/Vancouver', days: [{ weekday: 6, start: '10:00', end: '12:00' }] },
    };
    const changed = await callRoute(updateRoute, { as: owner, method: 'PATCH', params: { id }, body: { settings } });
    expect(changed.status).toBe(200);
    await connect('google', { account: dana });
    expect(await live()).toHaveLength(1);
    expect((await only()).settings).toMatchObject({ slotMinutes: 45, workingHours: { timeZone: 'America/Vancouver' } });
  });

  it('denied, or with a box unticked: nothing is stored, and each is told apart', async () => {
    expect(await connect('google', { decision: 'deny' })).toContain('failed=denied');
    const untick = ['https://www.googleapis.com/auth/calendar.freebusy'];
    expect(await connect('google', { untick })).toContain('failed=permission_missing');
    expect(await live()).toEqual([]);
  });

  it('disconnecting stops the channel and ends the grant', async () => {
    await connect('google', { account: dana });
    const row = await only();
    const { refreshToken = '' } = credentialsOf(row);
    await callRoute(disconnectRoute, { as: owner, method: 'DELETE', params: { id: row.id } });
    expect(google.control.channels().some(({ address }) => address.endsWith(row.id))).toBe(false);
    await expect(world.deps.calendars.google.oauth?.refresh({ refreshToken })).rejects.toMatchObject({
      fault: 'grant_expired',
    });
  });

  it('a grant that ended is seen by the next calendar-sync, told once, and mended by connecting again', async () => {
    await connect('google', { account: dana });
    google.control.revokeGrants(dana);
    const calendar = calendarContext(world.deps);
    await maintainConnections(calendar);
    await maintainConnections(calendar);
    expect(await only()).toMatchObject({ status: 'needs_attention', healthReason: 'grant_expired' });
    const told = await world.db.select().from(notices).where(eq(notices.organizationId, organization.id));
    expect(told.filter(({ kind }) => kind === 'calendar_needs_attention')).toHaveLength(1);
    await connect('google', { account: dana });
    await maintainConnections(calendar);
    expect(await only()).toMatchObject({ status: 'connected', healthReason: null });
  });

  it('an access token that ended before its time is replaced on the spot, and nobody is alarmed', async () => {
    await connect('google', { account: dana });
    const before = credentialsOf(await only());
    google.control.endAccessTokens();
    await maintainConnections(calendarContext(world.deps));
    const row = await only();
    expect(row).toMatchObject({ status: 'connected', healthReason: null });
    expect(credentialsOf(row).accessToken).not.toBe(before.accessToken);
    const told = await world.db.select().from(notices).where(eq(notices.organizationId, organization.id));
    expect(told).toEqual([]);
  });
});

describe('connecting Outlook in a browser', () => {
  it('connects the account, with the usual hours in the organization’s zone', async () => {
    expect(await connect('microsoft', { account: finnPersonal.id })).toBe('/settings/integrations?connected=microsoft');
    const row = await only();
    expect(row).toMatchObject({ provider: 'outlook', accountLabel: finnPersonal.email });
    expect(row.settings.workingHours?.timeZone).toBe('Asia/Kathmandu');
    expect(credentialsOf(row)).toMatchObject({ kind: 'personal' });
  });

  it('denied: nothing is stored', async () => {
    expect(await connect('microsoft', { decision: 'deny' })).toContain('failed=denied');
    expect(await live()).toEqual([]);
  });

  it('the refresh token that a refresh brings is the one that is kept', async () => {
    await connect('microsoft');
    const before = await only();
    await world.db.update(connections).set({ tokenExpiresAt: new Date() }).where(eq(connections.id, before.id));
    await maintainConnections(calendarContext(world.deps));
    const after = await only();
    expect(credentialsOf(after).refreshToken).not.toBe(credentialsOf(before).refreshToken);
    expect(credentialsOf(after).kind).toBe('work');
    expect(after.tokenExpiresAt?.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  });
});
