import { and, eq, isNull, ne } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { sessions, users } from '@/lib/db/schema/orgs';
import type { Kv } from '@/lib/kv/port';
import { recordAudit } from '@/lib/orgs/audit';
import { hashPassword, verifyPassword } from '@/lib/security/password';
import { admitTry } from './sign-in-throttle';

interface PasswordChange {
  /** The session that asks, which goes on. */
  sessionId: string | null;
  current: string;
  next: string;
}

/**
 * Gives the person who asks another password and ends their other sessions, in every organization.
 * @throws AppError `forbidden` for API keys, `wrong_credentials`, `rate_limited`
 */
export async function updatePassword(ctx: CommandContext, kv: Kv, change: PasswordChange): Promise<void> {
  const { actor, db, now } = ctx;
  if (actor.kind !== 'user' || change.sessionId === null)
    throw new AppError('forbidden', 'An API key has no password.');
  const { sessionId } = change;
  const [user] = await db.select().from(users).where(eq(users.id, actor.userId));
  if (!user) throw new AppError('unauthenticated', 'This account no longer exists.');
  const admitted = await admitTry(kv, { email: user.email, clientAddress: sessionId }, now);
  if (!(await verifyPassword(user.passwordHash, change.current))) {
    await admitted.failed();
    const message = 'Incorrect password.';
    throw new AppError('wrong_credentials', message, { fields: [{ field: 'current_password', message }] });
  }
  await admitted.succeeded();
  const passwordHash = await hashPassword(change.next);
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id));
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.userId, user.id), ne(sessions.id, sessionId), isNull(sessions.revokedAt)));
    await recordAudit(tx, ctx, { action: 'password.changed' });
  });
}
