import { and, asc, eq } from 'drizzle-orm';
import { importLimits, type LeadImportWire } from '@/lib/contracts/lead-imports';
import { AppError, notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { leadImportParts, leadImports } from '@/lib/db/schema/lead-imports';
import { retriedTransaction } from '@/lib/db/transaction';
import { importWire, type LeadImport, lockImport, requireImport } from '@/lib/leads/import/internal/import-row';
import { ingestFile } from '@/lib/leads/import/internal/ingest-file';
import { newImport } from '@/lib/leads/import/internal/new-import';
import { sha256 } from '@/lib/security/digest';

/** Begins an upload in parts. @returns the import's id @throws AppError `body_too_large` */
export async function beginUpload(ctx: CommandContext, fileName: string, bytes: number): Promise<string> {
  if (bytes > importLimits.megabytes * 1024 * 1024)
    throw new AppError(
      'body_too_large',
      `This file is larger than ${importLimits.megabytes} MB. Split it and import the parts.`,
    );
  return (await newImport(ctx, fileName, bytes)).id;
}

/**
 * Stores one part of a file. Parts arrive in any order; a part sent again replaces the first.
 * @param part counted from 1
 * @throws AppError `not_found` for the import or the part; `unreadable_body` for a part of the wrong size; `conflict` once
 * the file is complete; whatever reading `bytes` throws
 */
export async function storePart(
  ctx: CommandContext,
  { id, part }: { id: string; part: number },
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ part: number; sha256: string }> {
  const expected = partSize(requireOpen((await requireImport(ctx, id)).row), part);
  const whole = await readAll(bytes);
  if (whole.length !== expected)
    throw new AppError(
      'unreadable_body',
      `Part ${part} should have ${expected} bytes, but ${whole.length} arrived. Send it again.`,
    );
  const content = { bytes: whole, sha256: sha256(whole) };
  await ctx.db.transaction(async (tx) => {
    // A shared lock lets parts arrive side by side, but not after the file was read.
    requireOpen(await lockImport(tx, ctx.org, id, 'share'));
    await tx
      .insert(leadImportParts)
      .values({ importId: id, part, ...content })
      .onConflictDoUpdate({ target: [leadImportParts.importId, leadImportParts.part], set: content });
  });
  return { part, sha256: content.sha256 };
}

/**
 * Reads a file whose parts have all arrived. Calling it twice, or at once, reads it once.
 * @throws AppError `not_found`; `conflict` while parts are missing; `unreadable_body` for a file without rows, which is
 * then deleted
 */
export async function completeUpload(ctx: CommandContext, id: string): Promise<LeadImportWire> {
  try {
    await retriedTransaction(ctx.db, async (tx) => {
      const row = await lockImport(tx, ctx.org, id);
      if (row.status !== 'receiving') return;
      const missing = await missingParts(tx, row);
      if (missing.length > 0)
        throw new AppError('conflict', `The upload isn’t complete: ${missing.length} parts are missing.`, {
          extra: { missing },
        });
      await ingestFile(tx, row, storedBytes(tx, row));
      await tx.delete(leadImportParts).where(eq(leadImportParts.importId, id));
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable_body')
      await ctx.db.delete(leadImports).where(and(eq(leadImports.id, id), eq(leadImports.organizationId, ctx.org)));
    throw error;
  }
  return importWire(await requireImport(ctx, id));
}

/** The size of an upload that is still open. @throws AppError `conflict` */
function requireOpen({ status, uploadBytes }: LeadImport): number {
  if (status !== 'receiving' || uploadBytes === null)
    throw new AppError('conflict', 'This upload is already complete.');
  return uploadBytes;
}

function partSize(bytes: number, part: number): number {
  const size = Math.min(importLimits.partBytes, bytes - (part - 1) * importLimits.partBytes);
  if (size <= 0) throw notFound('part');
  return size;
}

async function missingParts(db: Database, row: LeadImport): Promise<number[]> {
  const stored = await db
    .select({ part: leadImportParts.part })
    .from(leadImportParts)
    .where(eq(leadImportParts.importId, row.id));
  const parts = new Set(stored.map(({ part }) => part));
  const count = Math.ceil(requireOpen(row) / importLimits.partBytes);
  return Array.from({ length: count }, (_, at) => at + 1).filter((part) => !parts.has(part));
}

/** One part in memory at a time. */
async function* storedBytes(db: Database, { id }: LeadImport): AsyncGenerator<Uint8Array> {
  const parts = await db
    .select({ part: leadImportParts.part })
    .from(leadImportParts)
    .where(eq(leadImportParts.importId, id))
    .orderBy(asc(leadImportParts.part));
  for (const { part } of parts) {
    const [stored] = await db
      .select({ bytes: leadImportParts.bytes })
      .from(leadImportParts)
      .where(and(eq(leadImportParts.importId, id), eq(leadImportParts.part, part)));
    if (stored) yield stored.bytes;
  }
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
