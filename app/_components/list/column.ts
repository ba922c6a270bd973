import type { ReactNode } from 'react';
import { cx } from '@/app/_components/cx';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers and times: right-aligned, in tabular figures. */
  align?: 'start' | 'end';
  /** Hidden on narrower screens; show what matters in the first column instead. */
  hideBelow?: 'md' | 'rail';
  /** A Tailwind width, e.g. `w-40`. Columns without one share what is left. */
  width?: string;
  /** Wraps; otherwise it is truncated. */
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
