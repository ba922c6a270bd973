import { and, eq } from 'drizzle-orm';
import type { SessionResponse } from '@/lib/contracts/auth';
import { notFound } from '@/lib/core/errors';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { memberships, organizations, sessions, users } from '@/lib/db/schema/orgs';
import { DAY_MS } from '@/lib/time/units';

const SESSION_MS = 14 * DAY_MS;

/** What writing takes where nobody has signed in yet. */
export interface Tools {
  db: Database;
  ids: IdSource;
  now: Date;
}

export interface OpenedSession {
  id: string;
  expiresAt: Date;
  holder: Pick<SessionResponse, 'user' | 'organization'>;
}

/** Opens a session of 14 days. @throws AppError `not_found` when the user is no member of the organization */
export async function openSession(
  { db, ids, now }: Tools,
  { userId, organizationId }: { userId: string; organizationId: string },
): Promise<OpenedSession> {
  const holder = await findHolder(db, userId, organizationId);
  if (!holder) throw notFound('organization');
  const id = ids.make('session');
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await db.insert(sessions).values({ id, userId, organizationId, createdAt: now, expiresAt });
  return { id, expiresAt, holder };
}

/** The person and the organization of a membership, as a session's answers show them; null without a membership. */
export async function findHolder(
  db: Database,
  userId: string,
  organizationId: string,
): Promise<OpenedSession['holder'] | null> {
  const [row] = await db
    .select({
      user: { id: users.id, name: users.name, email: users.email },
      organization: {
        id: organizations.id,
        slug: organizations.slug,
        name: organizations.name,
        plan: organizations.plan,
        time_zone: organizations.timeZone,
        role: memberships.role,
      },
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), eq(memberships.organizationId, organizationId)));
  return row ?? null;
}
