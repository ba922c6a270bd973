import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenConnection } from '@/lib/calendars/port';
import { isSignedByCalendly } from '@/lib/calendars/providers/calendly/verify-signature';
import { systemClock } from '@/lib/core/clock';
import type { ConnectionSubscription } from '@/lib/db/schema/calendars';
import { danaId, introCallId } from '@/sandbox/calendly/sample-account';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';
import { type CalendlyWorld, calendlyWorld } from '@/tests/support/calendly';
import { eventually } from '@/tests/support/eventually';
import { type ServedHandlers, serveHandlers } from '@/tests/support/serve-handlers';

const now = new Date('2026-03-02T10:00:00Z');
const slot = new Date('2026-03-03T15:00:00Z');
const clock = { ...systemClock, now: () => now };
const path = '/api/webhooks/calendly/cnx_1';

const official = officialCheck('calendly');
let world: CalendlyWorld;
let connection: OpenConnection;
let receiver: ServedHandlers;
let received: { body: string; signature: string | null }[];
let answer: number;

beforeEach(async () => {
  world = await calendlyWorld({ clock, onExchange: official.watch, retryAfterMs: [10, 20] });
  connection = await world.connect();
  received = [];
  answer = 200;
  receiver = await serveHandlers();
  receiver.handlers.set(path, async (request) => {
    received.push({ body: await request.text(), signature: request.headers.get('calendly-webhook-signature') });
    return new Response(null, { status: answer });
  });
});
afterEach(async () => {
  await world.close();
  await receiver.close();
});

const control = () => world.calendly.control;
const ensure = async (current: ConnectionSubscription | null): Promise<ConnectionSubscription> => {
  const { subscriptions } = world.module;
  if (!subscriptions) throw new Error('no subscriptions facet');
  const secret = randomBytes(32).toString('base64url');
  return subscriptions.ensure(connection, current, { callbackUrl: `${receiver.url}${path}`, secret, now });
};
const keysOf = ({ secret }: ConnectionSubscription) => secret.split(' ');

describe('our subscription at Calendly', () => {
  it('is the user’s, has a key of its own, and is left alone while it works', async () => {
    const made = await ensure(null);
    expect(control().subscriptions()).toMatchObject([{ scope: 'user', userId: danaId, signingKey: made.secret }]);
    expect(await ensure(made)).toEqual(made);
    expect(control().exchanges('subscriptions.create')).toHaveLength(1);
  });

  it('delivers what is signed with its key over the bytes as they came', async () => {
    const made = await ensure(null);
    control().book(introCallId, { start: slot, name: 'Zoë “Öl” Müller' });
    await control().idle();
    const [delivery] = received;
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({
      event: 'invitee.created',
      payload: {
        name: 'Zoë “Öl” Müller',
        scheduled_event: { status: 'active', start_time: '2026-03-03T15:00:00.000000Z' },
      },
    });
    expect(isSignedByCalendly(delivery?.signature ?? null, delivery?.body ?? '', keysOf(made), now)).toBe(true);
    expect(isSignedByCalendly(delivery?.signature ?? null, `${delivery?.body} `, keysOf(made), now)).toBe(false);
    expect(isSignedByCalendly(delivery?.signature ?? null, delivery?.body ?? '', ['another key'], now)).toBe(false);
  });

  it('is made anew when Calendly has switched it off, under another address of the same path', async () => {
    const first = await ensure(null);
    answer = 500;
    control().book(introCallId, { start: slot });
    await eventually('it is switched off', () => control().subscriptions()[0]?.state === 'disabled');
    expect(received).toHaveLength(3);
    answer = 200;
    const second = await ensure(first);
    expect(control().subscriptions()).toMatchObject([{ state: 'active' }]);
    expect(second.id).not.toBe(first.id);
    expect(keysOf(second)).toEqual([control().subscriptions()[0]?.signingKey, first.secret]);
    const operations = control()
      .exchanges()
      .map(({ operation }) => operation);
    expect(operations.lastIndexOf('subscriptions.create')).toBeLessThan(operations.indexOf('subscriptions.delete'));
    const third = await ensure(second);
    expect(keysOf(third)).toEqual(keysOf(second).slice(0, 1));
  });

  it('is made anew when it is gone, and when its key is not known', async () => {
    const first = await ensure(null);
    await world.module.subscriptions?.remove(connection, first);
    expect(control().subscriptions()).toEqual([]);
    const second = await ensure(first);
    const third = await ensure(null);
    expect(third.id).not.toBe(second.id);
    expect(control().subscriptions()).toHaveLength(1);
  });

  it.each(['commit-then-drop', 'commit-then-500'])('is found after %s, not made twice', async (kind) => {
    control().addFault({ kind, operation: 'subscriptions.create', count: 1 });
    const made = await ensure(null);
    expect(made.state).toBe('active');
    expect(
      control()
        .subscriptions()
        .map(({ signingKey }) => signingKey),
    ).toEqual(keysOf(made));
  });

  it('leaves what other connections and other products have subscribed to alone', async () => {
    const { subscriptions } = world.module;
    const request = { secret: 'a key of its own', now };
    await subscriptions?.ensure({ ...connection, id: 'cnx_2' }, null, {
      ...request,
      callbackUrl: `${receiver.url}${path}2`,
    });
    const mine = await ensure(null);
    await ensure(null);
    expect(control().subscriptions()).toHaveLength(2);
    await subscriptions?.remove(connection, await ensure(mine));
    expect(
      control()
        .subscriptions()
        .map(({ url }) => new URL(url).pathname),
    ).toEqual([`${path}2`]);
  });

  it('two who check at once do not delete each other’s', async () => {
    const ended = await Promise.allSettled([ensure(null), ensure(null)]);
    const made = ended.filter((one) => one.status === 'fulfilled').map((one) => one.value);
    expect(made.length).toBeGreaterThan(0);
    expect(made.map(({ id }) => id)).toContain(
      `https://api.calendly.com/webhook_subscriptions/${control().subscriptions()[0]?.uuid}`,
    );
    expect(control().subscriptions()).toHaveLength(1);
  });

  it('is missing, and nothing is broken, where the plan has no webhooks', async () => {
    control().addFault({ kind: 'plan-too-small', operation: 'subscriptions.create' });
    const none = await ensure(null);
    expect(none).toMatchObject({ id: '', state: 'missing' });
    await world.module.subscriptions?.remove(connection, none);
    control().clearFaults();
    expect(await ensure(none)).toMatchObject({ state: 'active' });
  });
});

itFitsTheOfficialDescription(official);
