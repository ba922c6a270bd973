'use client';

import { CircleAlert } from 'lucide-react';
import { ButtonLink } from '@/app/_components/action/link';
import { ApiError } from '@/app/_components/api';

interface FormProblemProps {
  problem: unknown;
  /** What became of the person's input. */
  note?: string;
}

/** Why a form was refused, when no single field is at fault. Announced, and focused by the form. */
export function FormProblem({ problem, note = 'What you entered is still here.' }: FormProblemProps) {
  const known = problem instanceof ApiError ? problem : null;
  const isSignedOut = known?.code === 'unauthenticated';
  const requestId = known && known.status >= 500 ? known.requestId : null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      data-form-problem
      className="flex items-start gap-2 rounded-control border border-bad bg-bad-soft px-3 py-2 text-bad"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-2">
        <div className="min-w-0 break-words">
          <p className="font-medium">{known?.detail ?? 'Something went wrong on our side. Nothing was saved.'}</p>
          {known?.errors.length ? (
            <ul className="list-disc pl-4">
              {known.errors.map((error) => (
                <li key={error.field}>{error.message}</li>
              ))}
            </ul>
          ) : null}
          <p className="text-caption">
            {isSignedOut ? 'Sign in again in a new tab, then come back and try again. ' : null}
            {note}
            {requestId ? ` Request ID: ${requestId}` : null}
          </p>
        </div>
        {isSignedOut ? (
          // In a tab of its own, so that the form stays as it is.
          <ButtonLink href="/sign-in" target="_blank" size="small" variant="primary">
            Sign in again
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}
