import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** One sentence about what appears here. */
  children: ReactNode;
  /** The button that creates the first one. */
  action?: ReactNode;
}

/** In place of an empty list. */
export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed px-6 py-12 text-center">
      <p className="max-w-prose text-text-muted">{children}</p>
      {action}
    </div>
  );
}
