import { beforeAll, describe, expect, it } from 'vitest';
import { DELETE as deleteRoute } from '@/app/api/opt-outs/[id]/route';
import { POST as createRoute, GET as listRoute } from '@/app/api/opt-outs/route';
import type { OptOutWire } from '@/lib/contracts/opt-outs';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let asOwner: Caller;
let asOperator: Caller;

beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world);
  asOwner = await signIn(world, owner);
  asOperator = await signIn(world, await makeMember(world, organization, 'operator'));
});

type Page = Problem & { opt_outs: OptOutWire[]; next_cursor: string | null };

const create = (phone: string, reason?: string) =>
  callRoute<Problem & { opt_out: OptOutWire }>(createRoute, { as: asOperator, body: { phone, reason } });
const page = (query: Record<string, string>) => callRoute<Page>(listRoute, { as: asOwner, query });

describe('numbers that are never dialled', () => {
  it('takes a number once, however it is written, and an operator may add it while talking', async () => {
    const first = await create('+1 202 555 0177', 'asked on the phone');
    expect(first.status).toBe(201);
    expect(first.body.opt_out).toMatchObject({ phone: '+12025550177', reason: 'asked on the phone' });
    const [again, twin] = await Promise.all([create('+1 (202) 555-0177'), create('+12025550177')]);
    expect([again?.body.opt_out.id, twin?.body.opt_out.id]).toEqual([first.body.opt_out.id, first.body.opt_out.id]);
    expect(again?.body.opt_out.reason).toBe('asked on the phone');
  });

  it('refuses what is no number', async () => {
    const { status, body } = await create('soon');
    expect([status, body.code, body.errors?.[0]?.field]).toEqual([400, 'invalid_phone', 'phone']);
  });

  it('lists them page by page, the newest first, without gaps or repeats', async () => {
    for (let i = 0; i < 7; i += 1) {
      if (i % 3 === 0) world.clock.advance(1000);
      await create(`+4420794609${10 + i}`);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: Page } = await page({ limit: '3', q: '4420', ...(cursor ? { cursor } : {}) });
      seen.push(...body.opt_outs.map(({ phone }) => phone));
      cursor = body.next_cursor;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect(seen[0]).toBe('+442079460916');
    expect((await page({ q: '946 09 12' })).body.opt_outs.map(({ phone }) => phone)).toEqual(['+442079460912']);
  });

  it('refuses a cursor that is none of ours, and a limit beyond reason', async () => {
    expect((await page({ cursor: 'bm9uc2Vuc2U' })).body.code).toBe('invalid_cursor');
    expect((await page({ limit: '100000' })).status).toBe(400);
  });

  it('lets owners, not operators, take a number off the list', async () => {
    const { body } = await create('+12025550178');
    const call = { method: 'DELETE', params: { id: body.opt_out.id } } as const;
    expect((await callRoute(deleteRoute, { ...call, as: asOperator })).status).toBe(403);
    expect((await callRoute(deleteRoute, { ...call, as: asOwner })).status).toBe(200);
    expect((await callRoute(deleteRoute, { ...call, as: asOwner })).status).toBe(404);
  });
});
