import type pg from 'pg';
import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { createEncryption } from '@/lib/security/encryption';

/** What signs the deliveries of every seeded account. */
export const seededSecret = 'whsec_measured';

/**
 * An organization with a connected Cal.com account that posts to us, straight in the database of a product that
 * `startProduct` runs. @returns the connection's id
 */
export async function seedCalcomAccount(client: pg.Client, name = 'measured'): Promise<string> {
  const encryption = createEncryption([{ id: 'measured', key: Buffer.alloc(32, 7) }]);
  const connectionId = `cnx_${name}`;
  const seal = (credentials: Record<string, string>) => sealCredentials(encryption, connectionId, credentials);
  await client.query(`insert into organizations (id, slug, name, plan) values ($1, $2, $2, 'business')`, [
    `org_${name}`,
    name,
  ]);
  await client.query(
    `insert into connections (id, organization_id, provider, account_id, account_label, credentials, subscription,
                              created_at, updated_at)
     values ($1, $2, 'calcom', '77', 'dana@example.test', $3, $4, now(), now())`,
    [
      connectionId,
      `org_${name}`,
      seal({ apiKey: 'cal_live_dana' }),
      JSON.stringify({
        id: 'wh',
        secret: seal({ secret: seededSecret }),
        checkedAt: new Date().toISOString(),
        state: 'active',
      }),
    ],
  );
  return connectionId;
}
