import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELETE as revokeKey } from '@/app/api/api-keys/[id]/route';
import { POST as createKey } from '@/app/api/api-keys/route';
import { GET as audit } from '@/app/api/audit-log/route';
import { PATCH as changeMember } from '@/app/api/members/[id]/route';
import { GET as listMembers } from '@/app/api/members/route';
import { POST as addOptOut } from '@/app/api/opt-outs/route';
import { PATCH as changeOrganizationRoute } from '@/app/api/organization/route';
import { POST as replayOne } from '@/app/api/webhook-deliveries/[id]/replay/route';
import { GET as getDelivery } from '@/app/api/webhook-deliveries/[id]/route';
import { GET as listDeliveries } from '@/app/api/webhook-deliveries/route';
import { POST as replayRange } from '@/app/api/webhook-endpoints/[id]/replay/route';
import { POST as rotate } from '@/app/api/webhook-endpoints/[id]/rotate-secret/route';
import { GET as getOne, DELETE as remove, PATCH as update } from '@/app/api/webhook-endpoints/[id]/route';
import { POST as sendTest } from '@/app/api/webhook-endpoints/[id]/test/route';
import { POST as create, GET as list } from '@/app/api/webhook-endpoints/route';
import type { AuditEntryWire } from '@/lib/contracts/audit-log';
import type { WebhookDelivery, WebhookDeliveryDetails } from '@/lib/contracts/webhook-deliveries';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import { booked } from '@/tests/support/booking-requests';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { type OutgoingScene, outgoingScene, verified } from '@/tests/support/outgoing-scene';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let scene: OutgoingScene;
beforeAll(async () => {
  world = await openWorld();
  scene = await outgoingScene(world);
});
afterAll(async () => {
  await scene.receiver.stop();
  await world.close();
});

const asked = (id: string, body?: unknown) => ({ as: scene.caller, params: { id }, body });
type OneEndpoint = { webhook_endpoint: WebhookEndpoint; secret: string };

describe('an endpoint', () => {
  it('shows its secret when it is made, and never again', async () => {
    const { endpoint, secret } = await scene.endpoint('shown', { description: 'Data warehouse' });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/=]{32}$/);
    const one = await callRoute<OneEndpoint>(getOne, asked(endpoint.id));
    const all = await callRoute(list, { as: scene.caller });
    expect(one.body.webhook_endpoint).toMatchObject({ description: 'Data warehouse', enabled: true, kind: 'standard' });
    expect(JSON.stringify([one.body, all.body])).not.toContain(secret);
  });

  it('is made once for one Idempotency-Key, with the same secret', async () => {
    const request = {
      as: scene.caller,
      body: { kind: 'standard', url: scene.receiver.urlOf('idempotent'), event_types: ['call.completed'] },
      headers: { 'idempotency-key': 'make-one' },
    };
    const [first, second] = [
      await callRoute<OneEndpoint>(create, request),
      await callRoute<OneEndpoint>(create, request),
    ];
    expect(second.body).toEqual(first.body);
  });

  it.each([
    ['an inner address', { url: 'https://10.0.0.1/' }, 'url'],
    ['plain HTTP', { url: 'http://hooks.example.com/' }, 'url'],
    ['no event', { event_types: [] }, 'event_types'],
    ['an unknown event', { event_types: ['booking.exploded'] }, 'event_types.0'],
  ])('is refused with %s', async (_, changes, field) => {
    const body = { kind: 'standard', url: 'https://hooks.example.com/', event_types: ['booking.created'], ...changes };
    const answer = await callRoute<Problem>(create, { as: scene.caller, body });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
  });

  it('can be changed, but not to an inner address', async () => {
    const { endpoint } = await scene.endpoint('changed');
    const refused = await callRoute(update, {
      method: 'PATCH',
      ...asked(endpoint.id, { url: 'https://169.254.169.254/' }),
    });
    expect(refused.status).toBe(400);
    const off = await callRoute<OneEndpoint>(update, {
      method: 'PATCH',
      ...asked(endpoint.id, { enabled: false, event_types: ['booking.failed'] }),
    });
    expect(off.body.webhook_endpoint).toMatchObject({
      enabled: false,
      disabled_reason: 'by_hand',
      event_types: ['booking.failed'],
    });
    const test = await callRoute<Problem>(sendTest, { method: 'POST', ...asked(endpoint.id) });
    expect([test.status, test.body.code]).toEqual([409, 'conflict']);
  });

  it('rotates to one of two secrets when two rotate at once', async () => {
    const { endpoint } = await scene.endpoint('twice');
    const answers = await Promise.all([1, 2].map(() => callRoute(rotate, asked(endpoint.id, {}))));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });

  it('is gone once it is deleted', async () => {
    const { endpoint } = await scene.endpoint('deleted');
    expect((await callRoute(remove, { method: 'DELETE', ...asked(endpoint.id) })).status).toBe(200);
    expect((await callRoute(getOne, asked(endpoint.id))).status).toBe(404);
    await world.db.delete(webhookEndpoints).where(eq(webhookEndpoints.organizationId, scene.owner.organizationId));
  });

  it('is read by a supervisor and changed by admins alone', async () => {
    const { endpoint } = await scene.endpoint('roles');
    const as = await signIn(world, await makeMember(world, { id: scene.owner.organizationId }, 'supervisor'));
    expect((await callRoute(list, { as })).status).toBe(200);
    expect((await callRoute(remove, { method: 'DELETE', as, params: { id: endpoint.id } })).status).toBe(403);
    expect((await callRoute(list)).status).toBe(401);
    const stranger = await signIn(world, (await makeOrganization(world)).owner);
    expect((await callRoute(getOne, { as: stranger, params: { id: endpoint.id } })).status).toBe(404);
  });
});

describe('deliveries', () => {
  it('a test event arrives at once, is listed with its attempt, and can be sent again', async () => {
    const { endpoint, secret } = await scene.endpoint('tested', { event_types: ['booking.failed'] });
    const sent = await callRoute<{ webhook_delivery: WebhookDelivery }>(sendTest, {
      method: 'POST',
      ...asked(endpoint.id),
    });
    expect(sent.status).toBe(202);
    await world.settle();
    const [hook] = scene.receiver.received('tested');
    if (!hook) throw new Error('Nothing arrived.');
    expect(verified(secret, hook)).toMatchObject({ type: 'endpoint.test' });
    const { id } = sent.body.webhook_delivery;
    const details = await callRoute<{ webhook_delivery: WebhookDeliveryDetails }>(getDelivery, asked(id));
    expect(details.body.webhook_delivery).toMatchObject({ status: 'delivered', body: hook.body });
    expect(details.body.webhook_delivery.attempt_log).toMatchObject([{ number: 1, status_code: 204, error: null }]);
    expect((await callRoute(replayOne, { method: 'POST', ...asked(id) })).status).toBe(202);
    await world.settle();
    expect(scene.receiver.received('tested').map(({ headers }) => headers['webhook-id'])).toEqual([
      details.body.webhook_delivery.message_id,
      details.body.webhook_delivery.message_id,
    ]);
  });

  it('are listed newest first, filtered, and each once along the cursor', async () => {
    const { endpoint } = await scene.endpoint('paged', { event_types: ['booking.created'] });
    scene.receiver.control.addFault({ kind: 'status', status: 500, count: 1, path: '/hooks/paged' });
    for (let day = 10; day < 15; day += 1) {
      await booked(scene.caller, { start_time: `2026-04-${day}T10:00:00Z` });
      await scene.drain();
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { endpoint_id: endpoint.id, limit: '2', ...(cursor ? { cursor } : {}) };
      const { body } = await callRoute<{ webhook_deliveries: WebhookDelivery[]; next_cursor: string | null }>(
        listDeliveries,
        { as: scene.caller, query },
      );
      seen.push(...body.webhook_deliveries.map(({ id }) => id));
      cursor = body.next_cursor;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect([...seen].sort().reverse()).toEqual(seen);
    const waiting = await callRoute<{ webhook_deliveries: WebhookDelivery[] }>(listDeliveries, {
      as: scene.caller,
      query: { endpoint_id: endpoint.id, status: 'waiting' },
    });
    expect(waiting.body.webhook_deliveries).toMatchObject([{ error_text: expect.stringContaining('200–299') }]);
    expect((await callRoute(listDeliveries, { as: scene.caller, query: { cursor: 'nonsense' } })).status).toBe(400);
  });

  it('a range is replayed whole or what failed alone, with what an endpoint missed while it was off', async () => {
    const { endpoint } = await scene.endpoint('range', { event_types: ['booking.created'] });
    world.clock.advance(60_000);
    const from = world.clock.now().toISOString();
    await booked(scene.caller, { start_time: '2026-05-10T10:00:00Z' });
    await scene.drain();
    await callRoute(update, { method: 'PATCH', ...asked(endpoint.id, { enabled: false }) });
    await booked(scene.caller, { start_time: '2026-05-11T10:00:00Z' });
    await scene.drain();
    await callRoute(update, { method: 'PATCH', ...asked(endpoint.id, { enabled: true }) });
    world.clock.advance(1_000);
    const to = world.clock.now().toISOString();
    const ask = async (only_failed: boolean) => {
      const answer = await callRoute<{ queued: number }>(replayRange, asked(endpoint.id, { from, to, only_failed }));
      await world.settle();
      await scene.drain();
      return [answer.status, answer.body.queued];
    };
    expect(scene.receiver.received('range')).toHaveLength(1);
    expect(await ask(true)).toEqual([202, 1]);
    expect(scene.receiver.received('range')).toHaveLength(2);
    expect(await ask(false)).toEqual([202, 2]);
    expect(scene.receiver.received('range')).toHaveLength(4);
    const backwards = await callRoute<Problem>(replayRange, asked(endpoint.id, { from: to, to: from }));
    expect(backwards.status).toBe(400);
  });
});

describe('the audit log', () => {
  it('says who did what, without secrets, to owners and admins alone', async () => {
    const { organization, owner } = await makeOrganization(world);
    const as = await signIn(world, owner);
    const made = await callRoute<OneEndpoint>(create, {
      as,
      body: { kind: 'standard', url: 'https://hooks.example.com/very-secret-path', event_types: ['booking.created'] },
    });
    const { id } = made.body.webhook_endpoint;
    const rotated = await callRoute<OneEndpoint>(rotate, { as, params: { id }, body: {} });
    await callRoute(remove, { method: 'DELETE', as, params: { id } });
    const { status, body } = await callRoute<{ entries: AuditEntryWire[]; next_cursor: null }>(audit, { as });
    expect(status).toBe(200);
    expect(body.entries.map(({ action, actor, target_name }) => [action, actor.name, target_name])).toEqual([
      ['webhook_endpoint.deleted', owner.name, 'hooks.example.com'],
      ['webhook_endpoint.secret_rotated', owner.name, 'hooks.example.com'],
      ['webhook_endpoint.created', owner.name, 'hooks.example.com'],
    ]);
    const text = JSON.stringify(body);
    for (const secret of [made.body.secret, rotated.body.secret, 'very-secret-path'])
      expect(text).not.toContain(secret);
    const operator = await signIn(world, await makeMember(world, organization, 'operator'));
    expect((await callRoute(audit, { as: operator })).status).toBe(403);
    expect((await callRoute(audit)).status).toBe(401);
    expect((await callRoute(audit, { as, query: { cursor: 'nonsense' } })).status).toBe(400);
  });

  it('holds what is done with members, roles, keys, opt-outs and settings', async () => {
    const { organization, owner } = await makeOrganization(world);
    const as = await signIn(world, owner);
    const member = await makeMember(world, organization, 'viewer');
    const members = await callRoute<{ members: { id: string; user_id: string }[] }>(listMembers, { as });
    const id = members.body.members.find(({ user_id }) => user_id === member.id)?.id ?? '';
    await callRoute(changeMember, { method: 'PATCH', as, params: { id }, body: { role: 'operator' } });
    const { body: key } = await callRoute<{ key: string; api_key: { id: string } }>(createKey, {
      as,
      body: { name: 'CI', scopes: ['bookings:read'] },
    });
    await callRoute(revokeKey, { method: 'DELETE', as, params: { id: key.api_key.id } });
    await callRoute(addOptOut, { as, body: { phone: '+12025550177' } });
    await callRoute(changeOrganizationRoute, { method: 'PATCH', as, body: { name: 'Renamed' } });
    const { body } = await callRoute<{ entries: AuditEntryWire[] }>(audit, { as });
    expect(body.entries.map(({ action, target_name, detail }) => [action, target_name, detail]).reverse()).toEqual([
      ['member.role_changed', member.name, { from: 'viewer', to: 'operator' }],
      ['api_key.created', 'CI', { scopes: ['bookings:read'] }],
      ['api_key.revoked', 'CI', {}],
      ['opt_out.created', '…0177', {}],
      ['organization.changed', null, { changed: ['name'] }],
    ]);
    expect(JSON.stringify(body)).not.toContain(key.key);
    const keysOnly = await callRoute<{ entries: AuditEntryWire[] }>(audit, { as, query: { subject: 'api_key' } });
    expect(keysOnly.body.entries).toHaveLength(2);
  });
});
