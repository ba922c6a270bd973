import type { ReactNode } from 'react';
import { cx } from '@/app/_components/cx';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonRows } from '@/app/_components/feedback/skeleton';

interface ListStateProps {
  /** What the list holds: "campaigns". */
  what: string;
  isLoaded: boolean;
  isStale: boolean;
  error: unknown;
  onRetry: () => void;
  children: ReactNode;
}

/** A list in whatever state it is: loading, failed, out of date, there. */
export function ListState({ what, isLoaded, isStale, error, onRetry, children }: ListStateProps) {
  if (!isLoaded && error)
    return <ErrorState title={`The ${what} could not be loaded.`} error={error} onRetry={onRetry} />;
  if (!isLoaded) return <SkeletonRows label={`Loading ${what}`} />;
  return (
    <div aria-busy={isStale} className={cx('transition-opacity', isStale && 'opacity-60')}>
      {error ? (
        <div className="mb-3">
          <ErrorState
            title="This list may be out of date."
            consequence="It is shown as it was last loaded."
            error={error}
            onRetry={onRetry}
          />
        </div>
      ) : null}
      {children}
    </div>
  );
}
