import { and, eq } from 'drizzle-orm';
import type { MemberWire } from '@/lib/contracts/members';
import type { Role } from '@/lib/core/context';
import type { CommandContext } from '@/lib/db/command-context';
import { memberships } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { lockMembership, requireAnotherOwner, requireAuthorityOver } from '@/lib/orgs/members/internal/authority';
import { getMember } from './member-queries';

/** Gives a member another role. @throws AppError `not_found`, `forbidden`, `last_owner` */
export function updateMemberRole(
  ctx: CommandContext,
  { membershipId, role }: { membershipId: string; role: Role },
): Promise<MemberWire> {
  return ctx.db.transaction(async (tx) => {
    await lockMembership(tx, ctx.org);
    const member = await getMember(tx, ctx.org, membershipId);
    if (member.role === role) return member;
    requireAuthorityOver(ctx.actor, member.role, role);
    if (member.role === 'owner') await requireAnotherOwner(tx, ctx.org, membershipId);
    await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.id, membershipId), eq(memberships.organizationId, ctx.org)));
    await recordAudit(tx, ctx, {
      action: 'member.role_changed',
      target: { id: membershipId, name: member.name },
      detail: { from: member.role, to: role },
    });
    return { ...member, role };
  });
}
