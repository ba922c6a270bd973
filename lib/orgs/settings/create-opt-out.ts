import type { OptOutWire } from '@/lib/contracts/opt-outs';
import type { CommandContext } from '@/lib/db/command-context';
import { optOuts } from '@/lib/db/schema/calls';
import { requireUser } from '@/lib/orgs/access/require-user';
import { lastDigits, recordAudit } from '@/lib/orgs/audit';
import { requirePhone } from '@/lib/orgs/settings/internal/checked-fields';
import { optOutWire } from './opt-out-queries';

/**
 * Puts a number on the list of those never dialled. A number that stands there already keeps its entry, with the
 * newer reason when one is given.
 * @throws AppError `invalid_phone`
 */
export async function createOptOut(
  ctx: CommandContext,
  { phone, reason }: { phone: string; reason?: string },
): Promise<OptOutWire> {
  const number = requirePhone(phone, 'phone');
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(optOuts)
      .values({
        id: ctx.ids.make('optOut'),
        organizationId: ctx.org,
        phone: number,
        reason,
        createdBy: requireUser(ctx.actor),
        createdAt: ctx.now,
      })
      .onConflictDoUpdate({
        target: [optOuts.organizationId, optOuts.phone],
        // Writes the number over itself, so that the row that is there is returned.
        set: { phone: number, reason },
      })
      .returning();
    if (!row) throw new Error('An upsert returned no row.');
    await recordAudit(tx, ctx, { action: 'opt_out.created', target: { id: row.id, name: lastDigits(number) } });
    return optOutWire(row);
  });
}
