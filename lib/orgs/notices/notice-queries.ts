import { and, count, desc, eq, isNull, or, type SQL } from 'drizzle-orm';
import type { NoticeWire } from '@/lib/contracts/notices';
import type { CommandContext } from '@/lib/db/command-context';
import { notices } from '@/lib/db/schema/orgs';
import { requireUser } from '@/lib/orgs/access/require-user';

const SHOWN = 50;

/** The latest notices to the person who asks, or to everybody, the newest first, and how many are unread. */
export async function listNotices(
  ctx: CommandContext,
  { unreadOnly }: { unreadOnly: boolean },
): Promise<{ notices: NoticeWire[]; unreadCount: number }> {
  const mine = addressedTo(ctx);
  const rows = await ctx.db
    .select()
    .from(notices)
    .where(and(mine, unreadOnly ? isNull(notices.readAt) : undefined))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(SHOWN);
  const [unread] = await ctx.db
    .select({ count: count() })
    .from(notices)
    .where(and(mine, isNull(notices.readAt)));
  return { notices: rows.map(noticeWire), unreadCount: unread?.count ?? 0 };
}

/** Notices to the actor: those to the person, and those to everybody in the organization. */
export function addressedTo(ctx: CommandContext): SQL | undefined {
  return and(
    eq(notices.organizationId, ctx.org),
    or(isNull(notices.userId), eq(notices.userId, requireUser(ctx.actor))),
  );
}

/** A notice as it is shown. */
export function noticeWire(row: typeof notices.$inferSelect): NoticeWire {
  return {
    id: row.id,
    kind: row.kind,
    message: row.message,
    booking_id: row.bookingId,
    created_at: row.createdAt.toISOString(),
    read_at: row.readAt?.toISOString() ?? null,
  };
}
