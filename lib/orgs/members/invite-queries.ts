import { and, desc, eq, gt, isNull, type SQL } from 'drizzle-orm';
import type { InviteWire, ShownInvite } from '@/lib/contracts/invites';
import type { Role } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { invites, organizations, users } from '@/lib/db/schema/orgs';
import { sha256 } from '@/lib/security/digest';

/** Invites neither accepted nor revoked, the newest first; expired ones as well, so that they can be sent again. */
export function listInvites(ctx: CommandContext): Promise<InviteWire[]> {
  return selectInvites(ctx);
}

/** @throws AppError `not_found` */
export async function getInvite(ctx: CommandContext, id: string): Promise<InviteWire> {
  const [invite] = await selectInvites(ctx, eq(invites.id, id));
  if (!invite) throw notFound('invite');
  return invite;
}

export interface OpenInvite {
  id: string;
  organizationId: string;
  organizationName: string;
  timeZone: string;
  email: string;
  role: Role;
  expiresAt: Date;
  /** The account of the address, when it has one. */
  account: { id: string; name: string; passwordHash: string } | null;
}

/** The invite of a link's token. @throws AppError `invite_expired` when it is unknown, over, used or revoked */
export async function findOpenInvite(db: Database, token: string, now: Date): Promise<OpenInvite> {
  const [row] = await db
    .select({
      id: invites.id,
      organizationId: invites.organizationId,
      organizationName: organizations.name,
      timeZone: organizations.timeZone,
      email: invites.email,
      role: invites.role,
      expiresAt: invites.expiresAt,
      account: { id: users.id, name: users.name, passwordHash: users.passwordHash },
    })
    .from(invites)
    .innerJoin(organizations, eq(organizations.id, invites.organizationId))
    .leftJoin(users, eq(users.email, invites.email))
    .where(
      and(
        eq(invites.tokenHash, sha256(token)),
        isNull(invites.acceptedAt),
        isNull(invites.revokedAt),
        gt(invites.expiresAt, now),
      ),
    );
  if (!row) throw inviteExpired();
  return row;
}

/** What the page of an invite shows. @throws AppError `invite_expired` */
export async function showInvite(db: Database, token: string, now: Date): Promise<ShownInvite> {
  const { organizationName, email, role, expiresAt, account } = await findOpenInvite(db, token, now);
  return {
    organization_name: organizationName,
    email,
    role,
    expires_at: expiresAt.toISOString(),
    account_exists: account !== null,
  };
}

/** One answer for every link that leads nowhere, so that it tells nothing. */
export function inviteExpired(): AppError {
  return new AppError('invite_expired', 'This invite has expired or has already been used. Ask for a new one.');
}

async function selectInvites(ctx: CommandContext, one?: SQL): Promise<InviteWire[]> {
  const rows = await ctx.db
    .select({
      id: invites.id,
      email: invites.email,
      role: invites.role,
      invited_by: users.name,
      createdAt: invites.createdAt,
      expiresAt: invites.expiresAt,
    })
    .from(invites)
    .innerJoin(users, eq(users.id, invites.invitedBy))
    .where(and(eq(invites.organizationId, ctx.org), isNull(invites.acceptedAt), isNull(invites.revokedAt), one))
    .orderBy(desc(invites.createdAt), desc(invites.id));
  return rows.map(({ createdAt, expiresAt, ...invite }) => ({
    ...invite,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
    expired: expiresAt <= ctx.now,
  }));
}
