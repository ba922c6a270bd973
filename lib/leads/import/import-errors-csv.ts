import { csvLine } from '@/lib/core/csv-line';
import type { importErrors } from './import-queries';

/** The lines of a file that had a problem, as they came, with the line's number and the reason before them. */
export async function* importErrorsCsv(portions: ReturnType<typeof importErrors>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const { columns, errors } of portions) {
    const head = isFirst ? `\uFEFF${csvLine(['line', 'problem', ...columns])}` : '';
    isFirst = false;
    yield head +
      errors
        .map(({ line, column, reason, cells }) => csvLine([line, `${column ?? 'The line'} ${reason}`, ...cells]))
        .join('');
  }
}
