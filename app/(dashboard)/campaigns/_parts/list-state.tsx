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

/** A list that is loading, failed, out of date or ready. */
export function ListState({ what, isLoaded, isStale, error, onRetry, children }: ListStateProps) {
  if (!isLoaded && error)
    return <ErrorState title={`We couldn’t load your ${what}.`} error={error} onRetry={onRetry} />;
  if (!isLoaded) return <SkeletonRows label={`Loading ${what}`} />;
  return (
    <div aria-busy={isStale} className={cx('transition-opacity', isStale && 'opacity-60')}>
      {error ? (
        <div className="mb-3">
          <ErrorState
            title="This list may be out of date."
            consequence="This is the last version we loaded."
            error={error}
            onRetry={onRetry}
          />
        </div>
      ) : null}
      {children}
    </div>
  );
}
