/** One measured figure, beside what it is compared with in the same run. */
interface Figure {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  /** The floor or the peer. */
  against: string;
  againstValue: number;
}

/** Prints a figure as one JSON line, with the ratio of the value to what it is compared with. */
export function printFigure(figure: Figure): void {
  const { value, againstValue } = figure;
  console.log(JSON.stringify({ ...figure, ratio: rounded(value / againstValue, 3) }));
}

/** Prints rows as a table, numbers to the right. */
export function printTable(title: string, columns: readonly string[], rows: readonly (string | number)[][]): void {
  const cells = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of cells)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  console.log('');
}

export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}

/** The value below which that share (0 to 1) of the numbers lies: the nearest rank. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
