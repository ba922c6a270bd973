import { and, asc, eq, ne } from 'drizzle-orm';
import type { FunnelProvider } from '@/lib/contracts/funnel';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { CommandContext } from '@/lib/db/command-context';
import { type CalendarProviderName, connections } from '@/lib/db/schema/calendars';
import { MINUTE_MS } from '@/lib/time/units';

/** A calendar is polled every quarter of an hour; after three failed polls its data is old. */
const STALE_AFTER_MS = 50 * MINUTE_MS;

interface ProviderChecks {
  /** Whether requests to a provider are held back because it does not answer. */
  isDown(provider: CalendarProviderName): Promise<boolean>;
  /** Whether its changes are read from time to time. */
  isPolled(provider: CalendarProviderName): boolean;
}

/**
 * The connected calendars that bookings come from, and whether they are available. While one is not, figures show what
 * was last read from it.
 */
export async function providerStates(
  { db, org, now }: Pick<CommandContext, 'db' | 'org' | 'now'>,
  calendars: ProviderChecks,
): Promise<FunnelProvider[]> {
  const rows = await db
    .select()
    .from(connections)
    .where(and(eq(connections.organizationId, org), ne(connections.status, 'disconnected')))
    .orderBy(asc(connections.createdAt));
  const down = new Map<string, boolean>();
  for (const { provider } of rows) if (!down.has(provider)) down.set(provider, await calendars.isDown(provider));
  return rows.map((row) => {
    const isHealthy = row.status === 'connected' && row.healthReason === null;
    // A calendar that is not well was checked since then, but not read.
    const read = isHealthy ? latest(row.syncedAt, row.healthCheckedAt) : row.syncedAt;
    const isStale =
      calendars.isPolled(row.provider) && read !== null && now.getTime() - read.getTime() > STALE_AFTER_MS;
    const available = isHealthy && !down.get(row.provider) && !isStale;
    return {
      connection_id: row.id,
      provider: row.provider,
      label: row.accountLabel,
      available,
      message: available ? null : `${providerTitle(row.provider)} data unavailable`,
      last_read_at: read?.toISOString() ?? null,
    };
  });
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a === null || (b !== null && b > a) ? b : a;
}
