'use client';

import { type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from 'react';
import { useShortcut } from '@/app/_components/use-shortcut';
import { BulkBar } from './bulk-bar';
import { type Column, cellStyle } from './column';
import { DataRow } from './data-row';
import { useRowSelection } from './use-row-selection';

interface DataListProps<Row> {
  /** Name of the list, for screen readers. */
  label: string;
  rows: Row[];
  /** The first one names the row and becomes its link. Keep the array itself stable between renders. */
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  /** Accessible name of a row: "Anna Berg, Tue 24 Nov, 14:30". */
  rowName: (row: Row) => string;
  rowHref: (row: Row) => string;
  /** Opens a row in place; without it the row's link is followed. */
  onOpen?: (id: string) => void;
  /** The row whose drawer is open. */
  openId?: string | null;
  /** Buttons for the selected rows; makes rows selectable. */
  bulkActions?: (ids: string[], clear: () => void) => React.ReactNode;
}

/** Rows to scan, open and select. J and K move through them, Enter opens, X selects. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { label, rows, columns, rowId, rowName, rowHref, onOpen, openId, bulkActions } = props;
  const table = useRef<HTMLTableElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const ids = rows.map(rowId);
  const selection = useRowSelection(ids);
  const tabStop = activeId !== null && ids.includes(activeId) ? activeId : ids[0];

  function focusRow(index: number) {
    const links = table.current?.querySelectorAll<HTMLElement>('a[data-row-link]');
    const link = links?.[Math.max(0, Math.min(index, links.length - 1))];
    link?.focus();
    link?.scrollIntoView({ block: 'nearest' });
  }

  function move(step: 1 | -1) {
    const isInside = table.current?.contains(document.activeElement);
    focusRow(isInside && activeId !== null ? ids.indexOf(activeId) + step : Math.max(0, ids.indexOf(tabStop ?? '')));
  }

  useShortcut('j', () => move(1));
  useShortcut('k', () => move(-1));
  useShortcut('x', () => activeId !== null && selection.toggle(activeId, false), { isDisabled: !bulkActions });

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Home') focusRow(0);
    else if (event.key === 'End') focusRow(ids.length - 1);
    else return;
    event.preventDefault();
  }

  // Stable, so that moving through the rows renders only two of them.
  const latestOnOpen = useRef(onOpen);
  latestOnOpen.current = onOpen;
  const open = useCallback((id: string, event: MouseEvent) => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey) && event.button === 0;
    if (!latestOnOpen.current || !isPlain) return;
    event.preventDefault();
    latestOnOpen.current(id);
  }, []);

  return (
    <div className="min-w-0">
      <div className="overflow-clip rounded-card border bg-surface">
        <table ref={table} aria-label={label} onKeyDown={onKeyDown} className="w-full table-fixed text-left text-table">
          <thead className="sticky top-(--frame-top) z-10">
            <tr>
              {bulkActions ? (
                <th className="w-10 border-b bg-sunken p-0">
                  <SelectAll {...selection} />
                </th>
              ) : null}
              {columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  className={cellStyle(column, 'h-9 border-b bg-sunken text-caption text-text-muted')}
                >
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const id = rowId(row);
              return (
                <DataRow
                  key={id}
                  id={id}
                  row={row}
                  columns={columns}
                  name={rowName(row)}
                  href={rowHref(row)}
                  isTabStop={id === tabStop}
                  isOpen={id === openId}
                  isSelected={selection.selected.has(id)}
                  onOpen={open}
                  opensInPlace={onOpen !== undefined}
                  onFocus={setActiveId}
                  onToggle={bulkActions ? selection.toggle : undefined}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {bulkActions ? (
        <BulkBar count={selection.chosen.length} onClear={selection.clear}>
          {bulkActions(selection.chosen, selection.clear)}
        </BulkBar>
      ) : null}
    </div>
  );
}

function SelectAll({ chosen, isAll, toggleAll }: ReturnType<typeof useRowSelection>) {
  return (
    <label className="flex h-9 items-center justify-center">
      <input
        type="checkbox"
        aria-label="Select all loaded rows"
        className="size-4 accent-accent"
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = !isAll && chosen.length > 0;
        }}
        onChange={toggleAll}
      />
    </label>
  );
}
