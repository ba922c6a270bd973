import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { listBookings } from '@/lib/bookings/queries';
import { listBookingsQuery } from '@/lib/contracts/bookings';
import { trustedOrgId } from '@/lib/core/context';
import { makeOrganization } from '@/tests/support/factories';
import { openWorld, type World } from '@/tests/support/world';

/** Before any connection is opened, so that it sees what each of them sends. */
const sent = vi.spyOn(pg.Client.prototype, 'query');

let world: World;
let organizationId: string;
const BOOKINGS = 20_000;

/** Twenty thousand bookings over two years, every tenth of them ours. */
beforeAll(async () => {
  world = await openWorld();
  organizationId = (await makeOrganization(world)).organization.id;
  const other = (await makeOrganization(world)).organization.id;
  await world.db.execute(sql`
    insert into booking_events (id, organization_id, source, title, start_time, end_time, duration_minutes, attendee_name,
      attendee_email, attendee_phone, status, due_at, created_at, updated_at)
    select 'bk_' || n, case when n % 10 = 0 then ${organizationId} else ${other} end,
      case when n % 500 = 0 then 'extension' else 'dashboard' end, 'Call ' || md5(n::text), at, at + interval '30 minutes', 30,
      'Person ' || n, 'person' || n || '@example.com', '+1202' || lpad(n::text, 7, '0'),
      case when at > ${world.clock.now().toISOString()} then 'pending' when n % 100 = 0 then 'failed' else 'completed' end,
      at, at, at
    from generate_series(1, ${BOOKINGS}) n,
      lateral (select ${world.clock.now().toISOString()}::timestamptz + (n - 15000) * interval '50 minutes' as at) t`);
  // Also merges what the trigram index has not sorted in yet, as autovacuum does elsewhere.
  await world.db.execute(sql`vacuum analyze booking_events`);
});
afterAll(async () => {
  sent.mockRestore();
  await world.close();
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** The plans of all statements about bookings that a list runs, with the values it runs them with. */
async function plansOf(query: Record<string, string>): Promise<Plan[][]> {
  sent.mockClear();
  const ctx = { db: world.db, org: trustedOrgId(organizationId), now: world.clock.now() };
  await listBookings(ctx, listBookingsQuery.parse(query));
  const statements = sent.mock.calls.flatMap(([statement, values]: unknown[]) => {
    const text = typeof statement === 'object' && statement && 'text' in statement ? String(statement.text) : '';
    return text.includes('"booking_events"') && Array.isArray(values) ? [{ text, values }] : [];
  });
  expect(statements).toHaveLength(2);
  const client = new pg.Client({ connectionString: world.deps.config.database.url });
  await client.connect();
  const plans: Plan[][] = [];
  for (const { text, values } of statements) {
    const { rows } = await client.query(`explain (format json) ${text}`, values);
    plans.push(nodesOf(rows[0]['QUERY PLAN'][0].Plan));
  }
  await client.end();
  return plans;
}

it.each([
  ['the first page', {}],
  ['the last page first', { order: 'desc' }],
  ['what is to come', { view: 'upcoming' }],
  ['what is past', { view: 'past' }],
  ['one status', { status: 'pending' }],
  ['a rare status', { status: 'failed' }],
  ['a status that none has', { status: 'cancelled' }],
  ['a span of days', { from: '2026-03-01', to: '2026-03-07' }],
  ['a source', { source: 'extension' }],
  ['a name', { q: 'person 777' }],
  ['a phone number', { q: '+1 202 001 2345' }],
  ['a name nobody has', { q: 'zzzzzz' }],
])('%s is found by an index among 20,000 bookings', async (_, query) => {
  for (const nodes of await plansOf(query as unknown as Record<string, string>)) {
    const onBookings = nodes.filter((node) => node['Relation Name'] === 'booking_events');
    expect(onBookings.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(onBookings.length).toBeGreaterThan(0);
  }
});

/** The plan of the statement that reads the page, not of the one that counts. */
async function pagePlanOf(query: Record<string, string>): Promise<Plan[]> {
  const plans = await plansOf(query);
  return plans.find((nodes) => !nodes.some((node) => node['Node Type'] === 'Aggregate')) ?? [];
}

it('a page far behind the first is found by the cursor at once, without a sort', async () => {
  const ctx = { db: world.db, org: trustedOrgId(organizationId), now: world.clock.now() };
  const { nextCursor } = await listBookings(ctx, listBookingsQuery.parse({ offset: '1500' }));
  const page = await pagePlanOf({ cursor: nextCursor ?? '' });
  expect(page.map((node) => node['Index Name'])).toContain('booking_events_by_start');
  expect(page.map((node) => node['Node Type'])).not.toContain('Sort');
});

it('words are found by the trigram index', async () => {
  const page = await pagePlanOf({ q: 'person12340' });
  expect(page.map((node) => node['Index Name'])).toContain('booking_events_search');
});
