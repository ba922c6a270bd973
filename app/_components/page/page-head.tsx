import type { ReactNode } from 'react';

interface PageHeadProps {
  title: string;
  /** One sentence, or a count. */
  children?: ReactNode;
  /** At most one primary button. */
  action?: ReactNode;
}

/** Top of every page of the dashboard. */
export function PageHead({ title, children, action }: PageHeadProps) {
  return (
    <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <h1 className="text-title font-semibold break-words outline-none">{title}</h1>
        {children ? <p className="break-words text-text-muted">{children}</p> : null}
      </div>
      {action}
    </header>
  );
}
