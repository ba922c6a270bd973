import { and, asc, eq, ne } from 'drizzle-orm';
import type { FunnelProvider } from '@/lib/contracts/funnel';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { CommandContext } from '@/lib/db/command-context';
import { connections } from '@/lib/db/schema/calendars';

/** It is asked every quarter of an hour; when that failed three times, its data is old. */
const OLD_AFTER_MS = 50 * 60_000;

/**
 * The connected calendars from which bookings come, and whether they can be asked: the figures stay the last known ones
 * while one cannot.
 * @param isDown whether requests to a provider are held back because it does not answer
 */
export async function providerStates(
  { db, org, now }: Pick<CommandContext, 'db' | 'org' | 'now'>,
  isDown: (provider: string) => Promise<boolean>,
): Promise<FunnelProvider[]> {
  const rows = await db
    .select()
    .from(connections)
    .where(and(eq(connections.organizationId, org), ne(connections.status, 'disconnected')))
    .orderBy(asc(connections.createdAt));
  const down = new Map<string, boolean>();
  for (const { provider } of rows) if (!down.has(provider)) down.set(provider, await isDown(provider));
  return rows.map((row) => {
    const isWell = row.status === 'connected' && row.healthReason === null;
    // What is not well was looked at since without anything being read.
    const read = isWell ? latest(row.syncedAt, row.healthCheckedAt) : row.syncedAt;
    const old = polled(row.provider) && read !== null && now.getTime() - read.getTime() > OLD_AFTER_MS;
    const available = isWell && !down.get(row.provider) && !old;
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

/** What is read from time to time; the others are here, or tell only of themselves. */
function polled(provider: string): boolean {
  return provider !== 'sandbox' && provider !== 'calendly_embed';
}
