import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemIds } from '@/lib/core/ids';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { callLegs, callSettings, calls, voiceConfigs } from '@/lib/db/schema/calls';
import { memberships, organizations, staff, users } from '@/lib/db/schema/orgs';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';
import { parsePhone } from '@/lib/phone/read-phone';
import { verifyPassword } from '@/lib/security/password';
import { demoAttendees } from '@/sandbox/demo-data/demo-attendees';
import { demoOrganizations, demoPassword } from '@/sandbox/demo-data/demo-organizations';
import { seedDemo } from '@/sandbox/demo-data/seed-demo';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let database: TestDatabase;
/** A Wednesday afternoon in New York. */
const now = new Date('2026-11-18T20:15:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** All rows of all tables, as text. */
async function everything(): Promise<Record<string, string>> {
  const names = await database.db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const dump: Record<string, string> = {};
  for (const { name } of names.rows) {
    const table = sql.identifier(name);
    const rows = await database.db.execute<{ row: string }>(
      sql`select to_jsonb(t)::text as row from ${table} t order by 1`,
    );
    dump[name] = rows.rows.map(({ row }) => row).join('\n');
  }
  return dump;
}

describe('the demo data', () => {
  it('is there after one run, and a second run changes nothing', async () => {
    const first = await seedDemo(database.db, now);
    expect(first.organizations).toBe(3);
    expect(first.bookings).toBeGreaterThan(60);
    const before = await everything();
    expect(await seedDemo(database.db, now)).toEqual({ organizations: 0, bookings: 0 });
    expect(await everything()).toEqual(before);
  });

  it('has the people, roles, plans and the password that are written down', async () => {
    const people = await database.db
      .select({ email: users.email, role: memberships.role, slug: organizations.slug, hash: users.passwordHash })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId));
    expect(people.map(({ email, role, slug }) => `${email} ${role} ${slug}`).sort()).toEqual([
      'admin@demo.test admin demo',
      'analyst@demo.test analyst demo',
      'operator@demo.test operator demo',
      'owner@demo.test owner demo',
      'owner@free.test owner free',
      'owner@rival.test owner rival',
      'supervisor@demo.test supervisor demo',
      'viewer@demo.test viewer demo',
    ]);
    expect(await verifyPassword(people[0]?.hash ?? null, demoPassword)).toBe(true);
    const [demo] = await database.db.select().from(organizations).where(eq(organizations.slug, 'demo'));
    expect(demo).toMatchObject({
      plan: 'business',
      addOns: ['native_integrations'],
      flags: ['ai_agent_calendly_action'],
    });
  });

  it('has `demo` as the first organization, whose are the accounts that the environment names', async () => {
    const id = (await firstOrganization(database.db)) ?? '';
    const [first] = await database.db.select().from(organizations).where(eq(organizations.id, id));
    expect(first?.slug).toBe('demo');
  });

  it('can be called at any hour, with prompts to tick', async () => {
    const settings = await database.db.select().from(callSettings);
    expect(settings).toHaveLength(3);
    expect(settings.every(({ callingHours }) => !callingHours.enabled)).toBe(true);
    const voices = await database.db.select().from(voiceConfigs);
    expect(voices.every(({ confirmationPrompts }) => confirmationPrompts.length > 0)).toBe(true);
  });

  it('uses numbers that are valid, belong to nobody and are answered by a person in the sandbox', async () => {
    const lines = await database.db.select({ phone: staff.phone }).from(staff);
    const numbers = [
      ...lines.flatMap(({ phone }) => phone ?? []),
      ...demoAttendees.map(({ phone }) => phone),
      ...demoOrganizations.flatMap(({ operatorLine }) => operatorLine ?? []),
    ];
    for (const number of numbers) {
      expect(parsePhone(number, 'US')).toBe(number);
      expect(number).toMatch(/^(\+1\d{3}55501[2-9]\d|\+44207946\d{4})$/);
      expect(number).not.toMatch(/01(0\d|1[0-4])$/);
    }
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('tells a past that fits together and leaves the next hour free', async () => {
    const rows = await database.db.select().from(bookings);
    for (const row of rows) {
      const past = row.startTime < now;
      expect(past ? ['completed', 'failed', 'cancelled'] : ['pending']).toContain(row.status);
      expect(row.startTime > now && row.startTime < hours(1.5)).toBe(false);
      expect(row.createdAt < now && row.createdAt < row.startTime).toBe(true);
    }
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['completed', 'failed', 'cancelled', 'pending']));
    for (const call of await database.db.select().from(calls)) {
      const told = [
        call.dueAt,
        call.intentAt,
        call.orderedAt,
        call.operatorAcceptedAt,
        call.attendeeAnsweredAt,
        call.bridgedAt,
        call.endedAt,
        call.outcomeAt,
      ].filter((at) => at !== null);
      expect(told).toEqual([...told].sort((a, b) => a.getTime() - b.getTime()));
      expect(told.every((at) => at < now)).toBe(true);
      const legs = await database.db.select().from(callLegs).where(eq(callLegs.callId, call.id));
      expect(legs.length).toBe(call.operatorAcceptedAt ? 2 : 1);
      const end = await database.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, call.bookingId));
      expect(end.map(({ kind }) => kind)).toContain(call.failureReason ? 'failed' : 'completed');
    }
  });

  it('has people behind every stage of the funnel, no-shows among them with what says so', async () => {
    const { rows } = await database.db.execute<
      Record<'undecided' | 'showed' | 'no_shows' | 'without_evidence', number>
    >(sql`
      select count(*) filter (where interested_at is not null and booked_at is null)::int as undecided,
             count(*) filter (where showed_at is not null)::int as showed,
             count(*) filter (where no_show_at is not null)::int as no_shows,
             count(*) filter (where (showed_at is not null or no_show_at is not null) and not exists (
               select from attendance_evidence e
                where e.booking_id = l.booking_id and e.says = (l.showed_at is not null)))::int as without_evidence
        from leads l`);
    expect(rows[0]?.undecided).toBeGreaterThan(5);
    expect(rows[0]?.showed).toBeGreaterThan(10);
    expect(rows[0]?.no_shows).toBeGreaterThan(3);
    expect(rows[0]?.without_evidence).toBe(0);
  });

  it('moves on with the days: what passed while nothing ran is told, and nothing waits in the past', async () => {
    const later = hours(24 * 3);
    expect((await seedDemo(database.db, later)).bookings).toBeGreaterThan(0);
    const rows = await database.db.select().from(bookings).where(eq(bookings.status, 'pending'));
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every(({ startTime }) => startTime > later)).toBe(true);
    const before = await everything();
    await seedDemo(database.db, later);
    expect(await everything()).toEqual(before);
  });

  it('leaves alone what people changed', async () => {
    const later = hours(24 * 3);
    const [mine] = await database.db.select().from(bookings).where(eq(bookings.status, 'pending')).limit(1);
    const changed = { title: 'Mine now', updatedAt: later };
    await database.db
      .update(bookings)
      .set(changed)
      .where(eq(bookings.id, mine?.id ?? ''));
    await database.db.update(organizations).set({ name: 'Renamed' }).where(eq(organizations.slug, 'demo'));
    await seedDemo(database.db, hours(24 * 30));
    const [after] = await database.db
      .select()
      .from(bookings)
      .where(eq(bookings.id, mine?.id ?? ''));
    expect(after).toMatchObject({ title: 'Mine now', status: 'pending' });
    const [demo] = await database.db.select().from(organizations).where(eq(organizations.slug, 'demo'));
    expect(demo?.name).toBe('Renamed');
  });
});

it('is refused by a database in which others live', async () => {
  const foreign = await testDatabase();
  try {
    const id = systemIds.make('organization');
    await foreign.db.insert(organizations).values({ id, slug: 'acme', name: 'Acme' });
    await expect(seedDemo(foreign.db, now)).rejects.toThrow(/other organizations \(acme\)/);
    expect(await foreign.db.select().from(users)).toEqual([]);
  } finally {
    await foreign.close();
  }
});
