import { and, eq, inArray } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { memberships, notices } from '@/lib/db/schema/orgs';

/** Leaves a notice for every owner and admin of an organization; in the transaction of what it tells of. */
export async function notifyAdmins(
  tx: Database,
  { ids, now }: { ids: IdSource; now: Date },
  organizationId: string,
  notice: { kind: string; message: string; bookingId?: string },
): Promise<void> {
  const admins = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.role, ['owner', 'admin'])));
  if (admins.length === 0) return;
  await tx
    .insert(notices)
    .values(
      admins.map(({ userId }) => ({ id: ids.make('notice'), organizationId, userId, createdAt: now, ...notice })),
    );
}
