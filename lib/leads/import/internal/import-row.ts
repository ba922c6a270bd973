import { and, eq, type SQL } from 'drizzle-orm';
import type { LeadImportWire } from '@/lib/contracts/lead-imports';
import { importFields } from '@/lib/contracts/lead-imports';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { ReadContext } from '@/lib/db/command-context';
import { type ColumnMapping, leadImports } from '@/lib/db/schema/lead-imports';
import { campaigns, clients } from '@/lib/db/schema/leads';
import type { RowReading } from '@/lib/leads/import/internal/csv/read-row';

export type LeadImport = typeof leadImports.$inferSelect;

/** Imports of an organization with the names of what they go into. */
export function selectImports({ db, org }: ReadContext, which?: SQL) {
  return db
    .select({ row: leadImports, campaignName: campaigns.name, clientName: clients.name })
    .from(leadImports)
    .leftJoin(campaigns, eq(campaigns.id, leadImports.campaignId))
    .leftJoin(clients, eq(clients.id, leadImports.clientId))
    .where(and(eq(leadImports.organizationId, org), which))
    .$dynamic();
}

/** @throws AppError `not_found` */
export async function requireImport(ctx: ReadContext, id: string) {
  const [found] = await selectImports(ctx, eq(leadImports.id, id));
  if (!found) throw notFound('import');
  return found;
}

/** The row, locked until the transaction ends. @throws AppError `not_found` */
export async function lockImport(
  tx: Database,
  org: string,
  id: string,
  strength: 'share' | 'update' = 'update',
): Promise<LeadImport> {
  const [row] = await tx
    .select()
    .from(leadImports)
    .where(and(eq(leadImports.id, id), eq(leadImports.organizationId, org)))
    .for(strength);
  if (!row) throw notFound('import');
  return row;
}

/** How the lines of an import are read. */
export function readingOf(row: LeadImport): RowReading {
  const { columns, mapping, phoneCountry, timezone, dayOrder, createdAt } = row;
  return { columns, mapping, phoneCountry, timezone, dayOrder, at: createdAt };
}

export function importWire({
  row,
  campaignName,
  clientName,
}: {
  row: LeadImport;
  campaignName: string | null;
  clientName: string | null;
}): LeadImportWire {
  return {
    id: row.id,
    file_name: row.fileName,
    status: row.status,
    encoding: row.encoding,
    delimiter: row.delimiter,
    columns: row.columns,
    mapping: knownFields(row.mapping),
    timezone: row.timezone,
    day_order: row.dayOrder,
    phone_country: row.phoneCountry,
    campaign: row.campaignId === null ? null : { id: row.campaignId, name: campaignName ?? '' },
    new_campaign_name: row.newCampaignName,
    client: row.clientId === null ? null : { id: row.clientId, name: clientName ?? '' },
    counts: {
      rows: row.rows,
      created: row.created,
      updated: row.updated,
      unchanged: row.unchanged,
      failed: row.failed,
    },
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}

function knownFields(mapping: ColumnMapping): LeadImportWire['mapping'] {
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([place, field]) => {
      const known = importFields.find((one) => one === field);
      return known ? [[place, known]] : [];
    }),
  );
}
