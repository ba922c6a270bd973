import { eq } from 'drizzle-orm';
import { MOST_LEADS } from '@/lib/campaigns/save-leads';
import { importLimits } from '@/lib/contracts/lead-imports';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { leadImportChunks, leadImports } from '@/lib/db/schema/lead-imports';
import { decodeText } from './csv/decode-text';
import { guessMapping } from './csv/guess-mapping';
import { readCsv } from './csv/read-csv';
import { guessDayOrder } from './csv/read-instant';
import type { LeadImport } from './import-row';

/** So many lines are looked at to guess what the columns are. */
const SAMPLE = 200;

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

interface Received {
  columns: string[];
  sample: string[][];
  rows: number;
}

/**
 * Stores the lines of a file while it arrives, and guesses what its columns are. Nothing is imported yet.
 * @throws AppError `unreadable_body` for what is no file of rows; whatever reading `bytes` throws
 */
export async function takeFile(
  db: Database,
  { id, timezone }: Pick<LeadImport, 'id' | 'timezone'>,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const form = { encoding: 'utf-8', delimiter: ',' };
  const text = decodeText(bytes, (encoding) => {
    form.encoding = encoding;
  });
  const lines = readCsv(text, (delimiter) => {
    form.delimiter = delimiter;
  });
  const { columns, sample, rows } = await store(db, id, lines);
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

/** Stores the lines a thousand at a time; no more than that is ever held. */
async function store(db: Database, importId: string, lines: AsyncGenerator<string[]>): Promise<Received> {
  const received: Received = { columns: [], sample: [], rows: 0 };
  let chunk: string[][] = [];
  let line = 1;
  const flush = async () => {
    if (chunk.some((cells) => cells.length > 0))
      await db.insert(leadImportChunks).values({ importId, firstLine: line - chunk.length + 1, rows: chunk });
    chunk = [];
  };
  for await (const cells of lines) {
    if (received.columns.length === 0) {
      // Who begins with an address has no head: the first line is somebody, too.
      const hasHead = !cells.some((cell) => ADDRESS.test(cell.trim()));
      received.columns = headOf(hasHead ? cells : cells.map(() => ''));
      if (hasHead) continue;
      line = 0;
    }
    line += 1;
    const isBlank = cells.every((cell) => cell.trim() === '');
    chunk.push(isBlank ? [] : within(cells, received.columns.length).map((cell) => cell.replaceAll('\u0000', '')));
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

/** The cells under the head, and one more where more were filled: it says that the line is broken. */
function within(cells: string[], columns: number): string[] {
  const surplus = cells.slice(columns).find((cell) => cell.trim() !== '');
  return [...cells.slice(0, columns), ...(surplus === undefined ? [] : [surplus])];
}

function headOf(cells: string[]): string[] {
  if (cells.length > importLimits.columns) throw unreadable(`The file has more than ${importLimits.columns} columns.`);
  return cells.map((cell, place) => cell.replaceAll('\u0000', '').trim().slice(0, 200) || `Column ${place + 1}`);
}

function unreadable(message: string): AppError {
  return new AppError('unreadable_body', message);
}
