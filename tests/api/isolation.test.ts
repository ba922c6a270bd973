import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routes } from '@/app/api/route-table';
import { trustedOrgId } from '@/lib/core/context';
import { bookingEvents } from '@/lib/db/schema/bookings';
import { calls, optOuts, recordings } from '@/lib/db/schema/calls';
import { notices, organizations } from '@/lib/db/schema/orgs';
import { operations } from '@/lib/http/describe-api';
import { listApiKeys } from '@/lib/orgs/api-key-queries';
import { createInvite } from '@/lib/orgs/create-invite';
import { listMembers } from '@/lib/orgs/member-queries';
import { permissions } from '@/lib/orgs/permissions';
import { callRoute, type Problem } from '@/tests/support/call-route';
import {
  type Caller,
  makeApiKey,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
} from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let callers: Record<string, Caller>;
let rival: TestMember;
/** One thing of the other organization for each collection of the API: an `[id]` of a new collection needs one here. */
let foreign: Record<string, string>;

beforeAll(async () => {
  world = await openWorld();
  const { owner } = await makeOrganization(world);
  callers = { session: await signIn(world, owner), 'API key': await makeApiKey(world, owner, permissions) };
  rival = (await makeOrganization(world)).owner;
  foreign = await furnish(rival);
});
afterAll(() => world.close());

/** Gives the other organization one of everything. */
async function furnish(owner: TestMember): Promise<Record<string, string>> {
  const { db } = world;
  const { ids } = world.deps;
  const now = world.clock.now();
  const { organizationId, staffId, id: userId } = owner;
  const org = trustedOrgId(organizationId);
  const ctx = { org, actor: { kind: 'user', userId, role: 'owner' }, requestId: 'req_test', now, ids, db } as const;
  await makeMember(world, { id: organizationId }, 'operator');
  await makeApiKey(world, owner, ['bookings:read']);
  const { invite } = await createInvite(ctx, { email: 'guest@rival.test', role: 'viewer' });
  const [member] = (await listMembers(ctx)).filter(({ role }) => role === 'operator');
  const [key] = await listApiKeys(ctx);
  const [booking, call, notice, optOut] = [
    ids.make('booking'),
    ids.make('call'),
    ids.make('notice'),
    ids.make('optOut'),
  ];
  await db.insert(bookingEvents).values({
    id: booking,
    organizationId,
    userId,
    staffId,
    source: 'dashboard',
    title: 'Rival',
    startTime: new Date('2026-03-03T15:00:00Z'),
    endTime: new Date('2026-03-03T15:30:00Z'),
    durationMinutes: 30,
    attendeeName: 'Rival guest',
    attendeePhone: '+12025550199',
    dueAt: new Date('2026-03-03T15:00:00Z'),
    createdAt: now,
    updatedAt: now,
  });
  await db.insert(calls).values({
    id: call,
    organizationId,
    bookingId: booking,
    attempt: 1,
    status: 'in-progress',
    callOrder: 'operator_first',
    operatorPhone: '+12025550198',
    attendeePhone: '+12025550199',
    fromPhone: '+12025550100',
    voice: { record: true, transcribe: false, translate: false, survey: false, qa: false },
    gates: [],
    dueAt: now,
    intentAt: now,
    createdAt: now,
    updatedAt: now,
  });
  await db.insert(recordings).values({
    id: ids.make('recording'),
    organizationId,
    callId: call,
    status: 'completed',
    mediaUrl: 'http://127.0.0.1:9/rival.mp3',
    requestedAt: now,
  });
  await db.insert(notices).values({ id: notice, organizationId, kind: 'missed', message: 'Rival', createdAt: now });
  await db.insert(optOuts).values({ id: optOut, organizationId, phone: '+12025550197', createdAt: now });
  if (!member || !key) throw new Error('The other organization lacks a member or a key.');
  return {
    members: member.id,
    invites: invite.id,
    'api-keys': key.id,
    staff: staffId,
    bookings: booking,
    calls: call,
    notices: notice,
    'opt-outs': optOut,
  };
}

/** A body that each operation on one thing would accept, so that the answer tells of the thing and not of the body. */
const bodies: Record<string, Record<string, unknown>> = {
  'PATCH /api/members/[id]': { role: 'viewer' },
  'PATCH /api/staff/[id]': { name: 'Taken over' },
  'PATCH /api/bookings/[id]': { title: 'Taken over' },
  'POST /api/bookings/[id]/restore': {},
  'PATCH /api/calls/[id]': { notes: 'Taken over' },
  'POST /api/calls/[id]/confirmations': { key: 'identity' },
  'POST /api/calls/[id]/outcome': { outcome: 'no_answer' },
  'POST /api/calls/[id]/end': {},
};

const queries: Record<string, Record<string, string>> = {
  'DELETE /api/calls/[id]/confirmations': { key: 'identity' },
};

/** Operations that name foreign things in their bodies. */
const namingForeignThings: [operation: string, body: () => Record<string, unknown>, status: number][] = [
  ['POST /api/auth/switch', () => ({ organization_id: rival.organizationId }), 404],
  ['POST /api/bookings/cancel', () => ({ ids: [foreign.bookings] }), 404],
  [
    'POST /api/bookings',
    () => ({
      title: 'Book them',
      start_time: '2026-03-04T15:00:00Z',
      attendee_name: 'Ada',
      attendee_phone: '+12025550143',
      staff_id: rival.staffId,
    }),
    404,
  ],
];

async function everythingOf(organizationId: string): Promise<string> {
  const tables = await world.db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'organization_id' order by 1`);
  const kept: unknown[] = [await world.db.select().from(organizations).where(sql`id = ${organizationId}`)];
  for (const { name } of tables.rows) {
    const rows = await world.db.execute(
      sql`select t.* from ${sql.identifier(name)} t where organization_id = ${organizationId} order by t::text`,
    );
    kept.push([name, rows.rows]);
  }
  return JSON.stringify(kept);
}

let before: string;
beforeEach(async () => {
  before = await everythingOf(rival.organizationId);
});

const all = operations(routes);
const named = (label: string) => {
  const found = all.find(({ method, address }) => `${method} ${address}` === label);
  if (!found) throw new Error(`There is no ${label}.`);
  return found;
};

describe('two organizations', () => {
  it.each(all.filter(({ address }) => address.includes('[')))(
    '$method $address with the other’s id is 404 and changes nothing',
    async ({ method, address, handler }) => {
      const collection = address.split('/')[2] ?? '';
      const id = foreign[collection];
      if (!id) throw new Error(`furnish() makes nothing of ${collection}: add it.`);
      const body = method === 'GET' || method === 'DELETE' ? undefined : (bodies[`${method} ${address}`] ?? {});
      const query = queries[`${method} ${address}`];
      for (const [kind, as] of Object.entries(callers)) {
        const answer = await callRoute<Problem>(handler, { method, as, params: { id }, query, body });
        expect([kind, answer.status, answer.body.code]).toEqual([kind, 404, 'not_found']);
        expect(JSON.stringify(answer.body)).not.toContain(id);
      }
      expect(await everythingOf(rival.organizationId)).toBe(before);
    },
  );

  it.each(namingForeignThings)(
    '%s naming a foreign thing is refused and changes nothing',
    async (label, body, status) => {
      const { method, handler } = named(label);
      const answer = await callRoute<Problem>(handler, { method, as: callers.session, body: body() });
      expect(answer.status).toBe(status);
      expect(await everythingOf(rival.organizationId)).toBe(before);
    },
  );

  it.each(all.filter(({ method, address }) => method === 'GET' && !address.includes('[')))(
    'GET $address shows nothing of the other',
    async ({ handler }) => {
      const answer = await callRoute(handler, { as: callers.session });
      const shown = JSON.stringify(answer.body);
      for (const id of [...Object.values(foreign), rival.organizationId, rival.id, rival.email])
        expect(shown).not.toContain(id);
    },
  );
});
