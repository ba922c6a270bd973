import { asc } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { organizations } from '@/lib/db/schema/orgs';

/** The id of the installation's first organization, whose the installation's own accounts are; null where there is none yet. */
export async function firstOrganization(db: Database): Promise<string | null> {
  const [first] = await db
    .select({ id: organizations.id })
    .from(organizations)
    .orderBy(asc(organizations.createdAt), asc(organizations.id))
    .limit(1);
  return first?.id ?? null;
}
