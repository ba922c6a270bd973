import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { campaigns, leads } from '@/lib/db/schema/leads';
import type { WriteContext } from '@/lib/db/write-context';
import { enqueue } from '@/lib/jobs/enqueue';
import { leadKeys } from '@/lib/leads/internal/lead-keys';
import { LEADS_ARRIVED } from './job-names';
import { type IncomingLead, type MergedLead, mergeLeads } from './merge-leads';

export type { IncomingLead } from './merge-leads';

/** What happened to one entry of a batch. A second entry for the same email counts as `unchanged`. */
type SavedAs = 'created' | 'updated' | 'unchanged';

/** Entries of a batch, which is one statement. */
export const MAX_LEADS = 1_000;

type SaveContext = Pick<WriteContext, 'ids' | 'now'>;

/**
 * Writes leads of one campaign by email, in one statement; call it inside a transaction. Incoming profile fields replace
 * stored ones, stages keep their earliest time and are never lost, so the same batch twice changes nothing the second
 * time. A bounce revokes the delivery of a lead who has not replied. Queues `LEADS_ARRIVED` for leads that are new or can
 * be matched by something new.
 * @returns for each entry, in order, what happened to it
 */
export async function saveLeads(
  tx: Database,
  ctx: SaveContext,
  campaign: { id: string; organizationId: string },
  batch: readonly IncomingLead[],
): Promise<SavedAs[]> {
  if (batch.length > MAX_LEADS) throw new Error(`At most ${MAX_LEADS} leads are saved at once.`);
  if (batch.length === 0) return [];
  const merged = mergeLeads(batch);
  // Batches of one campaign run one after another: what is read stays valid until it is written.
  await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.id, campaign.id)).for('no key update');
  const before = await lockStored(tx, campaign.id, merged);
  const written = await write(tx, ctx, campaign, merged, before);
  const results = new Array<SavedAs>(batch.length).fill('unchanged');
  const arrived: string[] = [];
  for (const { emailKey, places } of merged) {
    const row = written.get(emailKey);
    if (!row) continue;
    const old = before.get(emailKey);
    results[places[0] ?? 0] = old ? 'updated' : 'created';
    if (!old || old.recognizedBy !== row.recognizedBy) arrived.push(row.id);
  }
  if (arrived.length > 0) {
    await enqueue(tx, ctx, {
      name: LEADS_ARRIVED,
      key: ctx.ids.make('job'),
      organizationId: campaign.organizationId,
      payload: { leadIds: arrived },
      runAt: ctx.now,
    });
  }
  return results;
}

/** What matching compares, and what decides between two campaigns. */
const recognizedBy = sql<string>`jsonb_build_array(${leads.nameKey}, ${leads.companyKey}, ${leads.domain}, ${leads.phone}, ${leads.sentAt})::text`;

interface StoredLead {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  recognizedBy: string;
}

/** Locked by id, the order in which every writer locks leads. */
async function lockStored(tx: Database, campaignId: string, merged: MergedLead[]): Promise<Map<string, StoredLead>> {
  const rows = await tx
    .select({
      emailKey: leads.emailKey,
      firstName: leads.firstName,
      lastName: leads.lastName,
      company: leads.company,
      recognizedBy,
    })
    .from(leads)
    .where(
      and(
        eq(leads.campaignId, campaignId),
        inArray(
          leads.emailKey,
          merged.map(({ emailKey }) => emailKey),
        ),
      ),
    )
    .orderBy(leads.id)
    .for('no key update');
  return new Map(rows.map(({ emailKey, ...known }) => [emailKey, known]));
}

async function write(
  tx: Database,
  { ids, now }: SaveContext,
  campaign: { id: string; organizationId: string },
  merged: MergedLead[],
  before: Map<string, StoredLead>,
): Promise<Map<string, { id: string; recognizedBy: string }>> {
  const rows = merged.map((lead) => {
    const old = before.get(lead.emailKey);
    // Keys are derived from the fields as they will be stored.
    const keys = leadKeys({
      email: lead.email,
      firstName: lead.firstName ?? old?.firstName ?? null,
      lastName: lead.lastName ?? old?.lastName ?? null,
      company: lead.company ?? old?.company ?? null,
    });
    return { ...lead, ...keys, id: ids.make('lead'), places: undefined };
  });
  const at = sql`${now.toISOString()}::timestamptz`;
  const result = await tx.execute<{ id: string; email_key: string; recognized_by: string }>(sql`
    insert into leads as l (id, organization_id, campaign_id, email, first_name, last_name, company, title, phone,
      timezone, external_id, custom, email_key, name_key, company_key, domain, sent_at, delivered_at, replied_at,
      interested_at, bounced_at, unsubscribed_at, dirty_at, created_at, updated_at)
    select id, ${campaign.organizationId}, ${campaign.id}, email, "firstName", "lastName", company, title, phone,
      timezone, "externalId", coalesce(custom, '{}'), "emailKey", "nameKey", "companyKey", domain, "sentAt",
      case when "bouncedAt" is null or "repliedAt" is not null then "deliveredAt" end,
      "repliedAt", "interestedAt", "bouncedAt", "unsubscribedAt",
      case when coalesce("sentAt", "deliveredAt", "repliedAt", "interestedAt", "bouncedAt", "unsubscribedAt")
        is not null then ${at} end, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      id text, email text, "firstName" text, "lastName" text, company text, title text, phone text, timezone text,
      "externalId" text, custom jsonb, "emailKey" text, "nameKey" text, "companyKey" text, domain text,
      "sentAt" timestamptz(3), "deliveredAt" timestamptz(3), "repliedAt" timestamptz(3), "interestedAt" timestamptz(3),
      "bouncedAt" timestamptz(3), "unsubscribedAt" timestamptz(3))
    on conflict (campaign_id, email_key) do update set
      ${profileSet}, ${stageSet}, custom = l.custom || excluded.custom, updated_at = ${at},
      dirty_at = case when ${stagesBefore} is distinct from ${stagesAfter} then ${at} else l.dirty_at end
    where ${profileBefore} is distinct from ${profileAfter} or ${stagesBefore} is distinct from ${stagesAfter}
      or not l.custom @> excluded.custom
    returning id, email_key,
      jsonb_build_array(name_key, company_key, domain, phone, sent_at)::text as recognized_by`);
  return new Map(result.rows.map((row) => [row.email_key, { id: row.id, recognizedBy: row.recognized_by }] as const));
}

/** Incoming values replace stored ones. */
const profile = ['first_name', 'last_name', 'company', 'title', 'phone', 'timezone', 'external_id'];
/** Derived from the fields as they will be stored; `excluded` has them already. */
const derivedKeys = ['name_key', 'company_key', 'domain'];
const profileColumns = [...profile, ...derivedKeys];

const nextProfile = (column: string) =>
  profile.includes(column) ? `coalesce(excluded.${column}, l.${column})` : `excluded.${column}`;
const profileSet = sql.raw(profileColumns.map((column) => `${column} = ${nextProfile(column)}`).join(', '));
const profileBefore = sql.raw(`(${profileColumns.map((column) => `l.${column}`).join(', ')})`);
const profileAfter = sql.raw(`(${profileColumns.map(nextProfile).join(', ')})`);

const stageColumns = ['sent_at', 'delivered_at', 'replied_at', 'interested_at', 'bounced_at', 'unsubscribed_at'];
/** `least` ignores nulls. */
const earliestOf = (column: string) => `least(l.${column}, excluded.${column})`;
const nextStage = (column: string) =>
  column === 'delivered_at'
    ? `case when ${earliestOf('bounced_at')} is null or ${earliestOf('replied_at')} is not null
         then ${earliestOf('delivered_at')} end`
    : earliestOf(column);
const stageSet = sql.raw(stageColumns.map((column) => `${column} = ${nextStage(column)}`).join(', '));
const stagesBefore = sql.raw(`(${stageColumns.map((column) => `l.${column}`).join(', ')})`);
const stagesAfter = sql.raw(`(${stageColumns.map(nextStage).join(', ')})`);
