import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';
import {
  type ImportDetails,
  type ImportsQuery,
  importLimits,
  type LeadImportWire,
  type PreviewLine,
} from '@/lib/contracts/lead-imports';
import type { ReadContext } from '@/lib/db/command-context';
import { cutPage, readIdCursor, writeIdCursor } from '@/lib/db/cursor';
import { leadImportChunks, leadImportErrors, leadImportParts, leadImports } from '@/lib/db/schema/lead-imports';
import { previewLine } from '@/lib/leads/import/internal/csv/preview-line';
import {
  importWire,
  type LeadImport,
  readingOf,
  requireImport,
  selectImports,
} from '@/lib/leads/import/internal/import-row';

const SHOWN_ERRORS = 50;
const BATCH = 1_000;

/** One page of an organization's imports, the latest first. @throws AppError `invalid_cursor` */
export async function listImports(
  ctx: ReadContext,
  { limit, cursor }: ImportsQuery,
): Promise<{ imports: LeadImportWire[]; nextCursor: string | null }> {
  const rows = await selectImports(
    ctx,
    cursor === undefined ? undefined : lt(leadImports.id, readIdCursor(cursor, 'imp')),
  )
    .orderBy(desc(leadImports.id))
    .limit(limit + 1);
  const { page, last } = cutPage(rows, limit);
  return { imports: page.map(importWire), nextCursor: last ? writeIdCursor(last.row.id) : null };
}

/**
 * An import with its uploaded parts, a preview of its first rows, and its first problems.
 * @throws AppError `not_found`
 */
export async function getImport(ctx: ReadContext, id: string): Promise<Omit<ImportDetails, 'success'>> {
  const found = await requireImport(ctx, id);
  const errors = await ctx.db
    .select({ line: leadImportErrors.line, column: leadImportErrors.column, reason: leadImportErrors.reason })
    .from(leadImportErrors)
    .where(eq(leadImportErrors.importId, id))
    .orderBy(asc(leadImportErrors.line))
    .limit(SHOWN_ERRORS);
  const preview = found.row.status === 'uploaded' ? await previewOf(ctx, found.row) : [];
  return { import: importWire(found), upload: await uploadOf(ctx, found.row), preview, errors };
}

async function uploadOf({ db }: ReadContext, row: LeadImport): Promise<ImportDetails['upload']> {
  if (row.status !== 'receiving' || row.uploadBytes === null) return null;
  const received = await db
    .select({ part: leadImportParts.part, sha256: leadImportParts.sha256 })
    .from(leadImportParts)
    .where(eq(leadImportParts.importId, row.id))
    .orderBy(asc(leadImportParts.part));
  return { bytes: row.uploadBytes, part_bytes: importLimits.partBytes, received };
}

/** Every row with a problem and its cells, in batches, for a download. @throws AppError `not_found` */
export async function* importErrors(
  ctx: ReadContext,
  id: string,
): AsyncGenerator<{ columns: string[]; errors: (typeof leadImportErrors.$inferSelect)[] }> {
  const { columns } = (await requireImport(ctx, id)).row;
  for (let after = 0; ; ) {
    const errors = await ctx.db
      .select()
      .from(leadImportErrors)
      .where(and(eq(leadImportErrors.importId, id), gt(leadImportErrors.line, after)))
      .orderBy(asc(leadImportErrors.line))
      .limit(BATCH);
    yield { columns, errors };
    if (errors.length < BATCH) return;
    after = errors.at(-1)?.line ?? after;
  }
}

async function previewOf({ db }: ReadContext, row: LeadImport): Promise<PreviewLine[]> {
  const [chunk] = await db
    .select()
    .from(leadImportChunks)
    .where(eq(leadImportChunks.importId, row.id))
    .orderBy(asc(leadImportChunks.firstLine))
    .limit(1);
  const reading = readingOf(row);
  return (chunk?.rows ?? [])
    .flatMap((cells, at) => (cells.length > 0 ? [{ cells, line: (chunk?.firstLine ?? 2) + at }] : []))
    .slice(0, importLimits.previewRows)
    .map(({ cells, line }) => previewLine(cells, line, reading));
}
