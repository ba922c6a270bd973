import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as me } from '@/app/api/auth/me/route';
import { POST as signInRoute } from '@/app/api/auth/sign-in/route';
import { POST as signOut } from '@/app/api/auth/sign-out/route';
import { kvEntries } from '@/lib/db/schema/kv';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { makeMember, makeOrganization, signIn, type TestMember, testPassword } from '@/tests/support/factories';
import { sharedWorld, worldOpensAt } from '@/tests/support/world';

// The modules that hash are loaded with the spy, and without it for the files that follow.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.resetModules();
});
const argon2 = vi.importActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return { ...real, verify: vi.fn(real.verify) };
});

const world = sharedWorld();
let member: TestMember;

beforeAll(async () => {
  const { organization } = await makeOrganization(world, { slug: 'sign-in', name: 'Sign In Ltd' });
  member = await makeMember(world, organization, 'operator', { email: 'ann@sign-in.test', name: 'Ann' });
});
beforeEach(async () => {
  await world.db.delete(kvEntries);
  world.clock.set(worldOpensAt);
});

const attempt = (password: string, email = member.email, headers: Record<string, string> = {}) =>
  callRoute<Problem>(signInRoute, { body: { email, password }, headers });

function cookieOf(headers: Headers): { cookie: string } {
  return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
}

describe('POST /api/auth/sign-in', () => {
  it('answers who signed in and hands over a session that works', async () => {
    const { status, body, headers } = await callRoute(signInRoute, {
      body: { email: ' Ann@Sign-In.test ', password: testPassword },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      user: { id: member.id, name: 'Ann', email: 'ann@sign-in.test' },
      organization: expect.objectContaining({
        slug: 'sign-in',
        name: 'Sign In Ltd',
        role: 'operator',
        plan: 'business',
      }),
    });
    const asAnn = await callRoute(me, { as: cookieOf(headers) });
    expect(asAnn.status).toBe(200);
    expect(asAnn.body).toMatchObject({
      user: { id: member.id },
      permissions: expect.arrayContaining(['bookings:write']),
    });
  });

  it('over http sets a cookie that scripts and other sites do not get', async () => {
    const { headers } = await attempt(testPassword);
    expect(headers.get('set-cookie')).toMatch(
      /^slotline_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Expires=Mon, 16 Mar 2026 10:00:00 GMT$/,
    );
  });

  it('over https sets a __Host- cookie, which no sibling host can set', async () => {
    const { config } = world.deps;
    world.override({ config: { ...config, appUrl: 'https://slotline.example' } });
    const { headers } = await attempt(testPassword);
    world.override({ config });
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-slotline_session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure;/,
    );
  });

  it('refuses a body without a password', async () => {
    const { status, body } = await callRoute<Problem>(signInRoute, { body: { email: 'no address' } });
    expect(status).toBe(400);
    expect(body.errors?.map(({ field }) => field)).toEqual(['email', 'password']);
  });

  it('refuses a form that another site sent', async () => {
    const { status, body } = await attempt(testPassword, member.email, { origin: 'https://evil.example' });
    expect([status, body.code]).toEqual([403, 'cross_origin']);
  });

  it('ends sessions after 14 days, even with the cookie kept', async () => {
    const { headers } = await attempt(testPassword);
    const kept = cookieOf(headers);
    world.clock.advance(14 * 86_400_000 - 1000);
    expect((await callRoute(me, { as: kept })).status).toBe(200);
    world.clock.advance(2000);
    expect((await callRoute(me, { as: kept })).status).toBe(401);
  });

  it('refuses a session token signed with another secret', async () => {
    const { config } = world.deps;
    const session = await signIn(world, member);
    world.override({ config: { ...config, authSecret: 'another secret of more than 32 characters' } });
    expect((await callRoute(me, { as: session })).status).toBe(401);
    world.override({ config });
  });
});

describe('nobody learns which addresses have an account', () => {
  it('gives a wrong password and an unknown address the same answer', async () => {
    const wrong = await attempt('not the password');
    const unknown = await attempt('not the password', 'nobody@sign-in.test');
    const told = ({ status, body }: typeof wrong) => ({ status, ...body, requestId: 'any' });
    expect(told(wrong)).toMatchObject({ status: 401, code: 'wrong_credentials' });
    expect(told(unknown)).toEqual(told(wrong));
    expect(unknown.headers.get('set-cookie')).toBeNull();
  });

  it('checks a hash of the same cost in both cases, so that the time tells nothing', async () => {
    const costs: string[] = [];
    vi.mocked(verify).mockImplementation(async (hash, password) => {
      costs.push(String(hash).split('$').slice(0, 4).join('$'));
      return (await argon2).verify(hash, password);
    });
    await attempt('not the password');
    await attempt('not the password', 'nobody@sign-in.test');
    expect(costs).toHaveLength(2);
    expect(costs[1]).toBe(costs[0]);
    expect(costs[0]).toMatch(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+$/);
  });

  it('throttles an unknown address like a known one', async () => {
    const answers = async (email: string) => {
      const seen: number[] = [];
      for (let i = 0; i < 8; i += 1) seen.push((await attempt('wrong', email)).status);
      return seen;
    };
    expect(await answers('nobody@sign-in.test')).toEqual(await answers(member.email));
  });
});

describe('guessing a password is slow', () => {
  it('lets five tries in, then makes the account wait, twice as long each time', async () => {
    for (let i = 0; i < 6; i += 1) expect((await attempt('wrong')).status).toBe(401);
    const refused = await attempt(testPassword);
    expect(refused.status).toBe(429);
    expect(refused.body.code).toBe('rate_limited');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);

    world.clock.advance(600_000);
    expect((await attempt('wrong')).status).toBe(401);
    const again = await attempt('wrong');
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(4);
    expect(Number(again.headers.get('retry-after'))).toBeLessThanOrEqual(300);
  });

  it('lets no more in when the tries come all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt('wrong')));
    const checked = answers.filter(({ status }) => status === 401).length;
    expect(checked).toBeLessThanOrEqual(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - checked);
  });

  it('forgets the failures of someone who then gets it right', async () => {
    for (let i = 0; i < 4; i += 1) await attempt('wrong');
    expect((await attempt(testPassword)).status).toBe(200);
    for (let i = 0; i < 5; i += 1) expect((await attempt('wrong')).status).toBe(401);
  });

  it('does not lock a person out of an address they sign in from when others guess elsewhere', async () => {
    const home = { 'x-forwarded-for': '192.0.2.1' };
    expect((await attempt(testPassword, member.email, home)).status).toBe(200);
    for (let i = 0; i < 10; i += 1) await attempt('wrong', member.email, { 'x-forwarded-for': `198.51.100.${i}` });
    expect((await attempt(testPassword, member.email, { 'x-forwarded-for': '198.51.100.99' })).status).toBe(429);
    expect((await attempt(testPassword, member.email, home)).status).toBe(200);
  });

  it('makes an address wait that fails at many accounts', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 53; i += 1) {
      world.clock.advance(1000);
      answers.push((await attempt('wrong', `somebody-${i}@sign-in.test`)).status);
    }
    expect(answers.slice(0, 50)).toEqual(Array(50).fill(401));
    expect(answers.slice(50)).toContain(429);
    expect((await attempt(testPassword, member.email, { 'x-forwarded-for': '192.0.2.7' })).status).toBe(200);
  });
});

describe('POST /api/auth/sign-out', () => {
  it('ends the session on the server and takes the cookie away', async () => {
    const session = await signIn(world, member);
    const { status, headers } = await callRoute(signOut, { method: 'POST', as: session });
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toContain('slotline_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
    expect((await callRoute(me, { as: session })).status).toBe(401);
  });

  it('is refused without a session, and when another site asks', async () => {
    expect((await callRoute(signOut, { method: 'POST' })).status).toBe(401);
    const session = await signIn(world, member);
    const elsewhere = { ...session, origin: 'https://evil.example' };
    expect((await callRoute(signOut, { method: 'POST', as: elsewhere })).status).toBe(403);
    const form = { cookie: session.cookie ?? '', 'sec-fetch-site': 'cross-site' };
    expect((await callRoute(signOut, { method: 'POST', as: form })).status).toBe(403);
    expect((await callRoute(me, { as: session })).status).toBe(200);
  });
});

describe('a request without a valid credential', () => {
  it.each([
    ['no session', {}],
    ['an expired session', { cookie: 'slotline_session=gone' }],
  ])('with %s is told to sign in again', async (_, headers) => {
    const { status, body } = await callRoute<Problem>(me, { headers });
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
    expect(body.detail).toBe("You've been signed out. Sign in again.");
  });

  it('with an Authorization header is told about API keys', async () => {
    const { status, body } = await callRoute<Problem>(me, { headers: { authorization: 'Bearer sl_unknown' } });
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
    expect(body.detail).toContain('API key');
  });
});
