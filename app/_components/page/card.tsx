import type { ReactNode } from 'react';
import { cx } from '@/app/_components/cx';

interface CardProps {
  title?: string;
  /** One sentence under the title. */
  note?: ReactNode;
  /** Small controls at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A bordered part of a page with its own heading. */
export function Card({ title, note, actions, children, className }: CardProps) {
  return (
    <section className={cx('min-w-0 rounded-card border bg-surface p-4', className)}>
      {title || actions ? (
        <header className="mb-3 flex flex-wrap items-start justify-between gap-2">
          <div className="min-w-0">
            {title ? <h2 className="text-body font-semibold break-words">{title}</h2> : null}
            {note ? <p className="text-table text-text-muted">{note}</p> : null}
          </div>
          {actions}
        </header>
      ) : null}
      {children}
    </section>
  );
}
