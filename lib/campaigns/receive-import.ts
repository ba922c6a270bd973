import { eq } from 'drizzle-orm';
import { importLimits, type LeadImportWire } from '@/lib/contracts/lead-imports';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { leadImportChunks, leadImports } from '@/lib/db/schema/lead-imports';
import { organizations } from '@/lib/db/schema/orgs';
import { countryOfZone } from '@/lib/phone/country-of-zone';
import { decodeText } from './internal/csv/decode-text';
import { guessMapping } from './internal/csv/guess-mapping';
import { readCsv } from './internal/csv/read-csv';
import { guessDayOrder } from './internal/csv/read-instant';
import { importWire, requireImport } from './internal/import-row';
import { MOST_LEADS } from './save-leads';

/** So many lines are looked at to guess what the columns are. */
const SAMPLE = 200;

interface Received {
  columns: string[];
  sample: string[][];
  rows: number;
}

/**
 * Takes a file of leads in, while it arrives, and guesses what its columns are. Nothing is imported yet.
 * @throws AppError `unreadable_body` for what is no file of rows; whatever reading `bytes` throws
 */
export async function receiveImport(
  ctx: CommandContext,
  fileName: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<LeadImportWire> {
  const id = ctx.ids.make('leadImport');
  const timezone = await organizationZone(ctx);
  await ctx.db.insert(leadImports).values({
    id,
    organizationId: ctx.org,
    fileName,
    encoding: '',
    delimiter: '',
    columns: [],
    mapping: {},
    timezone,
    dayOrder: guessDayOrder([], timezone),
    phoneCountry: countryOfZone(timezone) ?? null,
    newCampaignName: fileName.replace(/\.[a-z]{2,4}$/i, '').trim() || fileName,
    status: 'receiving',
    createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  try {
    const form = { encoding: 'utf-8', delimiter: ',' };
    const text = decodeText(bytes, (encoding) => {
      form.encoding = encoding;
    });
    const lines = readCsv(text, (delimiter) => {
      form.delimiter = delimiter;
    });
    const { columns, sample, rows } = await store(ctx, id, lines);
    await ctx.db
      .update(leadImports)
      .set({
        ...form,
        columns,
        rows,
        mapping: guessMapping(columns, sample),
        dayOrder: guessDayOrder(sample.flat(), timezone),
        status: 'uploaded',
      })
      .where(eq(leadImports.id, id));
  } catch (error) {
    await ctx.db.delete(leadImports).where(eq(leadImports.id, id));
    throw error;
  }
  return importWire(await requireImport(ctx, id));
}

/** Stores the lines a thousand at a time; no more than that is ever held. */
async function store(ctx: CommandContext, importId: string, lines: AsyncGenerator<string[]>): Promise<Received> {
  const received: Received = { columns: [], sample: [], rows: 0 };
  let chunk: string[][] = [];
  let line = 1;
  const flush = async () => {
    if (chunk.some((cells) => cells.length > 0))
      await ctx.db.insert(leadImportChunks).values({ importId, firstLine: line - chunk.length + 1, rows: chunk });
    chunk = [];
  };
  for await (const cells of lines) {
    if (received.columns.length === 0) {
      received.columns = headOf(cells);
      continue;
    }
    line += 1;
    const isBlank = cells.every((cell) => cell.trim() === '');
    chunk.push(isBlank ? [] : cells.slice(0, received.columns.length).map((cell) => cell.replaceAll('\u0000', '')));
    if (!isBlank) {
      received.rows += 1;
      if (received.sample.length < SAMPLE) received.sample.push(cells);
    }
    if (received.rows > importLimits.rows)
      throw unreadable(`The file has more than ${importLimits.rows} lines. Split it.`);
    if (chunk.length === MOST_LEADS) await flush();
  }
  await flush();
  if (received.rows === 0) throw unreadable('The file has no lines below its head.');
  return received;
}

function headOf(cells: string[]): string[] {
  if (cells.length > importLimits.columns) throw unreadable(`The file has more than ${importLimits.columns} columns.`);
  return cells.map((cell, place) => cell.replaceAll('\u0000', '').trim().slice(0, 200) || `Column ${place + 1}`);
}

function unreadable(message: string): AppError {
  return new AppError('unreadable_body', message);
}

async function organizationZone({ db, org }: CommandContext): Promise<string> {
  const [row] = await db.select({ zone: organizations.timeZone }).from(organizations).where(eq(organizations.id, org));
  return row?.zone ?? 'UTC';
}
