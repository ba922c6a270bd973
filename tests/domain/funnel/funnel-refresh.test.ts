import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FunnelStage, StageCounts } from '@/lib/contracts/funnel';
import { trustedOrgId } from '@/lib/core/context';
import { funnelStates, funnelTotals } from '@/lib/db/schema/funnel';
import { leads } from '@/lib/db/schema/leads';
import { notices } from '@/lib/db/schema/orgs';
import { checkFunnel } from '@/lib/funnel/check-funnel';
import { funnelStages, noCounts, stageNames } from '@/lib/funnel/funnel-metrics';
import { readFunnel } from '@/lib/funnel/funnel-queries';
import { disagreements } from '@/lib/funnel/internal/disagreements';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { dayIn } from '@/lib/time/calendar-days';
import { makeOrganization, updateOrganization } from '@/tests/support/factories';
import { makeCampaign, makeLead } from '@/tests/support/lead-scene';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let organizationId: string;
let campaignIds: string[];
const zone = 'America/New_York';

beforeEach(async () => {
  const { organization } = await makeOrganization(world, { timeZone: zone });
  organizationId = organization.id;
  campaignIds = [await makeCampaign(world, organizationId, 'A'), await makeCampaign(world, organizationId, 'B')];
});

const refresh = () => refreshFunnel(world.deps, 60_000);
const reader = () => ({ db: world.db, org: trustedOrgId(organizationId), now: world.clock.now() });
const read = (query: Parameters<typeof readFunnel>[1] = {}) => readFunnel(reader(), query, []);
const check = () => checkFunnel(world.deps, organizationId);
const uncounted = () => disagreements(world.db, organizationId);

const columns = {
  sent: 'sentAt',
  delivered: 'deliveredAt',
  replied: 'repliedAt',
  interested: 'interestedAt',
  booked: 'bookedAt',
  showed: 'showedAt',
  no_show: 'noShowAt',
} as const satisfies Record<FunnelStage, keyof typeof leads.$inferInsert>;

/** The funnel counted from the leads themselves, without the product's code: a lead belongs to the day of its first email. */
async function countedByHand(within?: { from: string; to: string }): Promise<StageCounts> {
  const rows = await world.db.select().from(leads).where(eq(leads.organizationId, organizationId));
  const counts = { ...noCounts };
  for (const row of rows) {
    const reached = stageNames.filter((stage) => row[columns[stage]] !== null);
    const days = reached.map((stage) => dayIn(zone, row[columns[stage]] as Date)).sort();
    const entered = row.sentAt ? dayIn(zone, row.sentAt) : days[0];
    if (entered === undefined || (within && (entered < within.from || entered > within.to))) continue;
    for (const stage of reached) counts[stage] += 1;
  }
  return counts;
}

const figures = (funnel: StageCounts): StageCounts =>
  Object.fromEntries(stageNames.map((stage) => [stage, funnel[stage]])) as unknown as StageCounts;

async function change(leadId: string, stage: FunnelStage, at: Date | null): Promise<void> {
  await world.db
    .update(leads)
    .set({ [columns[stage]]: at, dirtyAt: world.clock.now() })
    .where(eq(leads.id, leadId));
}

const newLead = (campaignId = campaignIds[0] ?? '') => {
  const at = world.clock.now();
  const email = `${world.deps.ids.make('lead')}@acme.test`;
  return makeLead(world, { organizationId, campaignId }, { email, sentAt: at, dirtyAt: at });
};

describe('the counters', () => {
  it('equal a count from scratch after any history of leads', async () => {
    const step = fc.record({
      lead: fc.nat(7),
      stage: fc.constantFrom(...stageNames),
      hour: fc.option(fc.integer({ min: 0, max: 24 * 6 })),
      refresh: fc.boolean(),
    });
    const people = await Promise.all(Array.from({ length: 8 }, (_, i) => newLead(campaignIds[i % 2])));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (history) => {
        for (const { lead, stage, hour, refresh: now } of history) {
          const at = hour === null ? null : new Date(Date.parse('2026-03-06T00:00:00Z') + hour * 3_600_000);
          await change(people[lead] ?? '', stage, at);
          if (now) await refresh();
        }
        await refresh();
        expect(figures((await read()).funnel)).toEqual(await countedByHand());
        const period = { from: '2026-03-07', to: '2026-03-09' };
        expect(figures((await read(period)).funnel)).toEqual(await countedByHand(period));
        expect(await uncounted()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('move a lead whose first email turns out to be of another day, and take it away when it is no longer there', async () => {
    const lead = await newLead();
    await change(lead, 'sent', new Date('2026-03-03T03:00:00Z'));
    await change(lead, 'booked', new Date('2026-03-05T15:00:00Z'));
    await refresh();
    expect((await read({ from: '2026-03-02', to: '2026-03-02' })).funnel.booked).toBe(1);
    await change(lead, 'sent', new Date('2026-03-04T15:00:00Z'));
    await refresh();
    expect((await read({ from: '2026-03-02', to: '2026-03-02' })).funnel.booked).toBe(0);
    expect((await read()).funnel.booked).toBe(1);
    await change(lead, 'booked', null);
    await refresh();
    expect((await read()).funnel).toMatchObject({ booked: 0, show_rate: null });
  });

  it('count everyone first emailed in a period with what became of them, so that no rate exceeds one', async () => {
    const instant = fc.option(fc.integer({ min: 0, max: 24 * 9 }));
    const person = fc.record(Object.fromEntries(stageNames.map((stage) => [stage, instant])));
    const day = fc.integer({ min: 1, max: 9 }).map((date) => `2026-03-0${date}`);
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 8 }), day, day, async (people, one, other) => {
        await world.db.delete(leads).where(eq(leads.organizationId, organizationId));
        for (const stages of people) {
          const lead = await newLead();
          for (const stage of stageNames) {
            const hour = stages[stage] ?? null;
            const at = hour === null ? null : new Date(Date.parse('2026-03-01T05:00:00Z') + hour * 3_600_000);
            await change(lead, stage, at);
          }
        }
        // What was deleted has to leave the counters, too.
        await check();
        await refresh();
        const [from = one, to = other] = [one, other].sort();
        for (const period of [undefined, { from, to }]) {
          const { funnel, previous, campaigns } = await read(period ? { ...period, compare: 'previous' } : {});
          expect(figures(funnel)).toEqual(await countedByHand(period));
          for (const { roi, ...rates } of [funnel, ...campaigns, ...(previous ? [previous] : [])]) {
            const shares = Object.entries(rates).filter(([name]) => name.endsWith('_rate'));
            for (const [name, share] of shares) expect(share ?? 0, name).toBeLessThanOrEqual(1);
            expect(roi ?? 0).toBeLessThanOrEqual(100);
          }
          for (const { step_rate, total_rate } of funnel.steps)
            expect(Math.max(step_rate ?? 0, total_rate ?? 0)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('say which periods and spans of the trend are still moving', async () => {
    await newLead();
    await refresh();
    const recent = await read({ from: '2026-01-31', to: '2026-02-01', trend: 'day' });
    expect([recent.still_moving, recent.trend.map(({ still_moving }) => still_moving)]).toEqual([true, [false, true]]);
    expect((await read({ from: '2026-01-01', to: '2026-01-30' })).still_moving).toBe(false);
    expect((await read()).still_moving).toBe(false);
  });

  it('count nothing twice when refreshes run at once, and lose nothing that changes meanwhile', async () => {
    const people = await Promise.all(Array.from({ length: 60 }, (_, i) => newLead(campaignIds[i % 2])));
    const changing = (async () => {
      for (const [i, lead] of people.entries()) await change(lead, stageNames[i % 7] ?? 'sent', world.clock.now());
    })();
    await Promise.all([
      changing,
      ...Array.from({ length: 6 }, async () => {
        for (let i = 0; i < 5; i += 1) await refresh();
      }),
    ]);
    await refresh();
    expect(figures((await read()).funnel)).toEqual(await countedByHand());
    expect(await uncounted()).toEqual([]);
    expect(await world.db.$count(leads, and(eq(leads.organizationId, organizationId), isNotNull(leads.dirtyAt)))).toBe(
      0,
    );
  });

  it('follow the days of the organization when its zone changes', async () => {
    const lead = await newLead();
    await change(lead, 'sent', new Date('2026-03-03T03:00:00Z'));
    await change(lead, 'booked', new Date('2026-03-05T15:00:00Z'));
    await refresh();
    await updateOrganization(world, { id: organizationId }, { timeZone: 'Asia/Tokyo' });
    await refresh();
    expect((await read({ from: '2026-03-02', to: '2026-03-02' })).funnel.booked).toBe(0);
    expect((await read({ from: '2026-03-03', to: '2026-03-03' })).funnel.booked).toBe(1);
    expect(await uncounted()).toEqual([]);
  });

  it('say up to when they are current', async () => {
    const lead = await newLead();
    await refresh();
    expect((await read()).as_of).toBe(world.clock.now().toISOString());
    const changedAt = new Date(world.clock.now().getTime() - 90_000);
    await world.db.update(leads).set({ repliedAt: changedAt, dirtyAt: changedAt }).where(eq(leads.id, lead));
    expect((await read()).as_of).toBe(changedAt.toISOString());
  });
});

describe('the daily count from scratch', () => {
  it('repairs counters that differ, and notifies the admins', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => newLead()));
    await refresh();
    await world.db.update(funnelTotals).set({ sent: 99 }).where(inArray(funnelTotals.campaignId, campaignIds));
    await world.db
      .update(leads)
      .set({ repliedAt: world.clock.now() })
      .where(eq(leads.id, people[0] ?? ''));
    expect(await check()).toBe(1);
    await refresh();
    expect(figures((await read()).funnel)).toEqual(await countedByHand());
    expect(await check()).toBe(0);
    const told = await world.db.select().from(notices).where(eq(notices.organizationId, organizationId));
    expect(told.map(({ kind }) => kind)).toEqual(['funnel_repaired']);
    const [state] = await world.db.select().from(funnelStates).where(eq(funnelStates.organizationId, organizationId));
    expect(state?.agreed).toBe(true);
  });

  it('agrees while leads wait to be folded', async () => {
    const lead = await newLead();
    await refresh();
    await change(lead, 'replied', world.clock.now());
    expect(await check()).toBe(0);
  });

  it('has a column for every stage', async () => {
    for (const stage of stageNames) {
      const { rows } = await world.db.execute(
        sql`select 1 from information_schema.columns where table_name = 'leads' and column_name = ${funnelStages[stage].column}`,
      );
      expect(rows).toHaveLength(1);
    }
  });
});
