import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GET as listSlots } from '@/app/api/calendars/slots/route';
import { POST as connect } from '@/app/api/connections/route';
import { routes } from '@/app/api/route-table';
import type { SlotsResponse } from '@/lib/contracts/calendars';
import { operations } from '@/lib/http/routes/describe-api';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { type EmailBison, startEmailBison } from '@/sandbox/emailbison/start-emailbison';
import { bookingBody } from '@/tests/support/booking-requests';
import { callRoute } from '@/tests/support/call-route';
import { everythingOf } from '@/tests/support/everything-of';
import { type Caller, makeOrganization, signIn, type TestMember, testPassword } from '@/tests/support/factories';
import { type Furniture, furnishOrganization } from '@/tests/support/furnish-organization';
import { openWorld, type World } from '@/tests/support/world';

/** A request of ours. */
interface Sample {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  text?: string;
  headers?: Record<string, string>;
}

/** What names a thing of the product in a body or a query; what names a thing at a provider does not. */
const NAMES_A_THING =
  /^(?:(?:organization|user|member|staff|service|booking|call|connection|agent|client|campaign|lead|conversation|invite|notice)(?:_ids?)?|ids?)$/;

const start = '2026-03-04T15:00:00Z';

/**
 * For each field that can name a thing: a request of ours that is right but for naming the other organization's thing.
 * `404`: it is refused. `nothing`: it is answered as if there were no such thing.
 */
const naming: Record<string, [answer: 404 | 'nothing', sample: (theirs: Furniture, ours: Furniture) => Sample]> = {
  'POST /api/auth/switch organization_id': [404, () => ({ body: { organization_id: rival.organizationId } })],
  'GET /api/bookings staff_id': ['nothing', ({ staff = '' }) => ({ query: { staff_id: staff } })],
  'GET /api/bookings/export staff_id': ['nothing', ({ staff = '' }) => ({ query: { staff_id: staff } })],
  'POST /api/bookings staff_id': [404, ({ staff }) => ({ body: bookingBody({ staff_id: staff }) })],
  'POST /api/bookings staff': [404, ({ staff }) => ({ body: bookingBody({ staff }) })],
  'POST /api/bookings service_id': [404, ({ services }) => ({ body: bookingBody({ service_id: services }) })],
  'POST /api/bookings service': [404, ({ services }) => ({ body: bookingBody({ service: services }) })],
  'PATCH /api/bookings/[id] staff_id': [404, ({ staff }, ours) => ourBooking(ours, { staff_id: staff })],
  'PATCH /api/bookings/[id] staff': [404, ({ staff }, ours) => ourBooking(ours, { staff })],
  'PATCH /api/bookings/[id] service_id': [404, ({ services }, ours) => ourBooking(ours, { service_id: services })],
  'PATCH /api/bookings/[id] service': [404, ({ services }, ours) => ourBooking(ours, { service: services })],
  'POST /api/bookings/cancel ids': [404, (theirs, ours) => ({ body: { ids: [ours.bookings, theirs.bookings] } })],
  'GET /api/bookings/check staff': [404, ({ staff = '' }) => ({ query: { start, staff } })],
  'GET /api/bookings/check service': [404, ({ services = '' }) => ({ query: { start, service: services } })],
  'GET /api/bookings/check booking': ['nothing', ({ bookings = '' }) => ({ query: { start, booking: bookings } })],
  'GET /api/calendars/slots connection_id': [
    404,
    ({ connections = '' }) => ({ query: { connection_id: connections } }),
  ],
  'GET /api/calendars/slots staff_id': [404, ({ staff = '' }) => ({ query: { staff_id: staff } })],
  'POST /api/calendars/embed-bookings connection_id': [404, ({ connections }) => ({ body: embedBody(connections) })],
  'PUT /api/agents/[id]/calendar connection_id': [
    404,
    ({ connections }, ours) => ({ params: { id: ours.agents ?? '' }, body: { connection_id: connections } }),
  ],
  'PUT /api/connections/[id]/hosts staff_id': [
    404,
    ({ staff }, ours) => ({ params: { id: ours.connections ?? '' }, body: { staff_id: staff, host: null } }),
  ],
  'PUT /api/connections/[id]/services service_id': [
    404,
    ({ services }, ours) => ({
      params: { id: ours.connections ?? '' },
      body: { service_id: services, event_type: null },
    }),
  ],
  'POST /api/connections/[id]/event-types service_id': [
    404,
    ({ services }, ours) => ({ params: { id: ours.connections ?? '' }, body: { service_id: services } }),
  ],
  'POST /api/unmatched-bookings/[id]/link lead_id': [
    404,
    ({ leads }, ours) => ({ params: { id: ours['unmatched-bookings'] ?? '' }, body: { lead_id: leads } }),
  ],
  'PATCH /api/lead-imports/[id] campaign_id': [
    404,
    ({ campaigns }, ours) => ({ params: { id: ours['lead-imports'] ?? '' }, body: { campaign_id: campaigns } }),
  ],
  'PATCH /api/lead-imports/[id] client_id': [
    404,
    ({ clients }, ours) => ({ params: { id: ours['lead-imports'] ?? '' }, body: { client_id: clients } }),
  ],
  'POST /api/email-tools client_id': [
    404,
    ({ clients }) => ({ body: { base_url: 'https://dedi.emailbison.com', token: '1|x', client_id: clients } }),
  ],
  'PATCH /api/email-tools/[id] client_id': [
    404,
    ({ clients }, ours) => ({ params: { id: ours['email-tools'] ?? '' }, body: { client_id: clients } }),
  ],
  'GET /api/campaigns client_id': ['nothing', ({ clients = '' }) => ({ query: { client_id: clients } })],
  'POST /api/campaigns client_id': [404, ({ clients }) => ({ body: { name: 'Ours', client_id: clients } })],
  'PATCH /api/campaigns/[id] client_id': [
    404,
    ({ clients }, ours) => ({ params: { id: ours.campaigns ?? '' }, body: { client_id: clients } }),
  ],
  'GET /api/leads campaign_id': ['nothing', ({ campaigns = '' }) => ({ query: { campaign_id: campaigns } })],
  'GET /api/leads client_id': ['nothing', ({ clients = '' }) => ({ query: { client_id: clients } })],
  'POST /api/leads campaign_id': [404, ({ campaigns }) => ({ body: { email: 'a@b.example', campaign_id: campaigns } })],
  'GET /api/funnel client': [404, ({ clients = '' }) => ({ query: { client: clients } })],
  'GET /api/funnel campaign': [404, ({ campaigns = '' }) => ({ query: { campaign: campaigns } })],
  'GET /api/funnel/people client': [404, ({ clients = '' }) => ({ query: { stage: 'booked', client: clients } })],
  'GET /api/funnel/people campaign': [
    404,
    ({ campaigns = '' }) => ({ query: { stage: 'booked', campaign: campaigns } }),
  ],
  'GET /api/funnel/no-shows client': [404, ({ clients = '' }) => ({ query: { client: clients } })],
  'GET /api/funnel/no-shows campaign': [404, ({ campaigns = '' }) => ({ query: { campaign: campaigns } })],
  'GET /api/calls booking_id': ['nothing', ({ bookings = '' }) => ({ query: { booking_id: bookings } })],
};

function ourBooking(ours: Furniture, body: Record<string, unknown>): Sample {
  return { params: { id: ours.bookings ?? '' }, body };
}

async function offeredToken(): Promise<string> {
  const { body } = await callRoute<SlotsResponse>(listSlots, { method: 'GET', as: caller });
  return Object.values(body.days)[0]?.[0]?.token ?? '';
}

async function embedConnection(): Promise<string> {
  const { body } = await callRoute<{ connection: { id: string } }>(connect, {
    method: 'POST',
    as: caller,
    body: { provider: 'calendly_embed', share_url: 'https://calendly.com/ours/embed' },
  });
  return body.connection.id;
}

function embedBody(connection_id: string | undefined): Record<string, unknown> {
  return {
    connection_id,
    event_uri: 'https://api.calendly.com/scheduled_events/E1',
    invitee_uri: 'https://api.calendly.com/scheduled_events/E1/invitees/I1',
    visitor_name: 'Ada',
  };
}

/** A right request for every operation that writes without an id in its address: it may only touch our organization. */
const writing: Record<string, (ours: Furniture) => Sample | Promise<Sample>> = {
  'POST /api/bookings': () => ({ body: bookingBody() }),
  'POST /api/bookings/cancel': ({ bookings }) => ({ body: { ids: [bookings] } }),
  'POST /api/api-keys': () => ({ body: { name: 'Script', scopes: ['bookings:read'] } }),
  'POST /api/invites': () => ({ body: { email: 'new@ours.test', role: 'viewer' } }),
  'POST /api/opt-outs': () => ({ body: { phone: '+12025550196' } }),
  'POST /api/services': () => ({ body: { name: 'Demo', slug: 'demo', duration_minutes: 30 } }),
  'POST /api/staff': () => ({ body: { name: 'Stand-in' } }),
  'PATCH /api/organization': () => ({ body: { name: 'Ours' } }),
  'PATCH /api/organization/attendance': () => ({ body: { talk_seconds: 20 } }),
  'PATCH /api/organization/call-settings': () => ({ body: { retry_count: 2 } }),
  'PATCH /api/organization/voice': () => ({ body: { qa: true } }),
  'POST /api/calendars/bookings': async () => ({
    body: { slot_token: await offeredToken(), visitor_name: 'Ada', visitor_email: 'ada@visitors.test' },
  }),
  'POST /api/calendars/embed-bookings': async () => ({ body: embedBody(await embedConnection()) }),
  'POST /api/connections': () => ({
    body: { provider: 'calendly_embed', share_url: 'https://calendly.com/ours/intro' },
  }),
  'POST /api/webhook-endpoints': () => ({
    body: { kind: 'standard', url: 'https://hooks.ours.example/in', event_types: ['booking.created'] },
  }),
  'POST /api/email-tools': () => ({ body: { base_url: bison.url, token: bison.account.token } }),
  'POST /api/clients': () => ({ body: { name: 'Ours' } }),
  'POST /api/campaigns': () => ({ body: { name: 'Ours' } }),
  'POST /api/lead-imports': () => ({
    query: { file_name: 'ours.csv' },
    text: 'email\na@ours.example\n',
    headers: { 'content-type': 'text/csv' },
  }),
  'POST /api/lead-imports/begin': () => ({ body: { file_name: 'ours.csv', bytes: 10 } }),
  'POST /api/leads': ({ campaigns }) => ({ body: { email: 'new@ours.example', campaign_id: campaigns } }),
  'POST /api/auth/switch': () => ({ body: { organization_id: owner.organizationId } }),
  'POST /api/auth/password': () => ({ body: { current_password: testPassword, new_password: 'four other words' } }),
  'POST /api/auth/sign-out': () => ({ body: {} }),
};

let bison: EmailBison;
let world: World;
let owner: TestMember;
let rival: TestMember;
let ours: Furniture;
let theirs: Furniture;
let caller: Caller;
let before: string;

beforeAll(async () => {
  bison = await startEmailBison();
  world = await openWorld({ EMAILBISON_API_URL: bison.url });
  owner = (await makeOrganization(world)).owner;
  rival = (await makeOrganization(world)).owner;
  ours = await furnishOrganization(world, owner);
  theirs = await furnishOrganization(world, rival);
  // What is queued already is nobody's doing here.
  await drainDueJobs(world.deps, 10_000);
});
afterAll(async () => {
  await world.close();
  await bison.stop();
});
beforeEach(async () => {
  caller = await signIn(world, owner);
  before = await everythingOf(world, rival.organizationId);
});

const all = operations(routes).map((operation) => ({
  ...operation,
  label: `${operation.method} ${operation.address}`,
}));

function fieldsOf(schema: z.ZodType | undefined): string[] {
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties);
}

/** An operation that takes no credential cannot be given ours. */
const ofMembers = all.filter(({ handler }) => handler.declaration.permission !== undefined);

const namingFields = ofMembers.flatMap((operation) => {
  const { body, query } = operation.handler.declaration;
  return [...fieldsOf(body), ...fieldsOf(query)]
    .filter((field) => NAMES_A_THING.test(field))
    .map((field) => ({ ...operation, field, entry: `${operation.label} ${field}` }));
});

describe('a field that names a thing of another organization', () => {
  it.each(namingFields)('$entry: as if it were not there, and nothing changes', async ({ entry, method, handler }) => {
    const sample = naming[entry];
    if (!sample)
      throw new Error(
        `Add to \`naming\` a request under '${entry}' that names a thing of the other organization there.`,
      );
    const [expected, request] = sample;
    const answer = await callRoute(handler, { method, as: caller, ...request(theirs, ours) });
    if (expected === 404) expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    else expect(answer.status).toBe(200);
    const shown = JSON.stringify(answer.body);
    for (const id of Object.values(theirs)) expect(shown).not.toContain(id);
    if (expected === 'nothing')
      for (const value of Object.values(answer.body)) if (Array.isArray(value)) expect(value).toEqual([]);
    expect(await everythingOf(world, rival.organizationId)).toBe(before);
  });

  it('is known for every field listed here', () => {
    expect(Object.keys(naming).sort()).toEqual(namingFields.map(({ entry }) => entry).sort());
  });
});

describe('a write without an id in its address', () => {
  const writes = ofMembers.filter(({ method, address }) => method !== 'GET' && !address.includes('['));

  it.each(writes)('$label stays in our organization', async ({ label, method, handler }) => {
    const request = writing[label];
    if (!request) throw new Error(`Add to \`writing\` a request under '${label}' that succeeds.`);
    const mine = await everythingOf(world, owner.organizationId);
    const answer = await callRoute(handler, { method, as: caller, ...(await request(ours)) });
    expect(answer.status).toBeLessThan(300);
    expect(await everythingOf(world, rival.organizationId)).toBe(before);
    if (!label.includes('/auth/')) expect(await everythingOf(world, owner.organizationId)).not.toBe(mine);
  });

  it('is known for every operation listed here', () => {
    expect(Object.keys(writing).sort()).toEqual(writes.map(({ label }) => label).sort());
  });
});
