import { databaseConfig } from '@/lib/config/config';
import { parseDatabaseEnvironment } from '@/lib/config/env';
import { systemIds } from '@/lib/core/ids';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { createOrganization } from '@/lib/orgs/settings/create-organization';
import { hashPassword } from '@/lib/security/password';
import { demoPassword } from '@/sandbox/demo-data/demo-organizations';

/** Owner of an organization in which nothing has been booked yet. */
export const beginner = 'owner@begun.test';

/** Opens that organization, beside those of the demo. */
export async function openEmptyOrganization(environment: Record<string, string | undefined>): Promise<void> {
  const db = createDatabase({ ...databaseConfig(parseDatabaseEnvironment(environment)), poolSize: 1 });
  try {
    await createOrganization(
      { db, ids: systemIds, now: new Date() },
      {
        slug: 'begun',
        name: 'Begun Today',
        plan: 'business',
        owner: { email: beginner, name: 'Bea Ginner', passwordHash: await hashPassword(demoPassword) },
      },
    );
  } finally {
    await closeDatabase(db);
  }
}
