'use client';

import Link from 'next/link';
import { type MouseEvent, memo } from 'react';
import { cx } from '@/app/_components/cx';
import { type Column, cellStyle } from './column';

interface DataRowProps<Row> {
  id: string;
  row: Row;
  columns: Column<Row>[];
  name: string;
  href: string;
  isTabStop: boolean;
  isOpen: boolean;
  isSelected: boolean;
  onOpen: (id: string, event: MouseEvent) => void;
  /** The page stays; otherwise the link opens another page, at its top. */
  opensInPlace: boolean;
  onFocus: (id: string) => void;
  onToggle?: (id: string, isRange: boolean) => void;
}

function PlainDataRow<Row>(props: DataRowProps<Row>) {
  const { id, row, columns, name, href, isTabStop, isOpen, isSelected, onOpen, opensInPlace, onFocus, onToggle } =
    props;

  // Keyboards and screen readers use the link; the rest of the row is a larger target for the pointer.
  function onRowClick(event: MouseEvent<HTMLTableRowElement>) {
    const isControl = (event.target as Element).closest('a, button, input, label') !== null;
    if (isControl || window.getSelection()?.toString()) return;
    event.currentTarget.querySelector<HTMLElement>('a[data-row-link]')?.click();
  }

  return (
    <tr
      onClick={onRowClick}
      onFocus={() => onFocus(id)}
      className={cx(
        'group/row cursor-pointer border-b transition-colors last:border-b-0',
        isOpen || isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      {onToggle ? (
        <td className="w-10 p-0">
          <label className="flex min-h-10 items-center justify-center">
            <input
              type="checkbox"
              aria-label={`Select ${name}`}
              className="size-4 accent-accent"
              tabIndex={isTabStop ? 0 : -1}
              checked={isSelected}
              onChange={(event) =>
                onToggle(id, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey === true)
              }
            />
          </label>
        </td>
      ) : null}
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.id} scope="row" className={cellStyle(column, 'h-10 py-1.5 font-medium')}>
            <Link
              data-row-link
              href={href}
              prefetch={false}
              scroll={!opensInPlace}
              tabIndex={isTabStop ? 0 : -1}
              aria-current={isOpen ? 'true' : undefined}
              onClick={(event) => onOpen(id, event)}
              className="block truncate rounded-control outline-offset-0"
            >
              {column.cell(row)}
            </Link>
          </th>
        ) : (
          <td key={column.id} className={cellStyle(column, 'h-10 py-1.5')}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

export const DataRow = memo(PlainDataRow) as typeof PlainDataRow;
