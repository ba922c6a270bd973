import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import type { CandidateLead } from './choose-lead';
import type { AttendeeKeys } from './match-side';

/** A key shared by more leads than this distinguishes nobody, and finds nobody. */
const MAX_UNDER_ONE_KEY = 200;

interface Row extends Record<string, unknown> {
  probe: number;
  id: string;
  campaign_id: string;
  email: string;
  email_key: string;
  name_key: string | null;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  phone: string | null;
  domain: string | null;
  sent_at: string | Date | null;
  created_at: string | Date;
}

export interface FoundLead extends CandidateLead {
  campaignId: string;
  email: string;
}

interface Probe extends AttendeeKeys {
  phone: string | null;
}

/**
 * The leads each attendee could be, by index: those with the same email; without any, those with the same phone, name in
 * any form, company or company domain.
 * @param includeMatched also looks further for attendees whose email is a lead's
 * @returns the leads of each probe, in the order of the probes
 */
export async function findLeads(
  db: Database,
  organizationId: string,
  probes: readonly Probe[],
  includeMatched = false,
): Promise<FoundLead[][]> {
  const found: Map<string, FoundLead>[] = probes.map(() => new Map());
  const add = ({ rows }: { rows: Row[] }) => {
    for (const row of rows) found[row.probe]?.set(row.id, leadOf(row));
  };
  const byEmail = probes.flatMap(({ emailKey }, i) => (emailKey === null ? [] : [{ i, k: emailKey }]));
  if (byEmail.length > 0)
    add(
      await db.execute<Row>(sql`
        select p.i as probe, ${columns}
          from jsonb_to_recordset(${JSON.stringify(byEmail)}::jsonb) as p(i int, k text)
          join leads l on l.organization_id = ${organizationId} and l.email_key = p.k`),
    );
  const others = probes.flatMap(({ phone, nameKeys, companyKey, domain }, i) =>
    found[i]?.size && !includeMatched ? [] : [{ i, t: phone, n: nameKeys, c: companyKey, d: domain }],
  );
  if (others.length > 0)
    add(
      await db.execute<Row>(sql`
        select p.i as probe, f.*
          from jsonb_to_recordset(${JSON.stringify(others)}::jsonb) as p(i int, t text, n text[], c text, d text)
          cross join lateral (
            ${underKey(organizationId, sql`l.phone = p.t`)} union
            ${underKey(organizationId, sql`l.name_key = any(p.n)`)} union
            ${underKey(organizationId, sql`l.company_key = p.c`)} union
            ${underKey(organizationId, sql`l.domain = p.d`)}
          ) f`),
    );
  return found.map((leads) => [...leads.values()]);
}

const columns =
  sql.raw(`l.id, l.campaign_id, l.email, l.email_key, l.name_key, l.first_name, l.last_name, l.company, l.phone, l.domain,
  l.sent_at, l.created_at`);

function underKey(organizationId: string, condition: ReturnType<typeof sql>) {
  return sql`
    (select ${columns} from (
       select *, count(*) over () as under_key from (
         select ${columns} from leads l where l.organization_id = ${organizationId} and ${condition} limit ${MAX_UNDER_ONE_KEY + 1}
       ) l
     ) l where under_key <= ${MAX_UNDER_ONE_KEY})`;
}

function leadOf(row: Row): FoundLead {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    email: row.email,
    emailKey: row.email_key,
    nameKey: row.name_key,
    firstName: row.first_name,
    lastName: row.last_name,
    company: row.company,
    phone: row.phone,
    domain: row.domain,
    sentAt: row.sent_at === null ? null : new Date(row.sent_at),
    createdAt: new Date(row.created_at),
  };
}
