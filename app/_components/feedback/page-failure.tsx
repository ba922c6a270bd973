'use client';

import { ErrorState } from './error-state';

/** In place of a page that failed to render. Next hands the browser a digest of the error: the key to its log entry. */
export function PageFailure({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : null;
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState title="We couldn’t show this page." error={error} requestId={digest} onRetry={retry} />
    </>
  );
}
