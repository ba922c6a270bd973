import { and, eq, sql } from 'drizzle-orm';
import type { NoticeWire } from '@/lib/contracts/notices';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { notices } from '@/lib/db/schema/orgs';
import { isAllowed } from '@/lib/orgs/access/permissions';
import { addressedTo, noticeWire } from './notice-queries';

/**
 * Marks a notice as read. One to everybody is read for all of them, so only somebody who can act on it may do that.
 * @throws AppError `not_found`, `forbidden`
 */
export async function readNotice(ctx: CommandContext, { noticeId }: { noticeId: string }): Promise<NoticeWire> {
  const which = and(eq(notices.id, noticeId), addressedTo(ctx));
  const [found] = await ctx.db.select().from(notices).where(which);
  if (!found) throw notFound('notice');
  if (found.userId === null && !isAllowed(ctx.actor, 'bookings:write'))
    throw new AppError('forbidden', 'Only people who can change bookings can mark this notice as read.');
  const [read] = await ctx.db
    .update(notices)
    .set({ readAt: sql`coalesce(${notices.readAt}, ${ctx.now.toISOString()}::timestamptz)` })
    .where(which)
    .returning();
  return noticeWire(read ?? found);
}
