import { Readable } from 'node:stream';
import Papa from 'papaparse';

const delimiters = [',', ';', '\t'];

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
  const delimiter = stated?.[1] ?? delimiterOf(beginning);
  tell(delimiter);
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter, skipEmptyLines: false });
  const source = Readable.from(partsOf(beginning, text));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  for await (const cells of parser) yield cells;
}

async function* partsOf(beginning: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield beginning;
  yield* rest;
}

function delimiterOf(text: string): string {
  return Papa.parse(text, { preview: 20, delimitersToGuess: delimiters }).meta.delimiter || ',';
}
