import { and, eq, ne } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DELETE as disconnectRoute } from '@/app/api/connections/[id]/route';
import { GET as callbackRoute } from '@/app/api/oauth/[provider]/callback/route';
import { GET as startRoute } from '@/app/api/oauth/[provider]/start/route';
import { openCredentials } from '@/lib/calendars/connections/internal/vault';
import { createCalendlyModule } from '@/lib/calendars/providers/calendly/module';
import { connections, oauthStates } from '@/lib/db/schema/calendars';
import { danaId, erinId, fayId } from '@/sandbox/calendly/sample-account';
import { type Calendly, startCalendly } from '@/sandbox/calendly/start-calendly';
import { calendlyConfig, consentAt } from '@/tests/support/calendly';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn, type TestMember } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let calendly: Calendly;
let organization: { id: string };
let owner: TestMember;
let asOwner: Caller;

beforeAll(async () => {
  world = await openWorld();
  calendly = await startCalendly({ now: () => world.clock.now() });
  const { kv, clock, calendars } = world.deps;
  const module = createCalendlyModule({ config: calendlyConfig(calendly), kv, clock });
  world.override({ calendars: { ...calendars, calendly: module } });
});
afterAll(async () => {
  await world.close();
  await calendly.stop();
});
beforeEach(async () => {
  ({ organization, owner } = await makeOrganization(world));
  asOwner = await signIn(world, owner);
});
afterEach(async () => {
  await world.settle();
  calendly.control.reset();
});

const params = { provider: 'calendly' };

/** The address that a consent begins with, and the browser that began it: session and consent cookie. */
async function begin(as: Caller): Promise<{ authorizeUrl: string; browser: Caller }> {
  const answer = await callRoute(startRoute, { as, params });
  expect(answer.status).toBe(303);
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  return {
    authorizeUrl: answer.headers.get('location') ?? '',
    browser: { ...as, cookie: `${as.cookie}; ${cookie}` },
  };
}

/** Comes back from the provider; returns the path that the browser is sent on to. */
async function comeBack(as: Caller, address: URL): Promise<string> {
  const query = Object.fromEntries(address.searchParams);
  const answer = await callRoute(callbackRoute, { as, params, query });
  expect(answer.status).toBe(303);
  return (answer.headers.get('location') ?? '').replace(world.deps.config.appUrl, '');
}

async function connect(as: Caller, account = danaId): Promise<string> {
  const { authorizeUrl, browser } = await begin(as);
  return comeBack(browser, await consentAt(authorizeUrl, 'allow', account));
}

const live = () =>
  world.db
    .select()
    .from(connections)
    .where(and(eq(connections.organizationId, organization.id), ne(connections.status, 'disconnected')));

const failed = (why: string) => `/settings/integrations?failed=${why}&provider=calendly`;
const connected = '/settings/integrations?connected=calendly';

describe('GET /api/oauth/:provider/start', () => {
  it('sends the browser to the consent page with PKCE, state and the least scopes', async () => {
    const { authorizeUrl } = await begin(asOwner);
    const { origin, pathname, searchParams } = new URL(authorizeUrl);
    expect(`${origin}${pathname}`).toBe(`${calendly.url}/oauth/authorize`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: 'http://localhost:3000/api/oauth/calendly/callback',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{40,}$/),
    });
    expect(searchParams.get('scope')?.split(' ')).not.toContain('organizations:read');
  });

  it('gives the browser a cookie that scripts and other sites cannot use, for a quarter of an hour', async () => {
    const answer = await callRoute(startRoute, { as: asOwner, params });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^slotline_consent_calendly=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
    const expires = Date.parse(/Expires=(.+)$/.exec(cookie)?.[1] ?? '');
    expect(expires - world.clock.now().getTime()).toBe(15 * 60_000);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('keeps neither state nor verifier in clear', async () => {
    const { authorizeUrl } = await begin(asOwner);
    const rows = await world.db.select().from(oauthStates).where(eq(oauthStates.organizationId, organization.id));
    expect(JSON.stringify(rows)).not.toContain(new URL(authorizeUrl).searchParams.get('state'));
    expect(rows[0]?.codeVerifier).toMatch(/^v1\.k1\./);
  });

  it('asks for a session, the permission and the plan', async () => {
    const operator = await signIn(world, await makeMember(world, organization, 'operator'));
    const { owner: onFree } = await makeOrganization(world, { plan: 'free' });
    const free = await signIn(world, onFree);
    const ask = (as?: Caller) => callRoute<Problem>(startRoute, { as, params });
    expect((await ask()).status).toBe(401);
    expect(await ask(operator)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await ask(free)).toMatchObject({ status: 402, body: { code: 'plan_required' } });
  });

  it('says so where the installation has no client', async () => {
    const { kv, clock, calendars } = world.deps;
    const config = { ...calendlyConfig(calendly), client: null };
    world.override({ calendars: { ...calendars, calendly: createCalendlyModule({ config, kv, clock }) } });
    const answer = await callRoute<Problem>(startRoute, { as: asOwner, params });
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('not set up') } });
    world.override({ calendars });
  });
});

describe('GET /api/oauth/:provider/callback', () => {
  it('connects the account that allowed it, encrypted, as the default, and is told of its changes', async () => {
    expect(await connect(asOwner)).toBe(connected);
    const [row] = await live();
    expect(row).toMatchObject({ provider: 'calendly', accountLabel: 'dana-host@example.test', isDefault: true });
    expect(row?.tokenExpiresAt?.getTime()).toBe(world.clock.now().getTime() + 7_200_000);
    const opened = openCredentials(world.deps.encryption, row?.id ?? '', row?.credentials ?? '');
    expect(Object.keys(opened).sort()).toEqual(['accessToken', 'organization', 'owner', 'refreshToken']);
    await world.settle();
    const [subscription] = calendly.control.subscriptions();
    expect(subscription).toMatchObject({ scope: 'user', userId: danaId, state: 'active' });
    expect(subscription?.url).toContain(`http://localhost:3000/api/webhooks/calendly/${row?.id}?`);
    expect((await live())[0]?.subscription).toMatchObject({ state: 'active' });
  });

  it('takes the consent cookie away again', async () => {
    const { authorizeUrl, browser } = await begin(asOwner);
    const query = Object.fromEntries((await consentAt(authorizeUrl)).searchParams);
    const answer = await callRoute(callbackRoute, { as: browser, params, query });
    expect(answer.headers.get('set-cookie')).toMatch(/^slotline_consent_calendly=; .*Max-Age=0$/);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('denied, nothing is stored, and trying again works', async () => {
    const { authorizeUrl, browser } = await begin(asOwner);
    expect(await comeBack(browser, await consentAt(authorizeUrl, 'deny'))).toBe(failed('denied'));
    expect(await live()).toEqual([]);
    expect(await connect(asOwner)).toBe(connected);
  });

  it('a code that does not work, or a server that does not answer, stores nothing', async () => {
    const { authorizeUrl, browser } = await begin(asOwner);
    const back = await consentAt(authorizeUrl);
    back.searchParams.set('code', 'made-up');
    expect(await comeBack(browser, back)).toBe(failed('exchange_failed'));
    calendly.control.addFault({ kind: 'drop', operation: 'oauth.token' });
    expect(await connect(asOwner)).toBe(failed('unavailable'));
    expect(await live()).toEqual([]);
  });

  it('a plan that is too small stores nothing, and leaves no grant behind', async () => {
    expect(await connect(asOwner, fayId)).toBe(failed('plan_too_small'));
    expect(await live()).toEqual([]);
    expect(calendly.control.exchanges('oauth.revoke').length).toBeGreaterThan(0);
  });

  it('a scope that was not granted stores nothing', async () => {
    calendly.control.addFault({ kind: 'withheld-scope', operation: 'oauth.consent', body: 'scheduled_events:write' });
    expect(await connect(asOwner)).toBe(failed('permission_missing'));
    expect(await live()).toEqual([]);
  });

  it('a state works once, within a quarter of an hour, in the browser and session that began it', async () => {
    const { authorizeUrl, browser } = await begin(asOwner);
    const back = await consentAt(authorizeUrl);
    const admin = await signIn(world, await makeMember(world, organization, 'admin'));
    const { owner: stranger } = await makeOrganization(world);
    const consentOnly = browser.cookie?.split('; ')[1];
    const withSession = (session: Caller): Caller => ({ ...session, cookie: `${session.cookie}; ${consentOnly}` });

    expect(await comeBack(asOwner, back), 'another browser').toBe(failed('expired'));
    expect(await comeBack(withSession(admin), back), 'another member').toBe(failed('expired'));
    expect(await comeBack(withSession(await signIn(world, stranger)), back), 'another organization').toBe(
      failed('expired'),
    );
    expect(await comeBack(browser, new URL(`${back.href}0`)), 'another state').toBe(failed('expired'));
    expect(await comeBack({}, back), 'nobody').toBe(failed('expired'));
    expect(await live()).toEqual([]);

    expect(await comeBack(browser, back)).toBe(connected);
    expect(await comeBack(browser, back), 'replayed').toBe(failed('expired'));
    expect(await live()).toHaveLength(1);

    const late = await begin(asOwner);
    const lateBack = await consentAt(late.authorizeUrl);
    world.clock.advance(15 * 60_000 + 1);
    expect(await comeBack(late.browser, lateBack), 'too late').toBe(failed('expired'));
  });

  it('a consent begun for one provider does not end at another', async () => {
    const { authorizeUrl, browser } = await begin(asOwner);
    const query = Object.fromEntries((await consentAt(authorizeUrl)).searchParams);
    const answer = await callRoute(callbackRoute, { as: browser, params: { provider: 'google' }, query });
    expect(answer.headers.get('location')).toContain('failed=expired&provider=google');
    expect(await live()).toEqual([]);
  });

  it('two admins who connect at once end with one connection each of whom can use', async () => {
    const admin = await signIn(world, await makeMember(world, organization, 'admin'));
    expect(await Promise.all([connect(asOwner), connect(admin)])).toEqual([connected, connected]);
    await world.settle();
    const [row, ...more] = await live();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ status: 'connected', isDefault: true });
    const ours = calendly.control.subscriptions().map(({ url }) => new URL(url).pathname);
    expect(ours).toEqual([`/api/webhooks/calendly/${row?.id}`]);
  });

  it('connecting again over a connection keeps it, its choices and its one subscription', async () => {
    await connect(asOwner);
    await world.settle();
    const [before] = await live();
    await world.db
      .update(connections)
      .set({ status: 'needs_attention', healthReason: 'grant_expired', settings: { eventTypeName: 'Chosen' } })
      .where(eq(connections.id, before?.id ?? ''));
    expect(await connect(asOwner)).toBe(connected);
    await world.settle();
    const [after, ...more] = await live();
    expect(more).toEqual([]);
    expect(after).toMatchObject({
      id: before?.id,
      status: 'connected',
      healthReason: null,
      settings: { eventTypeName: 'Chosen' },
    });
    expect(after?.credentials).not.toBe(before?.credentials);
    expect(calendly.control.subscriptions()).toHaveLength(1);
  });

  it('another account of the same organization becomes a connection of its own', async () => {
    await connect(asOwner, danaId);
    await connect(asOwner, erinId);
    const rows = await live();
    expect(rows.map(({ accountLabel }) => accountLabel).sort()).toEqual([
      'dana-host@example.test',
      'erin-host@example.test',
    ]);
    expect(rows.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('disconnecting ends the subscription and the grant, and deletes the tokens', async () => {
    await connect(asOwner);
    await world.settle();
    const [row] = await live();
    const answer = await callRoute(disconnectRoute, { method: 'DELETE', as: asOwner, params: { id: row?.id ?? '' } });
    expect(answer.status).toBe(200);
    await world.settle();
    const [gone] = await world.db
      .select()
      .from(connections)
      .where(eq(connections.id, row?.id ?? ''));
    expect(gone).toMatchObject({ status: 'disconnected', credentials: null, subscription: null });
    expect(calendly.control.subscriptions()).toEqual([]);
    const opened = openCredentials(world.deps.encryption, row?.id ?? '', row?.credentials ?? '');
    const me = await fetch(`${calendly.url}/users/me`, { headers: { authorization: `Bearer ${opened.accessToken}` } });
    expect(me.status).toBe(401);
  });
});
