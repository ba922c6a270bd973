import { and, eq } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { INSTALLATION_ACCOUNT } from '@/lib/calendars/connections/internal/installation-account';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { type CalendarProviderName, connections } from '@/lib/db/schema/calendars';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';

/**
 * The connection that stands for a provider's deliveries to the installation's plain address while the first organization
 * has not connected an account there: bookings come from webhooks alone. Connecting the account later continues it.
 * @returns null for an organization that has, or ever had, a connection to the provider: it has made its own choice
 */
export async function installationConnection(
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
