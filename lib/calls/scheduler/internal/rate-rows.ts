import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { carrierPace } from '@/lib/db/schema/calls';
import { type Grants, withGrant } from './rate';

const SPACE = 'space';

/** Locks the space's pace until the transaction ends: claims of all instances go one after the other. */
export async function lockRate(tx: Database): Promise<Grants> {
  const locked = () => tx.select().from(carrierPace).where(eq(carrierPace.scope, SPACE)).for('update');
  const [row] = await locked();
  if (row) return row.recent;
  await tx.insert(carrierPace).values({ scope: SPACE }).onConflictDoNothing();
  const [made] = await locked();
  if (!made) throw new Error('The pace row could not be locked.');
  return made.recent;
}

/** A call that was granted, and the rate of its organization, if it has its own. */
export interface Granted {
  organizationId: string;
  callsPerSecond: number | null;
}

/** Writes what was granted at `now` to the space and to each organization. The space's pace must be locked. */
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
  const held = await recentGrants(tx, organizations);
  const rows = [...organizations].map(([scope, { own, count }]) => ({
    scope,
    recent: own === null ? [] : withGrant(held.get(scope) ?? [], own, now, count),
    lastGrantAt: now,
  }));
  const ofSpace = withGrant(space.grants, space.callsPerSecond, now, granted.length);
  rows.push({ scope: SPACE, recent: ofSpace, lastGrantAt: now });
  await tx
    .insert(carrierPace)
    .values(rows)
    .onConflictDoUpdate({
      target: carrierPace.scope,
      set: { recent: sql`excluded.recent`, lastGrantAt: sql`excluded.last_grant_at` },
    });
}

/** What organizations with a rate of their own were granted lately; the others keep none. */
async function recentGrants(
  tx: Database,
  organizations: ReadonlyMap<string, { own: number | null }>,
): Promise<Map<string, Grants>> {
  const scopes = [...organizations].filter(([, { own }]) => own !== null).map(([scope]) => scope);
  if (scopes.length === 0) return new Map();
  const rows = await tx
    .select({ scope: carrierPace.scope, recent: carrierPace.recent })
    .from(carrierPace)
    .where(inArray(carrierPace.scope, scopes));
  return new Map(rows.map(({ scope, recent }) => [scope, recent]));
}
