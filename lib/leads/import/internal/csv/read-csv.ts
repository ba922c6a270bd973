import { type CsvRecord, splitRecords } from './split-records';

const delimiters = [',', ';', '\t'];
/** The header and a few rows decide the delimiter. */
const SAMPLE_LENGTH = 16_384;
const SAMPLE_RECORDS = 20;
/** Characters buffered before records are read. */
const PIECE = 65_536;

/** A file's records as they arrive, the header included. @param onDelimiter is called before the first record */
export async function* readCsv(
  text: AsyncGenerator<string>,
  onDelimiter: (delimiter: string) => void,
): AsyncGenerator<CsvRecord> {
  let delimiter: string | null = null;
  let buffered = '';
  let line = 1;
  let enough = SAMPLE_LENGTH;
  const read = function* (isEnd: boolean): Generator<CsvRecord> {
    const position = { at: 0, line };
    if (delimiter === null) {
      const stated = /^sep=([^"\n])\n/.exec(buffered);
      if (stated) Object.assign(position, { at: stated[0].length, line: line + 1 });
      delimiter = stated?.[1] ?? guessDelimiter(buffered);
      onDelimiter(delimiter);
    }
    yield* splitRecords(buffered, delimiter, position, isEnd);
    buffered = buffered.slice(position.at);
    line = position.line;
    // An unfinished record is read from its start again, so wait until the buffer has doubled.
    enough = Math.max(PIECE, 2 * buffered.length);
  };
  for await (const piece of withPlainEnds(text)) {
    buffered += piece;
    if (buffered.length >= enough) yield* read(false);
  }
  yield* read(true);
}

/** Normalizes line ends to `\n`; a file merged from others may mix them. */
async function* withPlainEnds(text: AsyncGenerator<string>): AsyncGenerator<string> {
  let buffered = '';
  for await (const piece of text) {
    const whole = buffered + piece;
    buffered = whole.endsWith('\r') ? '\r' : '';
    yield whole.slice(0, whole.length - buffered.length).replace(/\r\n?/g, '\n');
  }
  if (buffered) yield '\n';
}

/** The delimiter by which most records have as many cells as the header; on a tie, the one with more cells. */
function guessDelimiter(beginning: string): string {
  const scored = delimiters.map((delimiter) => {
    const counts: number[] = [];
    for (const { cells } of splitRecords(beginning, delimiter, { at: 0, line: 1 }, true)) {
      if (cells.some((cell) => cell.trim() !== '')) counts.push(cells.length);
      if (counts.length === SAMPLE_RECORDS) break;
    }
    const [head = 1] = counts;
    return { delimiter, head, agreeing: head === 1 ? 0 : counts.filter((count) => count === head).length };
  });
  const [best] = scored.sort((a, b) => b.agreeing - a.agreeing || b.head - a.head);
  return best && best.agreeing > 0 ? best.delimiter : ',';
}
