import { Readable } from 'node:stream';
import Papa from 'papaparse';

const delimiters = [',', ';', '\t'];
/** With every line the parser copies what is left of a piece: characters that keep this cheap. */
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
  const source = Readable.from(partsOf(beginning, text));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  for await (const cells of parser) yield cells;
}

async function* partsOf(beginning: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield* pieces(beginning);
  for await (const text of rest) yield* pieces(text);
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}
