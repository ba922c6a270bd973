import { and, eq, inArray } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { memberships, notices } from '@/lib/db/schema/orgs';
import type { Kv } from '@/lib/kv/port';
import { badSignatures } from './policy';

interface Alarm {
  db: Database;
  kv: Kv;
  ids: IdSource;
  now: Date;
}

/**
 * Counts a delivery whose signature is wrong. Where they repeat, the admins of the organization that the address belongs
 * to are told, once per window. @returns how many there were in the window
 */
export async function noteBadSignature(
  { db, kv, ids, now }: Alarm,
  {
    provider,
    title,
    address,
    organizationId,
  }: {
    provider: string;
    title: string;
    /** What tells one address from another: the connection, or the provider's plain address. */
    address: string;
    organizationId: string | null;
  },
): Promise<number> {
  const count = await kv.increment(`bad-signatures:${provider}:${address}`, badSignatures.windowSeconds);
  if (count !== badSignatures.alarmAt || organizationId === null) return count;
  const admins = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.role, ['owner', 'admin'])));
  const message = `${title}: ${count} deliveries with a wrong signature within ${badSignatures.windowSeconds / 60} minutes. Nothing in them was believed. Check the signing secret at ${title}, or somebody is trying addresses.`;
  if (admins.length > 0)
    await db.insert(notices).values(
      admins.map(({ userId }) => ({
        id: ids.make('notice'),
        organizationId,
        userId,
        kind: 'webhook_signatures',
        message,
        createdAt: now,
      })),
    );
  return count;
}
