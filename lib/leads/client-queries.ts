import { and, asc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { type ClientsQuery, type ClientWire, clientLimits } from '@/lib/contracts/clients';
import { notFound } from '@/lib/core/errors';
import type { ReadContext } from '@/lib/db/command-context';
import { containing } from '@/lib/db/containing';
import { clients } from '@/lib/db/schema/leads';

/** An organization's clients by name: active or archived ones. */
export function listClients(ctx: ReadContext, { q, archived }: ClientsQuery): Promise<ClientWire[]> {
  return selectClients(
    ctx,
    and(
      archived === 'true' ? isNotNull(clients.archivedAt) : isNull(clients.archivedAt),
      q ? sql`lower(${clients.name}) like ${containing(q)}` : undefined,
    ),
  );
}

/** @throws AppError `not_found` */
export async function getClient(ctx: ReadContext, id: string): Promise<ClientWire> {
  const [client] = await selectClients(ctx, eq(clients.id, id));
  if (!client) throw notFound('client');
  return client;
}

async function selectClients({ db, org }: ReadContext, which: SQL | undefined): Promise<ClientWire[]> {
  const rows = await db
    .select({
      client: clients,
      campaigns: sql<number>`(select count(*)::int from campaigns c where c.client_id = clients.id and c.organization_id = ${org})`,
    })
    .from(clients)
    .where(and(eq(clients.organizationId, org), which))
    .orderBy(asc(sql`lower(${clients.name})`), asc(clients.id))
    .limit(clientLimits.maxListed);
  return rows.map(({ client: { id, name, createdAt, archivedAt }, campaigns }) => ({
    id,
    name,
    campaigns,
    created_at: createdAt.toISOString(),
    archived_at: archivedAt?.toISOString() ?? null,
  }));
}
