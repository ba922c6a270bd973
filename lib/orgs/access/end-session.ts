import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { sessions } from '@/lib/db/schema/orgs';

/** Ends a session for good: its cookie is worth nothing from now on. @throws AppError `forbidden` for API keys */
export async function endSession({ db, now }: CommandContext, sessionId: string | null): Promise<void> {
  if (sessionId === null) throw new AppError('forbidden', 'An API key has no session.');
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}
