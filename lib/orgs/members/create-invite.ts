import { and, eq, isNull } from 'drizzle-orm';
import type { InviteWire } from '@/lib/contracts/invites';
import type { Role } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { invites, memberships, users } from '@/lib/db/schema/orgs';
import { requireUser } from '@/lib/orgs/access/require-user';
import { recordAudit } from '@/lib/orgs/audit';
import { requireAuthorityOver } from '@/lib/orgs/members/internal/authority';
import { sha256 } from '@/lib/security/digest';
import { DAY_MS } from '@/lib/time/units';
import { getInvite } from './invite-queries';

const INVITE_MS = 7 * DAY_MS;

/**
 * Invites an address for seven days. An earlier open invite of the same address ends: one link is valid at a time.
 * @returns the invite, and the token of its link, which is not kept
 * @throws AppError `forbidden`, `conflict` when the address is a member's
 */
export function createInvite(
  ctx: CommandContext,
  { email, role }: { email: string; role: Role },
): Promise<{ invite: InviteWire; token: string }> {
  requireAuthorityOver(ctx.actor, role);
  const invitedBy = requireUser(ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const [member] = await tx
      .select({ id: memberships.id })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.organizationId, ctx.org), eq(users.email, email)));
    if (member) {
      const fields = [{ field: 'email', message: 'This person is already a member.' }];
      throw new AppError('conflict', 'This person is already a member.', { fields });
    }
    await tx
      .update(invites)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(invites.organizationId, ctx.org),
          eq(invites.email, email),
          isNull(invites.acceptedAt),
          isNull(invites.revokedAt),
        ),
      );
    const token = ctx.ids.secret(32);
    const id = ctx.ids.make('invite');
    await tx.insert(invites).values({
      id,
      organizationId: ctx.org,
      email,
      role,
      tokenHash: sha256(token),
      invitedBy,
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + INVITE_MS),
    });
    await recordAudit(tx, ctx, { action: 'invite.created', target: { id, name: email }, detail: { role } });
    return { invite: await getInvite({ ...ctx, db: tx }, id), token };
  });
}
