import { and, eq, isNull } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { invites } from '@/lib/db/schema/orgs';

/** Makes an invite's link worthless. @throws AppError `not_found` when it is none, or is accepted or revoked */
export async function revokeInvite(ctx: CommandContext, { inviteId }: { inviteId: string }): Promise<void> {
  const [revoked] = await ctx.db
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
    .returning({ id: invites.id });
  if (!revoked) throw notFound('invite');
}
