import { Readable } from 'node:stream';
import Papa from 'papaparse';

const delimiters = [',', ';', '\t'];
/**
 * With every line the parser copies what is left of a piece, and with every piece it reads again what it holds of a line:
 * characters of a piece, unless a longer line is at hand.
 */
const PIECE = 4_096;

/** A file's lines as cells, the head included, as they arrive. @param tell is called with the delimiter first */
export async function* readCsv(
  text: AsyncGenerator<string>,
  tell: (delimiter: string) => void,
): AsyncGenerator<string[]> {
  let beginning = '';
  // A head and a few lines decide what separates the cells.
  for (let next = await text.next(); !next.done; next = await text.next()) {
    beginning += next.value;
    if (beginning.length > 16_384) break;
  }
  const stated = /^sep=(.)\r?\n/.exec(beginning);
  if (stated) beginning = beginning.slice(stated[0].length);
  const guessed = Papa.parse(beginning, { preview: 20, delimitersToGuess: delimiters, skipEmptyLines: true }).meta;
  const delimiter = stated?.[1] ?? (guessed.delimiter || ',');
  tell(delimiter);
  const form = { delimiter, newline: guessed.linebreak as Papa.ParseConfig['newline'], skipEmptyLines: false };
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, form);
  const quotes = { count: 0 };
  const line = { length: 0 };
  const source = Readable.from(counted(partsOf(beginning, text, line), quotes), { highWaterMark: 1 });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let last: string[] | null = null;
  for await (const cells of parser) {
    line.length = 0;
    if (last) yield last;
    last = cells;
  }
  if (last) yield* quotes.count % 2 === 1 ? reopened(last, delimiter) : [last];
}

/**
 * The line of a quotation mark that is never closed, and those that it has swallowed, each by itself again. The mark
 * stays before its cell: by it the line is known to be broken.
 */
function* reopened(cells: string[], delimiter: string): Generator<string[]> {
  const [broken = '', ...swallowed] = (cells.at(-1) ?? '').split(/\r\n|\n|\r/);
  if (swallowed.length === 0) return yield cells;
  yield [...cells.slice(0, -1), `"${broken}`];
  if (swallowed.at(-1) === '') swallowed.pop();
  yield* Papa.parse<string[]>(swallowed.join('\n'), { delimiter }).data;
}

async function* counted(text: AsyncGenerator<string>, quotes: { count: number }): AsyncGenerator<string> {
  for await (const piece of text) {
    for (let at = piece.indexOf('"'); at >= 0; at = piece.indexOf('"', at + 1)) quotes.count += 1;
    yield piece;
  }
}

/** @param line what was given since the parser last came to the end of one */
async function* partsOf(
  beginning: string,
  rest: AsyncGenerator<string>,
  line: { length: number },
): AsyncGenerator<string> {
  yield* pieces(beginning, line);
  for await (const text of rest) yield* pieces(text, line);
}

function* pieces(text: string, line: { length: number }): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const piece = text.slice(at, at + Math.max(PIECE, line.length));
    at += piece.length;
    line.length += piece.length;
    yield piece;
  }
}
