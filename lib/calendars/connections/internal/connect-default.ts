import { and, eq, ne } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { connectCalendar } from '@/lib/calendars/connections/connect-calendar';
import { INSTALLATION_ACCOUNT } from '@/lib/calendars/port';
import { trustedOrgId } from '@/lib/core/context';
import { connections } from '@/lib/db/schema/calendars';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';

/**
 * Connects the installation's own keys to its first organization, once per provider: an organization that has, or ever
 * had, a connection to the provider has made its own choice. @returns how many were connected now
 */
export async function connectDefaults(calendar: CalendarContext): Promise<number> {
  const { calendars, db, ids, clock } = calendar;
  const keyed = Object.values(calendars).flatMap(({ name, key }) =>
    key?.installationKey ? [{ provider: name, apiKey: key.installationKey }] : [],
  );
  const first = keyed.length > 0 ? await firstOrganization(db) : null;
  if (!first) return 0;
  let connected = 0;
  for (const { provider, apiKey } of keyed) {
    const ever = and(
      eq(connections.organizationId, first),
      eq(connections.provider, provider),
      ne(connections.accountId, INSTALLATION_ACCOUNT),
    );
    if ((await db.$count(connections, ever)) > 0) continue;
    const ctx = {
      org: trustedOrgId(first),
      actor: { kind: 'cron', name: 'calendar-sync' } as const,
      requestId: ids.make('request'),
      now: clock.now(),
      ids,
      db,
    };
    await connectCalendar(ctx, calendar, { provider, apiKey });
    connected += 1;
  }
  return connected;
}
