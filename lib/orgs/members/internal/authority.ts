import { and, count, eq, ne } from 'drizzle-orm';
import type { Actor, OrgId, Role } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import type { Database, Transaction } from '@/lib/db/client';
import { memberships, organizations } from '@/lib/db/schema/orgs';

/** Whether an actor may give or take a role: owners are made and unmade by owners alone. */
function mayGiveRole(actor: Actor, role: Role): boolean {
  return 'role' in actor && (role !== 'owner' || actor.role === 'owner');
}

/** @throws AppError `forbidden` */
export function requireAuthorityOver(actor: Actor, ...involved: Role[]): void {
  if (!involved.every((role) => mayGiveRole(actor, role)))
    throw new AppError('forbidden', 'Only an owner can add or remove owners.');
}

/** Makes changes of an organization's membership wait for each other until the transaction ends. */
export async function lockMembership(tx: Transaction, org: OrgId): Promise<void> {
  await tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, org)).for('no key update');
}

/** Under the lock. @throws AppError `last_owner` when nobody else owns the organization */
export async function requireAnotherOwner(db: Database, org: OrgId, membershipId: string): Promise<void> {
  const [others] = await db
    .select({ count: count() })
    .from(memberships)
    .where(and(eq(memberships.organizationId, org), eq(memberships.role, 'owner'), ne(memberships.id, membershipId)));
  if (!others?.count)
    throw new AppError('last_owner', 'An organization needs an owner. Make someone else an owner first.');
}
