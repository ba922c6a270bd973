import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from './read-csv';
import type { CsvRecord } from './split-records';

/** Records of a file that arrives in pieces of so many characters. */
async function read(text: string, piece = text.length): Promise<CsvRecord[]> {
  async function* arriving() {
    for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
  }
  const records: CsvRecord[] = [];
  for await (const record of readCsv(arriving(), () => undefined)) records.push(record);
  return records;
}

const cellsOf = async (text: string) => (await read(text)).map(({ cells }) => cells);
const linesOf = async (text: string) => (await read(text)).map(({ line, cells }) => [line, cells[0]]);

it.each(['\n', '\r\n', '\r'])('a file with ends of line %j is the same in whatever pieces it arrives', async (end) => {
  // A head longer than any piece, cells over several lines, characters of two code units.
  const head = Array.from({ length: 900 }, (_, n) => `column ${n} 🛎`);
  const line = (n: number) => [`a${n}`, `"b; ""${n}""${end}🛎"`, ...Array.from({ length: 898 }, () => '🛎')];
  const text = [head, ...Array.from({ length: 90 }, (_, n) => line(n))].map((cells) => cells.join(';')).join(end);
  const expected = [
    { line: 1, cells: head },
    ...Array.from({ length: 90 }, (_, n) => ({
      line: 2 + 2 * n,
      cells: [`a${n}`, `b; "${n}"\n🛎`, ...line(n).slice(2)],
    })),
  ];
  for (const piece of [7, 1_000, 4_096, 1_000_000]) expect(await read(text, piece)).toEqual(expected);
});

it('whatever is in its cells and whatever ends its lines, a file is read as it was written, each record at its line', async () => {
  const end = fc.constantFrom('\n', '\r\n', '\r');
  const cell = fc.array(fc.constantFrom('a', '🛎', ' ', '"', ',', ';', '\t', '\n', '\r\n', '\r'), { maxLength: 6 });
  const record = fc.array(
    cell.map((parts) => parts.join('')),
    { minLength: 3, maxLength: 3 },
  );
  const quoted = (text: string) => (/["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(record, end), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(',', ';', '\t'),
      fc.integer({ min: 1, max: 40 }),
      async (written, delimiter, piece) => {
        let text = ['x', 'y', 'z'].join(delimiter);
        const expected = [{ line: 1, cells: ['x', 'y', 'z'] }];
        let before = '\n';
        for (const [cells, ending] of written) {
          text += before;
          expected.push({
            line: text.split(/\r\n|\r|\n/).length,
            cells: cells.map((one) => one.replace(/\r\n?/g, '\n')),
          });
          text += cells.map(quoted).join(delimiter);
          before = ending;
        }
        expect(await read(text, piece)).toEqual(expected);
        expect(await read(text + before)).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

it('a record has the number of the line on which an editor shows its beginning', async () => {
  expect(await linesOf('email,notes\na,"1\n2\n3"\n\n\nb,"x"\nc\n')).toEqual([
    [1, 'email'],
    [2, 'a'],
    [5, ''],
    [6, ''],
    [7, 'b'],
    [8, 'c'],
  ]);
  expect(await linesOf('sep=;\nemail;notes\r\na;"1\r\n2"\rb;\n')).toEqual([
    [2, 'email'],
    [3, 'a'],
    [5, 'b'],
  ]);
});

it('a quotation mark that is out of place swallows no line: it breaks its own, or none', async () => {
  const rest = [
    ['b', 'Foo'],
    ['c', 'Bar\nBaz'],
    ['d', '5" Pipes'],
  ];
  const lines = 'b,Foo\nc,"Bar\nBaz"\nd,5" Pipes\n';
  expect(await cellsOf(`email,company\na,"Acme\n${lines}`)).toEqual([['email', 'company'], ['a', '"Acme'], ...rest]);
  expect(await cellsOf(`email,company\na,"Acme" Inc\n${lines}`)).toEqual([
    ['email', 'company'],
    ['a', 'Acme Inc'],
    ...rest,
  ]);
  expect(await cellsOf(`email,company\n${lines}e,"Acme`)).toEqual([['email', 'company'], ...rest, ['e', '"Acme']]);
});

it('a large piece, and a quotation mark that is never closed, cost as much as many small pieces', async () => {
  const text = Array.from({ length: 30_000 }, (_, n) => `person${n}@lead.example;Ann;Lee;Company ${n}`).join('\n');
  // The shortest of three: a pause of the machine is not the reader's.
  const timeOf = async (file: string, piece: number) => {
    const times: number[] = [];
    while (times.length < 3) {
      const started = performance.now();
      expect((await read(file, piece)).length).toBeGreaterThanOrEqual(30_000);
      times.push(performance.now() - started);
    }
    return Math.min(...times);
  };
  const small = await timeOf(text, 1_000);
  expect(await timeOf(text, text.length)).toBeLessThan(5 * small + 200);
  expect(await timeOf(`email;"name\n${text}`, text.length)).toBeLessThan(5 * small + 200);
  expect(await timeOf(`email;"name\n${text}`, 1_000)).toBeLessThan(5 * small + 200);
});
