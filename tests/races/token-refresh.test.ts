import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCredentials, sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { openConnection } from '@/lib/calendars/connections/open-connection';
import type { OAuthFacet } from '@/lib/calendars/provider-module';
import { createCalendlyModule } from '@/lib/calendars/providers/calendly/module';
import { type Clock, systemClock } from '@/lib/core/clock';
import { connections } from '@/lib/db/schema/calendars';
import { notices } from '@/lib/db/schema/orgs';
import { calendarContext } from '@/lib/wiring/calendars';
import { type Calendly, startCalendly } from '@/sandbox/calendly/start-calendly';
import { calendlyConfig, callbackUri, grantCode } from '@/tests/support/calendly';
import { eventually } from '@/tests/support/eventually';
import { makeOrganization } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

const WORKERS = 8;
const id = 'cnx_raced';
let aheadMs = 0;

/** The real time, set forward by the test; waiting takes as long as it does. */
const clock: Clock = {
  now: () => new Date(Date.now() + aheadMs),
  elapsed: () => systemClock.elapsed(),
  sleepUntil: (instant, signal) => systemClock.sleepUntil(new Date(instant.getTime() - aheadMs), signal),
};

let world: World<Clock>;
let calendly: Calendly;
let oauth: OAuthFacet;
let organizationId: string;

beforeEach(async () => {
  aheadMs = 0;
  world = await openWorld({}, clock);
  calendly = await startCalendly({ now: () => clock.now() });
  const module = createCalendlyModule({ config: calendlyConfig(calendly), kv: world.deps.kv, clock });
  world.override({ calendars: { ...world.deps.calendars, calendly: module } });
  if (!module.oauth) throw new Error('no OAuth');
  oauth = module.oauth;
  organizationId = (await makeOrganization(world)).organization.id;
  const granted = await oauth.exchange({ ...(await grantCode(oauth)), redirectUri: callbackUri });
  const now = clock.now();
  await world.db.insert(connections).values({
    id,
    organizationId,
    provider: 'calendly',
    accountId: granted.account.accountId,
    accountLabel: granted.account.label,
    credentials: sealCredentials(world.deps.encryption, id, granted.credentials),
    tokenExpiresAt: granted.expiresAt,
    createdAt: now,
    updatedAt: now,
  });
});
afterEach(async () => {
  await world.close();
  await calendly.stop();
});

async function row() {
  const [found] = await world.db.select().from(connections).where(eq(connections.id, id));
  if (!found) throw new Error('no connection');
  return found;
}

const open = async () => openConnection(calendarContext(world.deps), await row());
const refreshes = () =>
  calendly.control
    .exchanges('oauth.token')
    .filter(({ requestBody }) => Object(requestBody).grant_type === 'refresh_token');
const stored = async () => openCredentials(world.deps.encryption, id, (await row()).credentials ?? '');

async function works(accessToken: string | undefined): Promise<boolean> {
  const answer = await fetch(`${calendly.url}/users/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  return answer.status === 200;
}

/** The token ends in four minutes: whoever opens the connection now renews it first. */
const nearItsEnd = () => {
  aheadMs = 7_200_000 - 4 * 60_000;
};

describe('a refresh token that works once', () => {
  it('is used by one of eight workers; all go on with the pair that it gave', async () => {
    nearItsEnd();
    const opened = await Promise.all(Array.from({ length: WORKERS }, open));
    expect(refreshes()).toHaveLength(1);
    const tokens = new Set(opened.map(({ credentials }) => credentials.accessToken));
    expect(tokens.size).toBe(1);
    expect(await works([...tokens][0])).toBe(true);
    expect(await row()).toMatchObject({ status: 'connected', leaseToken: null, leaseUntil: null });
  });

  it('is committed before anybody uses the pair', async () => {
    nearItsEnd();
    const opened = await open();
    expect(await stored()).toEqual(opened.credentials);
  });

  it('round after round, eight workers lose no connection', async () => {
    for (let round = 1; round <= 4; round += 1) {
      aheadMs = round * 7_200_000;
      const opened = await Promise.all(Array.from({ length: WORKERS }, open));
      expect(refreshes()).toHaveLength(round);
      expect(await works(opened[0]?.credentials.accessToken)).toBe(true);
    }
    expect((await row()).status).toBe('connected');
  });

  it('waits out a refresher that died before it asked, then goes on', async () => {
    nearItsEnd();
    const leaseUntil = new Date(clock.now().getTime() + 30_000);
    await world.db
      .update(connections)
      .set({ leaseToken: 'of a dead worker', leaseUntil })
      .where(eq(connections.id, id));
    const waiting = Promise.all(Array.from({ length: WORKERS }, open));
    await eventually('somebody has looked', async () => (await row()).leaseToken === 'of a dead worker');
    expect(refreshes()).toHaveLength(0);
    // Not longer than they wait, and longer than the lease.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await world.db
      .update(connections)
      .set({ leaseUntil: new Date(clock.now().getTime() - 1) })
      .where(eq(connections.id, id));
    const opened = await waiting;
    expect(refreshes()).toHaveLength(1);
    expect(await works(opened[0]?.credentials.accessToken)).toBe(true);
  });

  it('burnt by a worker that died with the answer, is told to the admins once, and mended by connecting again', async () => {
    nearItsEnd();
    await oauth.refresh(await stored());
    const ended = await Promise.allSettled(Array.from({ length: WORKERS }, open));
    expect(ended.every((one) => one.status === 'rejected')).toBe(true);
    expect(await row()).toMatchObject({ status: 'needs_attention', healthReason: 'grant_expired', leaseToken: null });
    const told = await world.db.select().from(notices).where(eq(notices.organizationId, organizationId));
    expect(told).toHaveLength(1);

    const granted = await oauth.exchange({ ...(await grantCode(oauth)), redirectUri: callbackUri });
    await world.db
      .update(connections)
      .set({
        credentials: sealCredentials(world.deps.encryption, id, granted.credentials),
        tokenExpiresAt: granted.expiresAt,
        status: 'connected',
        healthReason: null,
      })
      .where(eq(connections.id, id));
    expect(await works((await open()).credentials.accessToken)).toBe(true);
  });

  it('is kept while Calendly cannot be asked: no fault of the account', async () => {
    nearItsEnd();
    calendly.control.addFault({ kind: 'drop', operation: 'oauth.token' });
    await expect(open()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(await row()).toMatchObject({ status: 'connected', leaseToken: null });
    calendly.control.clearFaults();
    expect(await works((await open()).credentials.accessToken)).toBe(true);
  });

  it('of a refresh that a new consent overtook does not overwrite the new tokens', async () => {
    nearItsEnd();
    calendly.control.addFault({ kind: 'delay-after', delayMs: 2_000, operation: 'oauth.token', count: 1 });
    const slow = open().catch((error: unknown) => error);
    await eventually('the lease is taken', async () => (await row()).leaseToken !== null);
    const fresh = { accessToken: 'new', refreshToken: 'new', owner: 'o', organization: 'o' };
    await world.db
      .update(connections)
      .set({ credentials: sealCredentials(world.deps.encryption, id, fresh), leaseToken: null, leaseUntil: null })
      .where(eq(connections.id, id));
    await slow;
    expect(await stored()).toEqual(fresh);
  });
});
