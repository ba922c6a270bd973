import { beforeAll, describe, expect, it } from 'vitest';
import { PATCH as changeRoute } from '@/app/api/services/[id]/route';
import { POST as createRoute, GET as listRoute } from '@/app/api/services/route';
import type { ServiceWire } from '@/lib/contracts/services';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let asOwner: Caller;
let asOperator: Caller;
let asStranger: Caller;

beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world);
  asOwner = await signIn(world, owner);
  asOperator = await signIn(world, await makeMember(world, organization, 'operator'));
  asStranger = await signIn(world, (await makeOrganization(world)).owner);
});

type Answer = Problem & { service: ServiceWire };

const intro = { name: 'Intro call', slug: 'intro-call', duration_minutes: 20 };
const create = (body: object, as: Caller | undefined = asOwner) => callRoute<Answer>(createRoute, { as, body });
const change = (id: string, body: object, as: Caller = asOwner) =>
  callRoute<Answer>(changeRoute, { method: 'PATCH', as, params: { id }, body });

describe('services', () => {
  it('are added by an admin and seen by whoever books', async () => {
    const { status, body } = await create({ ...intro, buffer_after_minutes: 10 });
    expect(status).toBe(201);
    expect(body.service).toMatchObject({ ...intro, buffer_before_minutes: 0, buffer_after_minutes: 10, active: true });
    const { body: listed } = await callRoute<{ services: ServiceWire[] }>(listRoute, { as: asOperator });
    expect(listed.services).toContainEqual(body.service);
  });

  it.each([
    [{ ...intro, name: ' ' }, 'name'],
    [{ ...intro, slug: 'Intro call' }, 'slug'],
    [{ ...intro, duration_minutes: 3 }, 'duration_minutes'],
    [{ ...intro, duration_minutes: 22.5 }, 'duration_minutes'],
    [{ ...intro, buffer_before_minutes: -1 }, 'buffer_before_minutes'],
  ])('refuse %j, beside the field', async (body, field) => {
    const answer = await create(body);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.field]).toEqual([
      400,
      'validation_failed',
      field,
    ]);
  });

  it('have short names of their own, told beside the field when taken', async () => {
    const { body } = await create({ ...intro, slug: 'demo' });
    await create({ ...intro, slug: 'taken' });
    for (const answer of [await create({ ...intro, slug: 'taken' }), await change(body.service.id, { slug: 'taken' })])
      expect([answer.status, answer.body.code, answer.body.errors?.[0]?.field]).toEqual([409, 'conflict', 'slug']);
    expect((await create({ ...intro, slug: 'taken' }, asStranger)).status).toBe(201);
  });

  it('are changed, and taken out of use, one thing at a time', async () => {
    const { body } = await create({ ...intro, slug: 'review' });
    const { id } = body.service;
    expect((await change(id, { duration_minutes: 45 })).body.service).toEqual({
      ...body.service,
      duration_minutes: 45,
    });
    expect((await change(id, { active: false })).body.service).toMatchObject({ active: false, duration_minutes: 45 });
    expect((await change(id, {})).status).toBe(400);
    expect((await change('svc_none', { name: 'X' })).status).toBe(404);
  });

  it('are changed neither by operators, nor by another organization, nor by nobody', async () => {
    const { body } = await create({ ...intro, slug: 'ours' });
    expect((await create({ ...intro, slug: 'theirs' }, asOperator)).status).toBe(403);
    expect((await change(body.service.id, { name: 'X' }, asOperator)).status).toBe(403);
    expect((await change(body.service.id, { name: 'X' }, asStranger)).status).toBe(404);
    expect((await callRoute(createRoute, { body: intro })).status).toBe(401);
  });
});
