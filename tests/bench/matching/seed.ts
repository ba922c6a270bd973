import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { organizations } from '@/lib/db/schema/orgs';
import { leadKeys } from '@/lib/leads/internal/lead-keys';
import { bookedPersonAt } from './generator/attendees';
import { leadsOf, type Population, personAt } from './generator/people';

/** When the lists were written to, and when everybody booked. */
const SENT = '2026-02-20T09:00:00Z';
const BOOKED = '2026-03-01T09:00:00Z';
const PORTION = 5000;

/** An organization with its campaigns. @returns its id */
export async function seedOrganization(db: Database, { campaigns }: Population): Promise<string> {
  const id = 'org_matching';
  const createdAt = new Date(SENT);
  await db
    .insert(organizations)
    .values({ id, slug: 'matching', name: 'Matching', plan: 'business', timeZone: 'UTC', createdAt });
  await db.execute(sql`
    insert into campaigns (id, organization_id, name, source, created_at, updated_at)
    select 'cmp_' || n, ${id}, 'Campaign ' || n, 'csv', ${SENT}, ${SENT} from generate_series(0, ${campaigns - 1}) n`);
  return id;
}

/** Every person of the population in the lists where he stands. @returns how many rows that are */
export async function seedLeads(db: Database, organizationId: string, population: Population): Promise<number> {
  let rows: object[] = [];
  let count = 0;
  const flush = async () => {
    await db.execute(sql`
      insert into leads (id, organization_id, campaign_id, email, first_name, last_name, company, phone,
                         email_key, name_key, company_key, domain, sent_at, created_at, updated_at)
      select r.id, ${organizationId}, r.c, r.e, r.f, r.l, r.o, r.p, r.ek, r.nk, r.ck, r.d, ${SENT}, ${SENT}, ${SENT}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id text, c text, e text, f text, l text, o text, p text, ek text, nk text, ck text, d text)
      on conflict do nothing`);
    rows = [];
  };
  for (let index = 0; index < population.people; index += 1) {
    for (const [n, lead] of leadsOf(population, personAt(population, index)).entries()) {
      const { email, first_name: firstName, last_name: lastName, company, phone } = lead;
      const keys = leadKeys({ email, firstName, lastName, company });
      const { emailKey: ek, nameKey: nk, companyKey: ck, domain: d } = keys;
      rows.push({
        id: `lead_${index}_${n}`,
        c: `cmp_${lead.campaign}`,
        e: email,
        f: firstName,
        l: lastName,
        o: company,
        p: phone,
        ek,
        nk,
        ck,
        d,
      });
      count += 1;
    }
    if (rows.length >= PORTION) await flush();
  }
  await flush();
  return count;
}

/** A booking each for the attendees of these places. @returns the ids of the attendees */
export async function seedBookings(
  db: Database,
  organizationId: string,
  population: Population,
  count: number,
): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += PORTION) {
    const places = Array.from({ length: Math.min(PORTION, count - from) }, (_, i) => from + i);
    const rows = places.map((place) => ({ id: String(place).padStart(7, '0'), ...bookedPersonAt(population, place) }));
    await db.execute(sql`
      with r as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, name text, email text, phone text, company text)),
      made as (
        insert into booking_events (id, organization_id, source, title, start_time, end_time, duration_minutes, attendee_name,
          attendee_email, attendee_phone, fulfilment, due_at, created_at, updated_at)
        select 'bk_' || id, ${organizationId}, 'calcom', 'Demo', ${BOOKED}::timestamptz + interval '1 day',
          ${BOOKED}::timestamptz + interval '1 day 30 minutes', 30, name, email, phone, 'meeting', ${BOOKED}, ${BOOKED}, ${BOOKED} from r
        returning id)
      insert into attendees (id, organization_id, booking_id, position, name, email, phone, company, created_at, updated_at)
      select 'att_' || r.id, ${organizationId}, 'bk_' || r.id, 0, name, email, phone, company, ${BOOKED}, ${BOOKED} from r`);
    ids.push(...rows.map(({ id }) => `att_${id}`));
  }
  return ids;
}

/** The person of a lead's id. */
export function personOfLead(leadId: string): number {
  return Number(leadId.split('_')[1]);
}
