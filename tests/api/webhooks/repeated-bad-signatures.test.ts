import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as calcom } from '@/app/api/webhooks/calcom/route';
import { POST as calendly } from '@/app/api/webhooks/calendly/route';
import { POST as emailbison } from '@/app/api/webhooks/emailbison/[token]/route';
import { POST as google } from '@/app/api/webhooks/google/[connection]/route';
import { POST as microsoft } from '@/app/api/webhooks/microsoft/[connection]/route';
import { POST as signalwire } from '@/app/api/webhooks/signalwire/status/route';
import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { connections } from '@/lib/db/schema/calendars';
import { notices } from '@/lib/db/schema/orgs';
import type { LogFields } from '@/lib/log/logger';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';
import { badSignatures } from '@/lib/webhook-inbox/policy';
import { calendarScene } from '@/tests/support/calendar-scene';
import { makeOrganization } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
const alarms: LogFields[] = [];

beforeAll(async () => {
  await makeOrganization(world);
  const nothing = () => undefined;
  const error = (event: string, fields: LogFields = {}) => void (event === 'webhook alarm' && alarms.push(fields));
  world.override({ logger: { info: nothing, warn: nothing, error } });
});
beforeEach(async () => {
  alarms.length = 0;
  await world.db.delete(notices);
});

async function tell(handler: (request: Request) => Promise<Response>, path: string, init: RequestInit) {
  const answer = await handler(new Request(`http://localhost:3000${path}`, { method: 'POST', ...init }));
  expect(answer.status, path).toBe(401);
}

/** Who is told, once the alarm is due and once more after that. */
async function toldAfter(post: () => Promise<void>): Promise<string[]> {
  for (let n = 1; n < badSignatures.alarmAt; n += 1) await post();
  expect(await world.db.select().from(notices)).toEqual([]);
  await post();
  await post();
  const told = await world.db.select().from(notices).where(eq(notices.kind, 'webhook_signatures'));
  return told.map(({ organizationId }) => organizationId);
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('deliveries with wrong signatures that repeat are told', () => {
  it.each([
    { provider: 'calcom', handler: calcom, path: '/api/webhooks/calcom', init: { body: '{}' } },
    { provider: 'calendly', handler: calendly, path: '/api/webhooks/calendly', init: { body: '{}' } },
    { provider: 'emailbison', handler: emailbison, path: '/api/webhooks/emailbison/guessed', init: { body: '{}' } },
    {
      provider: 'signalwire',
      handler: signalwire,
      path: '/api/webhooks/signalwire/status',
      init: { body: 'CallSid=x', headers: form },
    },
  ])('those to the installation’s address for $provider, to its first organization', async (one) => {
    const first = await firstOrganization(world.db);
    expect(await toldAfter(() => tell(one.handler, one.path, one.init))).toEqual([first]);
    expect(alarms).toEqual([{ provider: one.provider, why: 'bad_signatures', org: first }]);
  });

  it.each([
    {
      provider: 'google' as const,
      handler: google,
      path: '/api/webhooks/google',
      init: {
        headers: {
          'x-goog-channel-id': 'sl-x',
          'x-goog-resource-state': 'exists',
          'x-goog-message-number': '7',
          'x-goog-channel-token': 'guessed',
        },
      },
    },
    {
      provider: 'outlook' as const,
      handler: microsoft,
      path: '/api/webhooks/microsoft',
      init: { body: JSON.stringify({ value: [{ changeType: 'updated', clientState: 'guessed' }] }) },
    },
  ])('those to the address of a connection of $provider, to its organization', async (one) => {
    const { connectionId, owner } = await calendarScene(world, { provider: one.provider });
    const secret = sealCredentials(world.deps.encryption, connectionId, { secret: 'right' });
    const checkedAt = world.clock.now().toISOString();
    await world.db
      .update(connections)
      .set({ subscription: { id: 'sub', secret, checkedAt, state: 'active' } })
      .where(eq(connections.id, connectionId));
    const post = () => tell(one.handler, `${one.path}/${connectionId}`, one.init);
    expect(await toldAfter(post)).toEqual([owner.organizationId]);
  });
});
