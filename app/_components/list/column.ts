import type { ReactNode } from 'react';
import { cx } from '@/app/_components/cx';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers and times: right-aligned, in figures of one width. */
  align?: 'start' | 'end';
  /** Screens narrower than this do without the column; say what matters under the first one instead. */
  hideBelow?: 'md' | 'rail';
  /** A Tailwind width, e.g. `w-40`. Columns without one share what is left. */
  width?: string;
  /** May take several lines; otherwise it is cut off with an ellipsis. */
  wraps?: boolean;
}

const hidden = { md: 'max-md:hidden', rail: 'max-rail:hidden' };

/** Classes of a cell or a head cell of a column. */
export function cellStyle(
  column: Pick<Column<never>, 'align' | 'hideBelow' | 'width' | 'wraps'>,
  className?: string,
): string {
  return cx(
    'px-3 align-middle',
    column.wraps ? 'break-words' : 'truncate',
    column.align === 'end' && 'tabular text-right',
    column.hideBelow && hidden[column.hideBelow],
    column.width,
    className,
  );
}
