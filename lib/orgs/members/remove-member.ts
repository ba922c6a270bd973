import { and, eq, isNull } from 'drizzle-orm';
import type { CommandContext } from '@/lib/db/command-context';
import { apiKeys, memberships, sessions, staff } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { lockMembership, requireAnotherOwner, requireAuthorityOver } from '@/lib/orgs/members/internal/authority';
import type { OnStaffLeft } from '@/lib/orgs/settings/staff-queries';
import { getMember } from './member-queries';

/**
 * Ends a membership, and with it the person's sessions and API keys here. The staff entry stays for the bookings that
 * name it, takes no new ones and has no phone; `onStaffLeft` deals with the bookings still to come.
 * @throws AppError `not_found`, `forbidden`, `last_owner`
 */
export function removeMember(
  ctx: CommandContext,
  { membershipId }: { membershipId: string },
  onStaffLeft: OnStaffLeft,
): Promise<void> {
  return ctx.db.transaction(async (tx) => {
    await lockMembership(tx, ctx.org);
    const member = await getMember(tx, ctx.org, membershipId);
    requireAuthorityOver(ctx.actor, member.role);
    if (member.role === 'owner') await requireAnotherOwner(tx, ctx.org, membershipId);
    const userId = member.user_id;
    await tx.delete(memberships).where(and(eq(memberships.id, membershipId), eq(memberships.organizationId, ctx.org)));
    await tx
      .update(sessions)
      .set({ revokedAt: ctx.now })
      .where(and(eq(sessions.userId, userId), eq(sessions.organizationId, ctx.org), isNull(sessions.revokedAt)));
    await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiKeys.createdBy, userId), eq(apiKeys.organizationId, ctx.org), isNull(apiKeys.revokedAt)));
    const left = await tx
      .update(staff)
      .set({ active: false, phone: null })
      .where(and(eq(staff.userId, userId), eq(staff.organizationId, ctx.org)))
      .returning({ id: staff.id, name: staff.name });
    for (const entry of left) await onStaffLeft(tx, ctx, entry);
    await recordAudit(tx, ctx, {
      action: 'member.removed',
      target: { id: membershipId, name: member.name },
      detail: { role: member.role },
    });
  });
}
