import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemIds } from '@/lib/core/ids';
import { attendees } from '@/lib/db/schema/bookings';
import { matchAttendees } from '@/lib/leads/matching/match-attendees';
import { populationOf } from '@/tests/bench/matching/generator/people';
import { judge, type Verdict } from '@/tests/bench/matching/judge';
import { seedBookings, seedLeads, seedOrganization } from '@/tests/bench/matching/seed';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

const PEOPLE = 8_000;
const BOOKED = 4_000;

let database: TestDatabase;
let verdict: Verdict;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const population = populationOf(20_260_302, PEOPLE);
  const org = await seedOrganization(db, population);
  await seedLeads(db, org, population);
  const ids = await seedBookings(db, org, population, BOOKED);
  await matchAttendees({ db, ids: systemIds, now: new Date('2026-03-02T10:00:00Z') }, org, ids);
  const rows = await db.select().from(attendees).where(eq(attendees.organizationId, org));
  const leadOf = new Map(rows.map(({ id, leadId }) => [id, leadId]));
  verdict = judge(population, BOOKED, (place) => leadOf.get(`att_${String(place).padStart(7, '0')}`) ?? null);
}, 120_000);
afterAll(() => database.close());

describe('matching of a generated crowd', () => {
  it('more than 99 of 100 automatic matches are right', () => {
    expect(verdict.precision).toBeGreaterThanOrEqual(0.995);
  });

  it('95 of 100 attendees who are leads are found', () => {
    expect(verdict.recall).toBeGreaterThanOrEqual(0.95);
  });
});
