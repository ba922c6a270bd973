import { and, eq } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { optOuts } from '@/lib/db/schema/calls';

/** Takes a number off the list: it may be dialled again. @throws AppError `not_found` */
export async function deleteOptOut(ctx: CommandContext, { optOutId }: { optOutId: string }): Promise<void> {
  const [gone] = await ctx.db
    .delete(optOuts)
    .where(and(eq(optOuts.id, optOutId), eq(optOuts.organizationId, ctx.org)))
    .returning({ id: optOuts.id });
  if (!gone) throw notFound('opt-out');
}
