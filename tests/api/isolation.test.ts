import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routes } from '@/app/api/route-table';
import { operations } from '@/lib/http/routes/describe-api';
import { permissions } from '@/lib/orgs/access/permissions';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { everythingOf } from '@/tests/support/everything-of';
import { type Caller, makeApiKey, makeOrganization, signIn, type TestMember } from '@/tests/support/factories';
import { type Furniture, furnishOrganization } from '@/tests/support/furnish-organization';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let callers: Record<string, Caller>;
let rival: TestMember;
/** One thing of the other organization for each collection of the API: an `[id]` of a new collection needs one here. */
let foreign: Furniture;

beforeAll(async () => {
  const { owner } = await makeOrganization(world);
  callers = { session: await signIn(world, owner), 'API key': await makeApiKey(world, owner, permissions) };
  rival = (await makeOrganization(world)).owner;
  foreign = await furnishOrganization(world, rival);
});

/** A body that each operation on one thing would accept, so that the answer tells of the thing and not of the body. */
const bodies: Record<string, Record<string, unknown>> = {
  'PATCH /api/members/[id]': { role: 'viewer' },
  'PATCH /api/staff/[id]': { name: 'Taken over' },
  'PATCH /api/services/[id]': { name: 'Taken over' },
  'PATCH /api/bookings/[id]': { title: 'Taken over' },
  'POST /api/bookings/[id]/restore': {},
  'PATCH /api/calls/[id]': { notes: 'Taken over' },
  'POST /api/calls/[id]/confirmations': { key: 'identity' },
  'POST /api/calls/[id]/outcome': { outcome: 'no_answer' },
  'POST /api/calls/[id]/end': {},
  'PATCH /api/connections/[id]': { is_default: true },
  'PUT /api/connections/[id]/hosts': { staff_id: 'stf_any', host: null },
  'PUT /api/connections/[id]/services': { service_id: 'svc_any', event_type: null },
  'POST /api/connections/[id]/event-types': { service_id: 'svc_any' },
  'PUT /api/agents/[id]/calendar': { connection_id: null },
  'PATCH /api/bookings/[id]/attendees/[attendeeId]': { meeting_notes: 'Taken over' },
  'POST /api/bookings/[id]/attendees/[attendeeId]/attendance': { showed_up: false },
  'PATCH /api/webhook-endpoints/[id]': { description: 'Taken over' },
  'PATCH /api/lead-imports/[id]': { day_order: 'month_first' },
  'PATCH /api/email-tools/[id]': { phone_variable: 'cell' },
  'PATCH /api/clients/[id]': { name: 'Taken over' },
  'PATCH /api/campaigns/[id]': { name: 'Taken over' },
  'POST /api/unmatched-bookings/[id]/link': { lead_id: 'lead_any' },
  'POST /api/webhook-endpoints/[id]/rotate-secret': {},
  'POST /api/webhook-endpoints/[id]/replay': { from: '2026-03-01T00:00:00Z', to: '2026-03-03T00:00:00Z' },
};

const queries: Record<string, Record<string, string>> = {
  'DELETE /api/calls/[id]/confirmations': { key: 'identity' },
  'GET /api/unmatched-bookings/[id]/candidates': { q: 'jane' },
};

let before: string;
beforeEach(async () => {
  before = await everythingOf(world, rival.organizationId);
});

const all = operations(routes);
describe('two organizations', () => {
  it.each(all.filter(({ address }) => address.includes('[')))(
    '$method $address with the other’s id is 404 and changes nothing',
    async ({ method, address, handler }) => {
      const collection = address.split('/')[2] ?? '';
      const id = foreign[collection];
      const attendeeId = foreign['unmatched-bookings'] ?? '';
      if (!id) throw new Error(`furnishOrganization makes nothing of ${collection}: add it.`);
      const body = method === 'GET' || method === 'DELETE' ? undefined : (bodies[`${method} ${address}`] ?? {});
      const query = queries[`${method} ${address}`];
      for (const [kind, as] of Object.entries(callers)) {
        const answer = await callRoute<Problem>(handler, {
          method,
          as,
          params: { id, attendeeId, part: '1' },
          query,
          body,
        });
        expect([kind, answer.status, answer.body.code]).toEqual([kind, 404, 'not_found']);
        expect(JSON.stringify(answer.body)).not.toContain(id);
      }
      expect(await everythingOf(world, rival.organizationId)).toBe(before);
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
