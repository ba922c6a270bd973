import { beforeAll, describe, expect, it } from 'vitest';
import { DELETE as revokeRoute } from '@/app/api/api-keys/[id]/route';
import { POST as createRoute, GET as listRoute } from '@/app/api/api-keys/route';
import { GET as me } from '@/app/api/auth/me/route';
import { POST as switchRoute } from '@/app/api/auth/switch/route';
import { GET as membersRoute } from '@/app/api/members/route';
import type { ApiKeyWire } from '@/lib/contracts/api-keys';
import { apiKeys } from '@/lib/db/schema/orgs';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn, type TestMember } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let owner: TestMember;
let asOwner: Caller;
let asOperator: Caller;

beforeAll(async () => {
  const made = await makeOrganization(world);
  owner = made.owner;
  asOwner = await signIn(world, owner);
  asOperator = await signIn(world, await makeMember(world, made.organization, 'operator'));
});

type Made = Problem & { api_key: ApiKeyWire; key: string };

const create = (as: Caller, scopes: string[], headers = {}) =>
  callRoute<Made>(createRoute, { as, headers, body: { name: 'Script', scopes } });
const bearer = (key: string): Caller => ({ authorization: `Bearer ${key}` });
const list = async (as: Caller) =>
  (await callRoute<{ api_keys: ApiKeyWire[] }>(listRoute, { as })).body.api_keys.map(({ id }) => id);

describe('API keys', () => {
  it('shows the key once, and keeps only its hash', async () => {
    const { status, body } = await create(asOwner, ['members:read']);
    expect(status).toBe(201);
    expect(body.key).toMatch(/^sl_[\w-]{43}$/);
    expect(body.api_key).toMatchObject({ last4: body.key.slice(-4), last_used_at: null });
    expect(JSON.stringify(await world.db.select().from(apiKeys))).not.toContain(body.key);
    expect(JSON.stringify((await callRoute(listRoute, { as: asOwner })).body)).not.toContain(body.key);
  });

  it('works as a bearer token within its scopes, and tells when it was used', async () => {
    const { body } = await create(asOwner, ['members:read', 'api-keys:write']);
    expect((await callRoute(membersRoute, { as: bearer(body.key) })).status).toBe(200);
    expect((await callRoute(me, { as: bearer(body.key) })).body).toMatchObject({
      permissions: ['members:read', 'api-keys:write'],
    });
    const listed = await callRoute<{ api_keys: ApiKeyWire[] }>(listRoute, { as: asOwner });
    expect(listed.body.api_keys.find(({ id }) => id === body.api_key.id)?.last_used_at).toBe(
      '2026-03-02T10:00:00.000Z',
    );
  });

  it('cannot hold more than its maker, be it a person or another key', async () => {
    const beyond = await create(asOperator, ['bookings:write', 'members:write']);
    expect([beyond.status, beyond.body.code, beyond.body.errors?.[0]?.field]).toEqual([403, 'forbidden', 'scopes']);
    const { body } = await create(asOwner, ['api-keys:write']);
    expect((await create(bearer(body.key), ['members:read'])).status).toBe(403);
  });

  it('refuses unknown scopes, no scopes and no name', async () => {
    expect((await create(asOwner, ['moon:walk'])).body.code).toBe('validation_failed');
    expect((await create(asOwner, [])).body.errors?.[0]?.field).toBe('scopes');
    const nameless = await callRoute<Problem>(createRoute, {
      as: asOwner,
      body: { name: ' ', scopes: ['members:read'] },
    });
    expect(nameless.body.errors?.[0]?.field).toBe('name');
  });

  it('answers a repeat under the same Idempotency-Key with the same key', async () => {
    const header = { 'idempotency-key': 'once-and-only-once' };
    const first = await create(asOwner, ['members:read'], header);
    const repeat = await create(asOwner, ['members:read'], header);
    expect(repeat.body.key).toBe(first.body.key);
  });

  it('shows people their own keys, and owners everybody’s', async () => {
    const { body: mine } = await create(asOperator, ['bookings:read']);
    const { body: theirs } = await create(asOwner, ['bookings:read']);
    expect(await list(asOperator)).toEqual([mine.api_key.id]);
    expect(await list(asOwner)).toEqual(expect.arrayContaining([mine.api_key.id, theirs.api_key.id]));
    const call = { method: 'DELETE', params: { id: theirs.api_key.id } } as const;
    expect((await callRoute(revokeRoute, { ...call, as: asOperator })).status).toBe(404);
  });

  it('is worth nothing once revoked', async () => {
    const { body } = await create(asOperator, ['bookings:read']);
    const call = { method: 'DELETE', as: asOwner, params: { id: body.api_key.id } } as const;
    expect((await callRoute(revokeRoute, call)).status).toBe(200);
    expect((await callRoute(revokeRoute, call)).status).toBe(404);
    const { status, body: problem } = await callRoute<Problem>(me, { as: bearer(body.key) });
    expect([status, problem.code]).toEqual([401, 'unauthenticated']);
  });

  it.each(['sl_', 'sl_short', `sl_${'x'.repeat(43)}`, 'nonsense'])('%s is no key', async (key) => {
    expect((await callRoute(me, { as: bearer(key) })).status).toBe(401);
  });

  it('has no session to switch', async () => {
    const { body } = await create(asOwner, ['members:read']);
    const call = { as: bearer(body.key), body: { organization_id: owner.organizationId } };
    expect((await callRoute(switchRoute, call)).status).toBe(403);
  });

  it('a bad key is not saved by a good cookie', async () => {
    expect((await callRoute(me, { as: { ...asOwner, authorization: 'Bearer sl_wrong' } })).status).toBe(401);
  });
});
