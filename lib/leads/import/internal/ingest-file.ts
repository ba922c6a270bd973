import { eq } from 'drizzle-orm';
import { importLimits } from '@/lib/contracts/lead-imports';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { leadImportChunks, leadImports } from '@/lib/db/schema/lead-imports';
import { decodeText } from '@/lib/leads/import/internal/csv/decode-text';
import { guessMapping } from '@/lib/leads/import/internal/csv/guess-mapping';
import { readCsv } from '@/lib/leads/import/internal/csv/read-csv';
import { guessDayOrder } from '@/lib/leads/import/internal/csv/read-instant';
import type { CsvRecord } from '@/lib/leads/import/internal/csv/split-records';
import { MAX_LEADS } from '@/lib/leads/save-leads';
import type { LeadImport } from './import-row';

/** Records used to guess the mapping. */
const SAMPLE = 200;
/** A chunk has an entry for each line of the file, also where no record begins; at most this many. */
const MAX_LINES = 10 * MAX_LEADS;

/** Characters of a column's name. */
const MAX_NAME = 200;

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

interface Received {
  columns: string[];
  sample: string[][];
  rows: number;
}

/**
 * Stores the rows of a file as it arrives, and guesses the mapping of its columns. Nothing is imported yet.
 * @throws AppError `unreadable_body` for a file without rows, or with too many; whatever reading `bytes` throws
 */
export async function ingestFile(
  db: Database,
  { id, timezone }: Pick<LeadImport, 'id' | 'timezone'>,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const form = { encoding: 'utf-8', delimiter: ',' };
  const text = decodeText(bytes, (encoding) => {
    form.encoding = encoding;
  });
  const records = readCsv(text, (delimiter) => {
    form.delimiter = delimiter;
  });
  const { columns, sample, rows } = await store(db, id, records);
  await db
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
}

/** Stores records in chunks of a thousand, each at the place of its line; memory holds one chunk. */
async function store(db: Database, importId: string, records: AsyncGenerator<CsvRecord>): Promise<Received> {
  const received: Received = { columns: [], sample: [], rows: 0 };
  const chunk = { firstLine: 0, records: 0, rows: [] as string[][] };
  const flush = async () => {
    const { firstLine, rows } = chunk;
    if (rows.length > 0) await db.insert(leadImportChunks).values({ importId, firstLine, rows });
    Object.assign(chunk, { records: 0, rows: [] });
  };
  for await (const { line, cells } of records) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (received.columns.length === 0) {
      // A first line with an email address is a lead, not a header.
      const hasHeader = !cells.some((cell) => ADDRESS.test(cell.trim()));
      received.columns = columnNames(hasHeader ? cells : cells.map(() => ''));
      if (hasHeader) continue;
    }
    received.rows += 1;
    if (received.rows > importLimits.rows)
      throw unreadable(`This file has more than ${importLimits.rows} rows. Split it and import the parts.`);
    if (received.sample.length < SAMPLE) received.sample.push(cells);
    if (chunk.records === MAX_LEADS || line - chunk.firstLine >= MAX_LINES) await flush();
    if (chunk.records === 0) chunk.firstLine = line;
    while (chunk.rows.length < line - chunk.firstLine) chunk.rows.push([]);
    chunk.rows.push(within(cells, received.columns.length).map((cell) => cell.replaceAll('\u0000', '')));
    chunk.records += 1;
  }
  await flush();
  if (received.rows === 0) throw unreadable('This file has no rows below its header.');
  return received;
}

/** The cells below the header, and one more if more are filled: it marks the row as broken. */
function within(cells: string[], columns: number): string[] {
  const surplus = cells.slice(columns).find((cell) => cell.trim() !== '');
  return [...cells.slice(0, columns), ...(surplus === undefined ? [] : [surplus])];
}

function columnNames(cells: string[]): string[] {
  if (cells.length > importLimits.columns)
    throw unreadable(`This file has more than ${importLimits.columns} columns. Remove some and try again.`);
  return cells.map((cell, place) => {
    const name = [...cell.replaceAll('\u0000', '').trim()].slice(0, MAX_NAME).join('');
    return name || `Column ${place + 1}`;
  });
}

function unreadable(message: string): AppError {
  return new AppError('unreadable_body', message);
}
