'use client';

import { ChartBar, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { IconButton } from '@/app/_components/action/icon-button';

interface ChartFrameProps {
  title: string;
  /** `h3` inside a card with its own title. */
  heading?: 'h2' | 'h3';
  /** Names of the columns of the table view. */
  head: string[];
  /** The same numbers, for the table view. */
  rows: { key: string; cells: [name: string, ...values: ReactNode[]] }[];
  /** The drawing. */
  children: ReactNode;
}

/** A chart with its title and a button that shows its numbers as a table. */
export function ChartFrame({ title, heading: Heading = 'h3', head, rows, children }: ChartFrameProps) {
  const [isTable, setTable] = useState(false);
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="min-w-0">
      <header className="mb-2 flex items-center justify-between gap-2">
        <Heading id={titleId} className="min-w-0 text-table font-semibold break-words">
          {title}
        </Heading>
        <IconButton label={isTable ? 'Show as chart' : 'Show as table'} onPress={() => setTable(!isTable)}>
          {isTable ? <ChartBar aria-hidden className="size-4" /> : <Table2 aria-hidden className="size-4" />}
        </IconButton>
      </header>
      {isTable ? <NumbersTable labelledBy={titleId} head={head} rows={rows} /> : children}
    </section>
  );
}

function NumbersTable({ labelledBy, head, rows }: Pick<ChartFrameProps, 'head' | 'rows'> & { labelledBy: string }) {
  return (
    <div className="max-h-72 overflow-y-auto rounded-control border">
      <table aria-labelledby={labelledBy} className="w-full text-left text-table">
        <thead>
          <tr>
            {head.map((name, column) => (
              <th key={name} scope="col" className={`bg-sunken px-3 py-1.5 text-caption ${column ? 'text-right' : ''}`}>
                {name || <span className="sr-only">Name</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...values] }) => (
            <tr key={key} className="border-t">
              <th scope="row" className="px-3 py-1.5 font-normal">
                {name}
              </th>
              {values.map((value, column) => (
                <td key={head[column + 1]} className="tabular px-3 py-1.5 text-right">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
