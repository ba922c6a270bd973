import { and, asc, eq, getTableColumns, ne } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { hostsOfConnection, type MappedHost, mappedHosts } from '@/lib/calendars/connections/hosts-of';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { INSTALLATION_ACCOUNT } from '@/lib/calendars/port';
import type { DeliveriesFacet } from '@/lib/calendars/provider-module';
import { batch } from '@/lib/core/batch';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { type CalendarProviderName, connections, hostMappings } from '@/lib/db/schema/calendars';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';

/** The connection that a delivery is about, with those who host there. */
export interface WebhookAccount extends ConnectionRow {
  hosts: readonly MappedHost[];
}

/** The live account that an address names, or null. Deliveries of a burst share one statement. */
export async function accountNamed(
  db: Database,
  provider: CalendarProviderName,
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

/** The account that a delivery to the installation's plain address is about; null when it is nobody's. */
export async function accountMeant(
  calendar: CalendarContext,
  facet: DeliveriesFacet,
  provider: CalendarProviderName,
  reading: WebhookReading,
): Promise<WebhookAccount | null> {
  const connection =
    (await connectionMeant(calendar.db, facet, provider, reading)) ??
    (facet.installationWide ? null : await installationConnection(calendar, provider));
  return connection && { ...connection, hosts: await mappedHosts(calendar.db, connection) };
}

/**
 * Finds a connection by account, event type or host. Keys of the first organization vouch for its own connections only;
 * keys of the application vouch for everybody's.
 */
async function connectionMeant(
  db: Database,
  { installationWide }: DeliveriesFacet,
  provider: CalendarProviderName,
  { account }: WebhookReading,
): Promise<ConnectionRow | null> {
  const owner = installationWide ? null : ((await firstOrganization(db)) ?? '');
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
  // The plain address serves the only account of the first organization, for every host.
  return mapped ?? (!installationWide && candidates.length === 1 ? (candidates[0] ?? null) : null);
}

/**
 * The connection that stands for a provider's deliveries to the installation's plain address while the first organization
 * has not connected an account there: bookings come from webhooks alone. Connecting the account later continues it.
 * @returns null for an organization that has, or ever had, a connection to the provider: it has made its own choice
 */
async function installationConnection(
  { db, ids, clock, calendars }: Pick<CalendarContext, 'db' | 'ids' | 'clock' | 'calendars'>,
  provider: CalendarProviderName,
): Promise<ConnectionRow | null> {
  const organizationId = await firstOrganization(db);
  if (!organizationId) return null;
  const theirs = and(eq(connections.organizationId, organizationId), eq(connections.provider, provider));
  const now = clock.now();
  if ((await db.$count(connections, theirs)) === 0)
    await db
      .insert(connections)
      .values({
        id: ids.make('connection'),
        organizationId,
        provider,
        accountId: INSTALLATION_ACCOUNT,
        accountLabel: `${calendars[provider].title}, webhooks only`,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing();
  const [row] = await db
    .select()
    .from(connections)
    .where(and(theirs, eq(connections.accountId, INSTALLATION_ACCOUNT), eq(connections.status, 'connected')));
  return row ?? null;
}
