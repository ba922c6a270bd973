import { and, eq } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { optOuts } from '@/lib/db/schema/calls';
import { lastDigits, recordAudit } from '@/lib/orgs/audit';

/** Takes a number off the list: it may be dialled again. @throws AppError `not_found` */
export async function deleteOptOut(ctx: CommandContext, { optOutId }: { optOutId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(optOuts)
      .where(and(eq(optOuts.id, optOutId), eq(optOuts.organizationId, ctx.org)))
      .returning({ phone: optOuts.phone });
    if (!gone) throw notFound('opt-out');
    await recordAudit(tx, ctx, { action: 'opt_out.deleted', target: { id: optOutId, name: lastDigits(gone.phone) } });
  });
}
