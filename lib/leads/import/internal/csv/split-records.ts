/** One record of a file. */
export interface CsvRecord {
  /** Line of the file on which it begins, as an editor counts: from 1. */
  line: number;
  cells: string[];
}

/** Where reading stands in a text, and in its file. */
interface Position {
  at: number;
  line: number;
}

interface Cell {
  text: string;
  /** Place of what ends it: a separator, an end of line, the end of the text. */
  end: number;
  /** Lines that end within it. */
  breaks: number;
}

/**
 * The records of a text whose lines end with `\n`; the position moves past each of them. What is written wrongly swallows
 * nothing that comes after it: a quotation mark that is not closed at the end of its cell breaks its own line alone, and
 * stays before the rest of it, by which the line is known to be broken.
 * @param isEnd whether the file ends with the text; else the last record is left, since it may go on
 */
export function* splitRecords(
  text: string,
  delimiter: string,
  position: Position,
  isEnd: boolean,
): Generator<CsvRecord> {
  const bounds = new RegExp(`[\\n${delimiter.replace(/[\\\]^-]/, '\\$&')}]`, 'g');
  while (position.at < text.length) {
    const { line } = position;
    const cells: string[] = [];
    let { at } = position;
    let breaks = 0;
    for (let isLast = false; !isLast; ) {
      const cell = readCell(text, at, bounds);
      if (cell.end === text.length && !isEnd) return;
      cells.push(cell.text);
      breaks += cell.breaks;
      at = cell.end + 1;
      isLast = text[cell.end] !== delimiter;
    }
    position.at = at;
    position.line += breaks + 1;
    yield { line, cells };
  }
}

function readCell(text: string, at: number, bounds: RegExp): Cell {
  const isMarked = text[at] === '"';
  const closed = isMarked ? closingMark(text, at + 1) : at;
  bounds.lastIndex = isMarked ? closed + 1 : at;
  const end = bounds.exec(text)?.index ?? text.length;
  if (!isMarked) return { text: text.slice(at, end), end, breaks: 0 };
  const inside = text.slice(at + 1, closed);
  const behind = text.slice(closed + 1, end);
  const breaks = inside.split('\n').length - 1;
  // Over several lines only what is closed properly is one cell: else the mark of a later cell would close it.
  if (closed < text.length && (behind.trim() === '' || breaks === 0))
    return { text: inside.replaceAll('""', '"') + (behind.trim() === '' ? '' : behind), end, breaks };
  const endOfLine = text.indexOf('\n', at);
  const broken = endOfLine < 0 ? text.length : endOfLine;
  return { text: text.slice(at, broken), end: broken, breaks: 0 };
}

/** Place of the mark that is no half of a pair; the text's length when there is none. */
function closingMark(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}
