import type { Role } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { memberships, staff } from '@/lib/db/schema/orgs';

interface NewMember {
  organizationId: string;
  user: { id: string; name: string; email: string };
  role: Role;
  /** Zone of the calendar that the member's bookings are made in. */
  timeZone: string;
}

/**
 * Makes a user a member, bookable as staff. Someone who is one already keeps the role that they have; someone who was
 * one before gets the old staff row back. Run it in a transaction.
 */
export async function addMember(
  tools: { db: Database; ids: IdSource; now: Date },
  { organizationId, user, role, timeZone }: NewMember,
): Promise<void> {
  const { db, ids, now } = tools;
  await db
    .insert(memberships)
    .values({ id: ids.make('membership'), organizationId, userId: user.id, role, createdAt: now })
    .onConflictDoNothing({ target: [memberships.organizationId, memberships.userId] });
  await db
    .insert(staff)
    .values({
      id: ids.make('staff'),
      organizationId,
      userId: user.id,
      name: user.name,
      email: user.email,
      timeZone,
      createdAt: now,
    })
    .onConflictDoUpdate({ target: [staff.organizationId, staff.userId], set: { active: true } });
}
