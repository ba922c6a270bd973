import { type CsvRecord, splitRecords } from './split-records';

const delimiters = [',', ';', '\t'];
/** A head and a few lines decide what separates the cells. */
const JUDGED_LENGTH = 16_384;
const JUDGED_RECORDS = 20;
/** Characters that are at hand before they are read. */
const PIECE = 65_536;

/** A file's records, the head included, as they arrive. @param tell is called with the delimiter first */
export async function* readCsv(
  text: AsyncGenerator<string>,
  tell: (delimiter: string) => void,
): AsyncGenerator<CsvRecord> {
  let delimiter: string | null = null;
  let held = '';
  let line = 1;
  let enough = JUDGED_LENGTH;
  const read = function* (isEnd: boolean): Generator<CsvRecord> {
    const position = { at: 0, line };
    if (delimiter === null) {
      const stated = /^sep=([^"\n])\n/.exec(held);
      if (stated) Object.assign(position, { at: stated[0].length, line: line + 1 });
      delimiter = stated?.[1] ?? guessDelimiter(held);
      tell(delimiter);
    }
    yield* splitRecords(held, delimiter, position, isEnd);
    held = held.slice(position.at);
    line = position.line;
    // A record that goes on is read from its beginning again: not before there is as much of it once more.
    enough = Math.max(PIECE, 2 * held.length);
  };
  for await (const piece of withPlainEnds(text)) {
    held += piece;
    if (held.length >= enough) yield* read(false);
  }
  yield* read(true);
}

/** What ends lines can differ within a file that was put together from others; here it is always `\n`. */
async function* withPlainEnds(text: AsyncGenerator<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of text) {
    const whole = held + piece;
    held = whole.endsWith('\r') ? '\r' : '';
    yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
  }
  if (held) yield '\n';
}

/** The separator by which the most records have as many cells as the head; of several such, the one that makes most cells. */
function guessDelimiter(beginning: string): string {
  const judged = delimiters.map((delimiter) => {
    const counts: number[] = [];
    for (const { cells } of splitRecords(beginning, delimiter, { at: 0, line: 1 }, true)) {
      if (cells.some((cell) => cell.trim() !== '')) counts.push(cells.length);
      if (counts.length === JUDGED_RECORDS) break;
    }
    const [head = 1] = counts;
    return { delimiter, head, agreeing: head === 1 ? 0 : counts.filter((count) => count === head).length };
  });
  const [best] = judged.sort((a, b) => b.agreeing - a.agreeing || b.head - a.head);
  return best && best.agreeing > 0 ? best.delimiter : ',';
}
