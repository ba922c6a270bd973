import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BookingPage, exportBookings, listBookings } from '@/lib/bookings/queries';
import { listBookingsQuery } from '@/lib/contracts/bookings';
import { trustedOrgId } from '@/lib/core/context';
import { bookings } from '@/lib/db/schema/bookings';
import { makeOrganization } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();

/** Bookings at these minutes, of nobody's calendar; several may share a minute. */
async function insertAt(organizationId: string, minutes: readonly number[]): Promise<string[]> {
  if (minutes.length === 0) return [];
  const at = world.clock.now();
  const rows = minutes.map((minute) => {
    const startTime = new Date(at.getTime() + minute * 60_000);
    return {
      id: world.deps.ids.make('booking'),
      organizationId,
      source: 'api' as const,
      title: 'Walk',
      startTime,
      endTime: new Date(startTime.getTime() + 60_000),
      durationMinutes: 1,
      attendeeName: 'A',
      attendeePhone: '+12025550100',
      dueAt: startTime,
      createdAt: at,
      updatedAt: at,
    };
  });
  await world.db.insert(bookings).values(rows);
  return rows.map(({ id }) => id);
}

const minutes = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });

it('following the cursor, no booking is skipped and none comes twice, whatever is added between the pages', async () => {
  await fc.assert(
    fc.asyncProperty(
      minutes,
      fc.array(minutes, { maxLength: 4 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom('asc' as const, 'desc' as const),
      async (first, later, limit, order) => {
        const { organization } = await makeOrganization(world);
        const ctx = { db: world.db, org: trustedOrgId(organization.id), now: world.clock.now() };
        const there = await insertAt(organization.id, first);
        const arrivals = [...later];
        const seen: string[] = [];
        const starts: string[] = [];
        let cursor: string | undefined;
        do {
          const page: BookingPage = await listBookings(ctx, listBookingsQuery.parse({ limit, order, cursor }));
          seen.push(...page.bookings.map(({ id }) => id));
          starts.push(...page.bookings.map(({ start_time }) => start_time));
          expect(page.bookings.length).toBeLessThanOrEqual(limit);
          if (page.nextCursor) await insertAt(organization.id, arrivals.shift() ?? []);
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect(new Set(seen).size).toBe(seen.length);
        expect(there.filter((id) => !seen.includes(id))).toEqual([]);
        expect(starts).toEqual(order === 'asc' ? starts.toSorted() : starts.toSorted().reverse());
      },
    ),
    { numRuns: 40, seed: 11 },
  );
}, 60_000);

it('an export goes through all of a filter, portion by portion', async () => {
  const { organization } = await makeOrganization(world);
  const ctx = { db: world.db, org: trustedOrgId(organization.id), now: world.clock.now() };
  const there = await insertAt(
    organization.id,
    Array.from({ length: 1001 }, (_, i) => i % 3),
  );
  const portions: string[][] = [];
  for await (const portion of exportBookings(ctx, {})) portions.push(portion.map(({ id }) => id));
  expect(portions.map(({ length }) => length)).toEqual([500, 500, 1]);
  expect(new Set(portions.flat())).toEqual(new Set(there));
});
