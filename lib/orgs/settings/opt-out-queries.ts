import { and, desc, eq, sql } from 'drizzle-orm';
import type { OptOutsQuery, OptOutWire } from '@/lib/contracts/opt-outs';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { cutPage, readTimeCursor, writeTimeCursor } from '@/lib/db/cursor';
import { optOuts } from '@/lib/db/schema/calls';

/** Numbers that are never dialled, the newest entry first, a page at a time. @throws AppError `invalid_cursor` */
export async function listOptOuts(
  ctx: CommandContext,
  { limit, cursor, q }: OptOutsQuery,
): Promise<{ optOuts: OptOutWire[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readTimeCursor(cursor);
  const digits = q?.replace(/[^\d]/g, '');
  const rows = await ctx.db
    .select()
    .from(optOuts)
    .where(
      and(
        eq(optOuts.organizationId, ctx.org),
        digits ? sql`position(${digits} in ${optOuts.phone}) > 0` : undefined,
        after && sql`(${optOuts.createdAt}, ${optOuts.id}) < (${after.at}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(optOuts.createdAt), desc(optOuts.id))
    .limit(limit + 1);
  const { page, last } = cutPage(rows, limit);
  return { optOuts: page.map(optOutWire), nextCursor: last ? writeTimeCursor(last.createdAt, last.id) : null };
}

/** An entry as it is shown. */
export function optOutWire({ id, phone, reason, createdAt }: typeof optOuts.$inferSelect): OptOutWire {
  return { id, phone, reason, created_at: createdAt.toISOString() };
}

/** Whether a number (E.164) is on the organization's opt-out list. */
export async function isOptedOut(db: Database, organizationId: string, phone: string): Promise<boolean> {
  const found = await db
    .select({ id: optOuts.id })
    .from(optOuts)
    .where(and(eq(optOuts.organizationId, organizationId), eq(optOuts.phone, phone)));
  return found.length > 0;
}
