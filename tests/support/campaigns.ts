import { campaigns, clients } from '@/lib/db/schema/leads';
import type { World } from './world';

/** A campaign of the organization, made by hand, of a client if one is named. */
export async function makeCampaign(
  { deps, db }: Pick<World, 'deps' | 'db'>,
  organization: { id: string },
  partial: Partial<typeof campaigns.$inferInsert> = {},
): Promise<{ id: string; organizationId: string }> {
  const id = deps.ids.make('campaign');
  const now = deps.clock.now();
  await db.insert(campaigns).values({
    id,
    organizationId: organization.id,
    name: 'Spring mailing',
    source: 'csv',
    createdAt: now,
    updatedAt: now,
    ...partial,
  });
  return { id, organizationId: organization.id };
}

/** A client of the organization. */
export async function makeClient(
  { deps, db }: Pick<World, 'deps' | 'db'>,
  organization: { id: string },
  name = 'Acme',
): Promise<string> {
  const id = deps.ids.make('client');
  await db.insert(clients).values({ id, organizationId: organization.id, name, createdAt: deps.clock.now() });
  return id;
}
