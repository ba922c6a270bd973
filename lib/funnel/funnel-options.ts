import { asc, eq } from 'drizzle-orm';
import type { CommandContext } from '@/lib/db/command-context';
import { campaigns, clients } from '@/lib/db/schema/leads';

/** More than a menu can hold. */
const MAX_OPTIONS = 500;

/** What a funnel can be narrowed to, by name. */
export async function funnelOptions({ db, org }: Pick<CommandContext, 'db' | 'org'>): Promise<{
  clients: { id: string; name: string }[];
  campaigns: { id: string; name: string; clientId: string | null }[];
}> {
  const [clientRows, campaignRows] = await Promise.all([
    db
      .select({ id: clients.id, name: clients.name })
      .from(clients)
      .where(eq(clients.organizationId, org))
      .orderBy(asc(clients.name))
      .limit(MAX_OPTIONS),
    db
      .select({ id: campaigns.id, name: campaigns.name, clientId: campaigns.clientId })
      .from(campaigns)
      .where(eq(campaigns.organizationId, org))
      .orderBy(asc(campaigns.name))
      .limit(MAX_OPTIONS),
  ]);
  return { clients: clientRows, campaigns: campaignRows };
}
