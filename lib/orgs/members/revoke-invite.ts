import { and, eq, isNull } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { invites } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';

/** Revokes an invite's link. @throws AppError `not_found` when the invite is unknown, accepted or revoked */
export async function revokeInvite(ctx: CommandContext, { inviteId }: { inviteId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(invites)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(invites.id, inviteId),
          eq(invites.organizationId, ctx.org),
          isNull(invites.acceptedAt),
          isNull(invites.revokedAt),
        ),
      )
      .returning({ email: invites.email });
    if (!revoked) throw notFound('invite');
    await recordAudit(tx, ctx, { action: 'invite.revoked', target: { id: inviteId, name: revoked.email } });
  });
}
