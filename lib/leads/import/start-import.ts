import { eq } from 'drizzle-orm';
import type { LeadImportWire } from '@/lib/contracts/lead-imports';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { leadImports } from '@/lib/db/schema/lead-imports';
import { campaigns } from '@/lib/db/schema/leads';
import { retriedTransaction } from '@/lib/db/transaction';
import { enqueue } from '@/lib/jobs/enqueue';
import { importWire, type LeadImport, lockImport, requireImport } from '@/lib/leads/import/internal/import-row';
import { LEAD_IMPORT } from '@/lib/leads/job-names';

/**
 * Starts an import, in a campaign that it makes when a new one was named, or one that has stopped again, with the lines
 * that are left. Started twice it runs once.
 * @throws AppError `not_found`; `validation_failed` without a column of addresses or a campaign; `conflict` while it is
 * still being received
 */
export async function startImport(ctx: CommandContext, id: string): Promise<LeadImportWire> {
  await retriedTransaction(ctx.db, async (tx) => {
    const row = await lockImport(tx, ctx.org, id);
    if (row.status === 'running' || row.status === 'done') return;
    if (row.status === 'receiving') throw new AppError('conflict', 'The upload isn’t complete yet.');
    if (!Object.values(row.mapping).includes('email'))
      throw fault('mapping', 'Choose the column with email addresses.');
    const campaignId = row.campaignId ?? (await makeCampaign({ ...ctx, db: tx }, row));
    await tx
      .update(leadImports)
      .set({ status: 'running', campaignId, startedAt: row.startedAt ?? ctx.now, updatedAt: ctx.now })
      .where(eq(leadImports.id, id));
    await enqueue(tx, ctx, {
      name: LEAD_IMPORT,
      key: id,
      organizationId: ctx.org,
      payload: { importId: id },
      runAt: ctx.now,
    });
  });
  return importWire(await requireImport(ctx, id));
}

async function makeCampaign(ctx: CommandContext, { newCampaignName, clientId }: LeadImport): Promise<string> {
  if (newCampaignName === null) throw fault('campaign_id', 'Choose a campaign or name a new one.');
  const id = ctx.ids.make('campaign');
  await ctx.db.insert(campaigns).values({
    id,
    organizationId: ctx.org,
    clientId,
    name: newCampaignName,
    source: 'csv',
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  return id;
}

function fault(field: string, message: string): AppError {
  return new AppError('validation_failed', message, { fields: [{ field, message }] });
}
