import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** One sentence about what will be here. */
  children: ReactNode;
  /** The one button that makes it so. */
  action?: ReactNode;
}

/** In place of a list with nothing in it. */
export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed px-6 py-12 text-center">
      <p className="max-w-prose text-text-muted">{children}</p>
      {action}
    </div>
  );
}
