import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { sha256 } from '@/lib/security/digest';

/** Adds an organization whose owner has `count` API keys; returns the keys. */
export async function seedKeys(client: pg.Client, count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, () => `sl_${randomBytes(32).toString('base64url')}`);
  await client.query(
    `insert into organizations (id, slug, name, plan) values ('org_measured', 'measured', 'Measured', 'business')`,
  );
  await client.query(
    `insert into users (id, email, name, password_hash) values ('usr_measured', 'owner@example.test', 'Owner', '-')`,
  );
  await client.query(
    `insert into memberships (id, organization_id, user_id, role)
     values ('mem_measured', 'org_measured', 'usr_measured', 'owner')`,
  );
  await client.query(
    `insert into api_keys (id, organization_id, name, key_hash, last4, scopes, created_by, created_at)
     select 'key_' || n, 'org_measured', 'Key ' || n, hash, '0000', '{calendars:read,calendars:write}', 'usr_measured', now()
     from unnest($1::text[]) with ordinality as k(hash, n)`,
    [keys.map(sha256)],
  );
  return keys;
}
