import { and, eq } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { INSTALLATION_ACCOUNT } from '@/lib/calendars/connections/internal/installation-account';
import { connections } from '@/lib/db/schema/calendars';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';
import type { ConnectionRow } from './open-connection';

/**
 * The connection for what comes to the installation's own Cal.com address while its first organization has not connected
 * an account: bookings are taken in by their webhooks alone. Connecting the account later continues it.
 * @returns null for an organization that has, or ever had, a Cal.com connection: it chose for itself
 */
export async function installationConnection({
  db,
  ids,
  clock,
}: Pick<CalendarContext, 'db' | 'ids' | 'clock'>): Promise<ConnectionRow | null> {
  const organizationId = await firstOrganization(db);
  if (!organizationId) return null;
  const theirs = and(eq(connections.organizationId, organizationId), eq(connections.provider, 'calcom'));
  const now = clock.now();
  if ((await db.$count(connections, theirs)) === 0)
    await db
      .insert(connections)
      .values({
        id: ids.make('connection'),
        organizationId,
        provider: 'calcom',
        accountId: INSTALLATION_ACCOUNT,
        accountLabel: 'Cal.com, by its webhooks alone',
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
