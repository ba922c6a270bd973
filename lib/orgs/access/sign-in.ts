import { and, desc, eq, sql } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { memberships, sessions, users } from '@/lib/db/schema/orgs';
import type { Kv } from '@/lib/kv/port';
import { normalizedEmail } from '@/lib/orgs/members/email-address';
import { verifyPassword } from '@/lib/security/password';
import { type OpenedSession, openSession, type Tools } from './open-session';
import { admitTry } from './sign-in-throttle';

interface Credentials {
  email: string;
  password: string;
  /** Where the try comes from, for the throttle. */
  clientAddress: string;
}

/**
 * Signs a person in to the organization used last. A wrong password and an unknown address get the same answer after
 * the same work.
 * @throws AppError `rate_limited`, `wrong_credentials`, `forbidden` for someone who is no member anywhere
 */
export async function signIn(tools: Tools, kv: Kv, credentials: Credentials): Promise<OpenedSession> {
  const admitted = await admitTry(kv, credentials, tools.now);
  const [user] = await tools.db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, normalizedEmail(credentials.email)));
  const right = await verifyPassword(user?.passwordHash ?? null, credentials.password);
  if (!user || !right) {
    await admitted.failed();
    throw new AppError('wrong_credentials', 'Incorrect email or password.');
  }
  await admitted.succeeded();
  const organizationId = await lastOrganization(tools.db, user.id);
  if (!organizationId)
    throw new AppError('forbidden', 'You are not a member of an organization. Ask an admin to invite you.');
  return openSession(tools, { userId: user.id, organizationId });
}

async function lastOrganization(db: Database, userId: string): Promise<string | undefined> {
  const used = sql`max(${sessions.createdAt})`;
  const [row] = await db
    .select({ id: memberships.organizationId })
    .from(memberships)
    .leftJoin(
      sessions,
      and(eq(sessions.userId, memberships.userId), eq(sessions.organizationId, memberships.organizationId)),
    )
    .where(eq(memberships.userId, userId))
    .groupBy(memberships.id)
    .orderBy(sql`${desc(used)} nulls last`, memberships.createdAt, memberships.id)
    .limit(1);
  return row?.id;
}
