import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { MemberWire } from '@/lib/contracts/members';
import { type OrgId, roles } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { memberships, organizations, users } from '@/lib/db/schema/orgs';

/** Everybody in the organization, the most powerful first. */
export function listMembers(ctx: CommandContext): Promise<MemberWire[]> {
  return selectMembers(ctx.db, ctx.org);
}

/** @throws AppError `not_found` */
export async function getMember(db: Database, org: OrgId, membershipId: string): Promise<MemberWire> {
  const [member] = await selectMembers(db, org, eq(memberships.id, membershipId));
  if (!member) throw notFound('member');
  return member;
}

/** The organizations that a user may switch to, by name. */
export function listOrganizationsOf(db: Database, userId: string): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: organizations.id, name: organizations.name })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(sql`lower(${organizations.name})`), asc(organizations.id));
}

async function selectMembers(db: Database, org: OrgId, one?: SQL): Promise<MemberWire[]> {
  const rank = sql`array_position(array[${sql.join(
    roles.map((role) => sql`${role}`),
    sql`, `,
  )}]::text[], ${memberships.role})`;
  const rows = await db
    .select({
      id: memberships.id,
      user_id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      joinedAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, org), one))
    .orderBy(rank, asc(sql`lower(${users.name})`), asc(memberships.id));
  return rows.map(({ joinedAt, ...member }) => ({ ...member, joined_at: joinedAt.toISOString() }));
}
