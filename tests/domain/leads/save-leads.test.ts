import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { jobs } from '@/lib/db/schema/jobs';
import { leads } from '@/lib/db/schema/leads';
import { retriedTransaction } from '@/lib/db/transaction';
import { LEADS_ARRIVED } from '@/lib/leads/job-names';
import { type IncomingLead, saveLeads } from '@/lib/leads/save-leads';
import { makeCampaign } from '@/tests/support/campaigns';
import { makeOrganization } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let campaign: { id: string; organizationId: string };
beforeEach(async () => {
  const { organization } = await makeOrganization(world);
  campaign = await makeCampaign(world, organization);
});

const save = (batch: IncomingLead[]) =>
  retriedTransaction(world.db, (tx) => saveLeads(tx, { ids: world.deps.ids, now: world.clock.now() }, campaign, batch));
const stored = () => world.db.select().from(leads).where(eq(leads.campaignId, campaign.id)).orderBy(leads.emailKey);
const fold = () => world.db.update(leads).set({ dirtyAt: null }).where(eq(leads.campaignId, campaign.id));
const arrivals = async () =>
  (await world.db.select().from(jobs).where(eq(jobs.organizationId, campaign.organizationId)))
    .filter(({ name }) => name === LEADS_ARRIVED)
    .map(({ payload }) => payload.leadIds);

const ann: IncomingLead = {
  email: 'Ann@Beta.example',
  firstName: 'Ann',
  lastName: 'Lee',
  company: 'Beta Ltd',
  custom: { plan: 'gold' },
  sentAt: new Date('2026-01-05T09:00:00Z'),
  deliveredAt: new Date('2026-01-05T09:00:00Z'),
};

describe('leads of a batch', () => {
  it('are the same after the batch arrived twice, and the second one writes nothing', async () => {
    expect(await save([ann, { email: 'bo@beta.example' }])).toEqual(['created', 'created']);
    await fold();
    const before = await stored();
    expect(await save([ann, { email: 'BO@beta.example ' }])).toEqual(['unchanged', 'unchanged']);
    expect(await stored()).toEqual(before);
    expect(await arrivals()).toHaveLength(1);
  });

  it('keep the earliest time of a stage and lose none to an older file', async () => {
    await save([{ ...ann, repliedAt: new Date('2026-01-08T09:00:00Z') }]);
    const older = { email: 'ann@beta.example', sentAt: new Date('2026-01-02T09:00:00Z') };
    expect(await save([older])).toEqual(['updated']);
    expect(await stored()).toMatchObject([
      {
        firstName: 'Ann',
        company: 'Beta Ltd',
        custom: { plan: 'gold' },
        sentAt: older.sentAt,
        deliveredAt: ann.deliveredAt,
        repliedAt: new Date('2026-01-08T09:00:00Z'),
      },
    ]);
  });

  it('are marked for the funnel only where a stage changed', async () => {
    await save([ann]);
    expect((await stored())[0]?.dirtyAt).not.toBeNull();
    await fold();
    expect(await save([{ ...ann, title: 'CEO' }])).toEqual(['updated']);
    expect((await stored())[0]?.dirtyAt).toBeNull();
    await save([{ ...ann, interestedAt: new Date('2026-01-09T09:00:00Z') }]);
    expect((await stored())[0]?.dirtyAt).not.toBeNull();
  });

  it('are matched again when they are new or can be matched by something new', async () => {
    await save([ann]);
    await save([{ ...ann, title: 'CEO' }]);
    expect(await arrivals()).toHaveLength(1);
    await save([{ ...ann, phone: '+12025550133' }]);
    expect(await arrivals()).toHaveLength(2);
  });

  it('listed twice in one batch are one person', async () => {
    const late = { ...ann, sentAt: new Date('2026-02-01T09:00:00Z'), title: 'CEO' };
    expect(await save([ann, late])).toEqual(['created', 'unchanged']);
    expect(await stored()).toMatchObject([{ title: 'CEO', sentAt: ann.sentAt }]);
  });

  it('keep their name for matching when a later file has only the email', async () => {
    await save([ann]);
    const [before] = await stored();
    await save([{ email: 'ann@beta.example', title: 'CEO' }]);
    expect(await stored()).toMatchObject([{ nameKey: before?.nameKey, companyKey: before?.companyKey }]);
  });

  it('that bounced were not delivered, unless they replied', async () => {
    const bouncedAt = new Date('2026-01-06T09:00:00Z');
    await save([ann]);
    await save([{ email: ann.email, bouncedAt }]);
    expect(await stored()).toMatchObject([{ bouncedAt, deliveredAt: null, sentAt: ann.sentAt }]);
    await save([{ ...ann, repliedAt: bouncedAt }]);
    expect(await stored()).toMatchObject([{ deliveredAt: ann.deliveredAt }]);
  });

  it('exist once when two writers save the same thousand at once', async () => {
    const batch = Array.from({ length: 1_000 }, (_, n) => ({ email: `p${n}@beta.example`, firstName: `P${n}` }));
    const results = await Promise.all([save(batch), save(batch.toReversed())]);
    expect(results.flat().filter((result) => result === 'created')).toHaveLength(1_000);
    expect(await stored()).toHaveLength(1_000);
  });
});
