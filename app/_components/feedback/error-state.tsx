'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from '@/app/_components/action/button';
import { CopyButton } from '@/app/_components/action/copy-button';
import { ButtonLink } from '@/app/_components/action/link';
import { ApiError } from '@/app/_components/api';

interface ErrorStateProps {
  /** What failed, from the person's side: "We couldn't load your bookings." */
  title: string;
  /** Whether anything was lost; by default nothing. */
  consequence?: string;
  error?: unknown;
  /** For support, when `error` does not have it. */
  requestId?: string | null;
  onRetry?: () => void;
}

/** In place of what could not be shown: what failed, whether anything was lost, a way on, and the request ID to quote. */
export function ErrorState(props: ErrorStateProps) {
  const { title, consequence = 'Nothing was lost.', error, onRetry } = props;
  const known = error instanceof ApiError ? error : null;
  const requestId = props.requestId ?? known?.requestId;
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-card border bg-surface p-4">
      <div className="flex min-w-0 max-w-full items-start gap-2">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        <div className="min-w-0 break-words">
          <p className="font-medium">{title}</p>
          <p className="text-text-muted">
            {known ? `${known.detail} ` : null}
            {consequence}
          </p>
        </div>
      </div>
      <div className="flex max-w-full flex-wrap items-center gap-2">
        {known?.code === 'unauthenticated' ? (
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(addressHere())}`} size="small" variant="primary">
            Sign in again
          </ButtonLink>
        ) : onRetry ? (
          <Button size="small" onPress={onRetry}>
            Retry
          </Button>
        ) : null}
        {requestId ? <CopyButton text={requestId} what="request ID" /> : null}
      </div>
    </div>
  );
}

function addressHere(): string {
  return typeof window === 'undefined' ? '/' : `${window.location.pathname}${window.location.search}`;
}
