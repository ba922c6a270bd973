import { csvLine } from '@/lib/core/csv-line';
import type { importErrors } from './import-queries';

/** The rows of a file with problems, as they came, each after its line number and its problem. */
export async function* importErrorsCsv(batches: ReturnType<typeof importErrors>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const { columns, errors } of batches) {
    const head = isFirst ? `\uFEFF${csvLine(['line', 'problem', ...columns])}` : '';
    isFirst = false;
    yield head + errors.map(({ line, reason, cells }) => csvLine([line, reason, ...cells])).join('');
  }
}
