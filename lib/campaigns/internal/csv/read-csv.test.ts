import { expect, it } from 'vitest';
import { readCsv } from './read-csv';

/** Lines of a file that arrives in pieces of so many characters. */
async function read(text: string, piece: number): Promise<string[][]> {
  async function* arriving() {
    for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
  }
  const lines: string[][] = [];
  for await (const cells of readCsv(arriving(), () => undefined)) lines.push(cells);
  return lines;
}

it.each(['\n', '\r\n', '\r'])(
  'F1: a file with ends of line %j is the same in whatever pieces it arrives',
  async (end) => {
    // A head longer than any piece, cells over several lines, characters of two code units.
    const head = Array.from({ length: 900 }, (_, n) => `column ${n} 🛎`);
    const line = (n: number) => [`a${n}`, `"b; ""${n}""${end}🛎"`, ...Array.from({ length: 898 }, () => '🛎')];
    const text = [head, ...Array.from({ length: 30 }, (_, n) => line(n))].map((cells) => cells.join(';')).join(end);
    const expected = [
      head,
      ...Array.from({ length: 30 }, (_, n) => [`a${n}`, `b; "${n}"${end}🛎`, ...line(n).slice(2)]),
    ];
    for (const piece of [7, 1_000, 4_096, 1_000_000]) expect(await read(text, piece)).toEqual(expected);
  },
);

it('F1: a large piece, and a quotation mark that is never closed, cost as much as many small pieces', async () => {
  const text = Array.from({ length: 30_000 }, (_, n) => `person${n}@lead.example;Ann;Lee;Company ${n}`).join('\n');
  const timeOf = async (file: string, piece: number) => {
    const started = performance.now();
    expect((await read(file, piece)).length).toBeGreaterThanOrEqual(30_000);
    return performance.now() - started;
  };
  const small = await timeOf(text, 1_000);
  expect(await timeOf(text, text.length)).toBeLessThan(5 * small + 200);
  expect(await timeOf(`email;"name\n${text}`, text.length)).toBeLessThan(5 * small + 200);
});
