import { eq } from 'drizzle-orm';
import type { LeadImportWire } from '@/lib/contracts/lead-imports';
import type { CommandContext } from '@/lib/db/command-context';
import { leadImports } from '@/lib/db/schema/lead-imports';
import { importWire, requireImport } from '@/lib/leads/import/internal/import-row';
import { ingestFile } from '@/lib/leads/import/internal/ingest-file';
import { newImport } from '@/lib/leads/import/internal/new-import';

/**
 * Stores a file of leads as it arrives, and guesses the mapping of its columns. Nothing is imported yet.
 * @throws AppError `unreadable_body` for a file without rows; whatever reading `bytes` throws
 */
export async function receiveImport(
  ctx: CommandContext,
  fileName: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<LeadImportWire> {
  const row = await newImport(ctx, fileName, null);
  try {
    await ingestFile(ctx.db, row, bytes);
  } catch (error) {
    await ctx.db.delete(leadImports).where(eq(leadImports.id, row.id));
    throw error;
  }
  return importWire(await requireImport(ctx, row.id));
}
