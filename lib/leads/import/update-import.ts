import { eq } from 'drizzle-orm';
import type { LeadImportWire, UpdateImport } from '@/lib/contracts/lead-imports';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { leadImports } from '@/lib/db/schema/lead-imports';
import { retriedTransaction } from '@/lib/db/transaction';
import { getCampaign } from '@/lib/leads/campaign-queries';
import { getClient } from '@/lib/leads/client-queries';
import { importWire, lockImport, requireImport } from '@/lib/leads/import/internal/import-row';
import { canonicalTimeZone } from '@/lib/time/zones';

/**
 * Says what the columns of an uploaded file are and where its leads go.
 * @throws AppError `not_found` for it, its campaign or its client; `conflict` once it has started
 */
export async function updateImport(ctx: CommandContext, id: string, changes: UpdateImport): Promise<LeadImportWire> {
  const { campaign_id, client_id, new_campaign_name, mapping, day_order, phone_country } = changes;
  await requireImport(ctx, id);
  if (campaign_id) await getCampaign(ctx, campaign_id);
  if (client_id) await getClient(ctx, client_id);
  const timezone = changes.timezone === undefined ? undefined : zoneOf(changes.timezone);
  await retriedTransaction(ctx.db, async (tx) => {
    const row = await lockImport(tx, ctx.org, id);
    if (row.status !== 'uploaded')
      throw new AppError('conflict', 'This import has started; its mapping stays as it is.');
    if (mapping) requirePlaces(mapping, row.columns.length);
    await tx
      .update(leadImports)
      .set({
        mapping,
        timezone,
        dayOrder: day_order,
        phoneCountry: phone_country,
        campaignId: campaign_id,
        newCampaignName: new_campaign_name,
        clientId: client_id,
        updatedAt: ctx.now,
      })
      .where(eq(leadImports.id, id));
  });
  return importWire(await requireImport(ctx, id));
}

function requirePlaces(mapping: Record<string, string>, columns: number): void {
  const fields = Object.values(mapping).filter((field) => field !== 'custom');
  if (Object.keys(mapping).some((place) => Number(place) >= columns))
    throw fault('mapping', 'This file doesn’t have that column.');
  if (new Set(fields).size < fields.length) throw fault('mapping', 'Match each field to one column only.');
}

function zoneOf(text: string): string {
  const zone = canonicalTimeZone(text);
  if (zone === null)
    throw new AppError('unknown_time_zone', `Unknown time zone “${text}”. Use a name such as America/New_York.`);
  return zone;
}

function fault(field: string, message: string): AppError {
  return new AppError('validation_failed', message, { fields: [{ field, message }] });
}
