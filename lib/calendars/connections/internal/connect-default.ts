import { and, eq, ne } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { connectCalendar } from '@/lib/calendars/connections/connect-calendar';
import { trustedOrgId } from '@/lib/core/context';
import { connections } from '@/lib/db/schema/calendars';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';
import { INSTALLATION_ACCOUNT } from './installation-account';

/**
 * Connects the installation's own Cal.com key to its first organization, once: an organization that has, or ever had,
 * a Cal.com connection chose for itself. @returns whether it was connected now
 */
export async function connectDefault(calendar: CalendarContext, apiKey: string | undefined): Promise<boolean> {
  if (!apiKey) return false;
  const { db, ids, clock } = calendar;
  const first = await firstOrganization(db);
  if (!first) return false;
  const ever = and(
    eq(connections.organizationId, first),
    eq(connections.provider, 'calcom'),
    ne(connections.accountId, INSTALLATION_ACCOUNT),
  );
  if ((await db.$count(connections, ever)) > 0) return false;
  const ctx = {
    org: trustedOrgId(first),
    actor: { kind: 'cron', name: 'calendar-sync' } as const,
    requestId: ids.make('request'),
    now: clock.now(),
    ids,
    db,
  };
  await connectCalendar(ctx, calendar, { provider: 'calcom', apiKey });
  return true;
}
