import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { endSession } from './end-session';
import { type OpenedSession, openSession } from './open-session';

/**
 * Ends the session in this organization and opens one in another.
 * @throws AppError `forbidden` for API keys, `not_found` for an organization that the person is no member of
 */
export async function switchOrganization(
  ctx: CommandContext,
  { sessionId, organizationId }: { sessionId: string | null; organizationId: string },
): Promise<OpenedSession> {
  const { actor, now, ids } = ctx;
  if (actor.kind !== 'user' || sessionId === null)
    throw new AppError('forbidden', 'An API key works in one organization only. Use a key of the other organization.');
  return ctx.db.transaction(async (tx) => {
    const opened = await openSession({ db: tx, ids, now }, { userId: actor.userId, organizationId });
    await endSession({ ...ctx, db: tx }, sessionId);
    return opened;
  });
}
