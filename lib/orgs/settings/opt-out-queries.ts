import { and, desc, eq, sql } from 'drizzle-orm';
import type { OptOutsQuery, OptOutWire } from '@/lib/contracts/opt-outs';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { optOuts } from '@/lib/db/schema/calls';

/** Numbers that are never dialled, the newest entry first, a page at a time. @throws AppError `invalid_cursor` */
export async function listOptOuts(
  ctx: CommandContext,
  { limit, cursor, q }: OptOutsQuery,
): Promise<{ optOuts: OptOutWire[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
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
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { optOuts: page.map(optOutWire), nextCursor: last ? writeCursor(last) : null };
}

/** An entry as it is shown. */
export function optOutWire({ id, phone, reason, createdAt }: typeof optOuts.$inferSelect): OptOutWire {
  return { id, phone, reason, created_at: createdAt.toISOString() };
}

function writeCursor({ createdAt, id }: { createdAt: Date; id: string }): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || Number.isNaN(Date.parse(at)) || !/^opt_\w+$/.test(id))
    throw new AppError('invalid_cursor', 'This cursor is none of ours. Start from the first page.');
  return { at, id };
}
