import { beforeAll, describe, expect, it } from 'vitest';
import { POST as readRoute } from '@/app/api/notices/[id]/read/route';
import { GET as listRoute } from '@/app/api/notices/route';
import type { NoticeWire } from '@/lib/contracts/notices';
import { notices } from '@/lib/db/schema/orgs';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn, type TestMember } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let operator: TestMember;
let asOperator: Caller;
let asOwner: Caller;
let asViewer: Caller;

beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world);
  operator = await makeMember(world, organization, 'operator');
  asOperator = await signIn(world, operator);
  asOwner = await signIn(world, owner);
  asViewer = await signIn(world, await makeMember(world, organization, 'viewer'));
});

async function tell(message: string, userId: string | null = null): Promise<string> {
  const id = world.deps.ids.make('notice');
  const { organizationId } = operator;
  world.clock.advance(1000);
  await world.db
    .insert(notices)
    .values({ id, organizationId, userId, kind: 'booking_missed', message, createdAt: world.clock.now() });
  return id;
}

type List = { notices: NoticeWire[]; unread_count: number };
const list = async (as: Caller, query = {}) => (await callRoute<List>(listRoute, { as, query })).body;
const read = (as: Caller, id: string) =>
  callRoute<Problem & { notice: NoticeWire }>(readRoute, { method: 'POST', as, params: { id } });

describe('somebody is told', () => {
  it('shows everybody what concerns all, and each what concerns them alone', async () => {
    const toAll = await tell('A call was missed.');
    const toOne = await tell('Your call was missed.', operator.id);
    expect(await list(asOperator)).toMatchObject({ notices: [{ id: toOne }, { id: toAll }], unread_count: 2 });
    expect(await list(asOwner)).toMatchObject({ notices: [{ id: toAll }], unread_count: 1 });
    expect((await read(asOwner, toOne)).status).toBe(404);
  });

  it('marks as read once, and keeps the first time', async () => {
    const id = await tell('Again.');
    const first = await read(asOperator, id);
    expect(first.status).toBe(200);
    world.clock.advance(60_000);
    expect((await read(asOwner, id)).body.notice.read_at).toBe(first.body.notice.read_at);
    expect((await list(asOwner, { unread: 'true' })).notices.map((one) => one.id)).not.toContain(id);
  });

  it('leaves what concerns all to those who can act on it', async () => {
    const id = await tell('Look after this.');
    expect((await read(asViewer, id)).status).toBe(403);
    expect((await list(asViewer)).notices[0]?.read_at).toBeNull();
  });
});
