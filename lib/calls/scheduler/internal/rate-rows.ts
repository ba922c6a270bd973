import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { carrierRate } from '@/lib/db/schema/calls';
import { type Grants, withGrant } from './rate';

const SPACE = 'space';

/** Locks the space's rate until the transaction ends, which serializes the claims of all instances. */
export async function lockRate(tx: Database): Promise<Grants> {
  const locked = () => tx.select().from(carrierRate).where(eq(carrierRate.scope, SPACE)).for('update');
  const [row] = await locked();
  if (row) return row.recent;
  await tx.insert(carrierRate).values({ scope: SPACE }).onConflictDoNothing();
  const [made] = await locked();
  if (!made) throw new Error('The rate row could not be locked.');
  return made.recent;
}

/** A granted call and its organization's own rate, if it has one. */
interface Granted {
  organizationId: string;
  callsPerSecond: number | null;
}

/** Records the grants at `now` for the space and each organization. Requires the lock of `lockRate`. */
export async function recordGrants(
  tx: Database,
  space: { grants: Grants; callsPerSecond: number },
  granted: Granted[],
  now: Date,
): Promise<void> {
  if (granted.length === 0) return;
  const organizations = new Map<string, { own: number | null; count: number }>();
  for (const { organizationId, callsPerSecond } of granted) {
    const entry = organizations.get(organizationId) ?? { own: callsPerSecond, count: 0 };
    organizations.set(organizationId, { ...entry, count: entry.count + 1 });
  }
  const recent = await recentGrants(tx, organizations);
  const rows = [...organizations].map(([scope, { own, count }]) => ({
    scope,
    recent: own === null ? [] : withGrant(recent.get(scope) ?? [], own, now, count),
    lastGrantAt: now,
  }));
  const ofSpace = withGrant(space.grants, space.callsPerSecond, now, granted.length);
  rows.push({ scope: SPACE, recent: ofSpace, lastGrantAt: now });
  await tx
    .insert(carrierRate)
    .values(rows)
    .onConflictDoUpdate({
      target: carrierRate.scope,
      set: { recent: sql`excluded.recent`, lastGrantAt: sql`excluded.last_grant_at` },
    });
}

/** Recent grants of the organizations with their own rate; the others record none. */
async function recentGrants(
  tx: Database,
  organizations: ReadonlyMap<string, { own: number | null }>,
): Promise<Map<string, Grants>> {
  const scopes = [...organizations].filter(([, { own }]) => own !== null).map(([scope]) => scope);
  if (scopes.length === 0) return new Map();
  const rows = await tx
    .select({ scope: carrierRate.scope, recent: carrierRate.recent })
    .from(carrierRate)
    .where(inArray(carrierRate.scope, scopes));
  return new Map(rows.map(({ scope, recent }) => [scope, recent]));
}
