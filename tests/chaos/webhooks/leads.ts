import type pg from 'pg';

/** One campaign with a lead for each of these addresses, in small letters. */
export async function seedLeads(client: pg.Client, organizationId: string, emails: readonly string[]): Promise<void> {
  await client.query(
    `insert into campaigns (id, organization_id, name, source, created_at, updated_at)
     values ('cmp_storm', $1, 'Storm', 'csv', now(), now())`,
    [organizationId],
  );
  await client.query(
    `insert into leads (id, organization_id, campaign_id, email, email_key, sent_at, dirty_at, created_at, updated_at)
     select 'lead_' || at, $1, 'cmp_storm', email, email, now(), now(), now(), now()
     from unnest($2::text[]) with ordinality as of(email, at)`,
    [organizationId, emails],
  );
}
