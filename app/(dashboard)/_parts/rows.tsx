import type { ReactNode } from 'react';

/** A short list of rows with buttons. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="-mx-4 -mb-4 divide-y border-t">
      {children}
    </ul>
  );
}

interface RowProps {
  /** Before the title: an avatar or icon. */
  mark?: ReactNode;
  title: ReactNode;
  /** Second line, muted. */
  note?: ReactNode;
  /** At the end: controls. */
  children?: ReactNode;
}

export function Row({ mark, title, note, children }: RowProps) {
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
      {mark}
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium break-words">{title}</p>
        {note ? <p className="text-table break-words text-text-muted">{note}</p> : null}
      </div>
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
    </li>
  );
}
