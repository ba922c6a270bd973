import { and, asc, eq, getTableColumns, ne } from 'drizzle-orm';
import { hostsOfConnection, type MappedHost, mappedHosts } from '@/lib/calendars/connections/hosts-of';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { batch } from '@/lib/core/batch';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { connections, hostMappings } from '@/lib/db/schema/calendars';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';
import type { WebhookReading } from './webhook-reading';

/** The connection that a delivery is about, with those who host there. */
export interface WebhookAccount extends ConnectionRow {
  hosts: readonly MappedHost[];
}

/** A live account by what an address names; null when there is none. Those who ask in a burst are answered together. */
export async function accountNamed(
  db: Database,
  provider: 'calcom' | 'calendly',
  id: string,
): Promise<WebhookAccount | null> {
  const account = await liveAccount(db, id);
  return account?.provider === provider ? account : null;
}

const liveAccount = batch(async (db: Database, ids: string[]) => {
  const accounts = await db
    .select({ ...getTableColumns(connections), hosts: hostsOfConnection })
    .from(connections)
    .where(and(anyOf(connections.id, ids), ne(connections.status, 'disconnected')));
  return ids.map((id) => accounts.find((account) => account.id === id));
}, 50);

/** A connection that was found by anything else, as an account. */
export async function accountOf(db: Database, connection: ConnectionRow): Promise<WebhookAccount> {
  return { ...connection, hosts: await mappedHosts(db, connection) };
}

/**
 * The connection that a delivery to the installation's plain address is about: by host, account or event type. Cal.com's
 * secret is the first organization's own, so nobody else's connections are looked at; Calendly's key is the
 * application's. Null where it is nobody's.
 */
export async function connectionMeant(
  db: Database,
  provider: 'calcom' | 'calendly',
  { account }: WebhookReading,
): Promise<ConnectionRow | null> {
  const owner = provider === 'calcom' ? ((await firstOrganization(db)) ?? '') : null;
  const candidates = await db
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.provider, provider),
        ne(connections.status, 'disconnected'),
        owner === null ? undefined : eq(connections.organizationId, owner),
      ),
    )
    .orderBy(asc(connections.createdAt), asc(connections.id));
  const emails = account.emails.map((email) => email.toLowerCase());
  const direct = candidates.find(
    (row) => account.ids.includes(row.accountId) || emails.includes(row.accountLabel.toLowerCase()),
  );
  if (direct) return direct;
  const byType = candidates.find(({ settings }) => account.eventTypes.includes(settings.eventTypeId ?? ' '));
  if (byType) return byType;
  const mappings = await db
    .select({ connectionId: hostMappings.connectionId, hostId: hostMappings.hostId, email: hostMappings.hostEmail })
    .from(hostMappings)
    .innerJoin(connections, eq(connections.id, hostMappings.connectionId))
    .where(eq(connections.provider, provider));
  const host = mappings.find(
    (one) =>
      candidates.some(({ id }) => id === one.connectionId) &&
      (account.ids.includes(one.hostId) || emails.includes(one.email?.toLowerCase() ?? ' ')),
  );
  const mapped = candidates.find(({ id }) => id === host?.connectionId);
  // The plain address of the first organization serves its only account, whoever of it hosts.
  return mapped ?? (provider === 'calcom' && candidates.length === 1 ? (candidates[0] ?? null) : null);
}
