'use client';

import { CircleAlert } from 'lucide-react';
import { ApiError } from '@/app/_components/api';

/** Why a form was not accepted, where no single field is to blame. Announced, and focusable by the form. */
export function FormProblem({ problem, note = 'What you typed is still here.' }: { problem: unknown; note?: string }) {
  const known = problem instanceof ApiError ? problem : null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      data-form-problem
      className="flex items-start gap-2 rounded-control border border-bad bg-bad-soft px-3 py-2 text-bad"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 break-words">
        <p className="font-medium">{known?.detail ?? 'This could not be sent, for a reason on our side.'}</p>
        {known?.errors.length ? (
          <ul className="list-disc pl-4">
            {known.errors.map((error) => (
              <li key={error.field}>{error.message}</li>
            ))}
          </ul>
        ) : null}
        <p className="text-caption">
          {note}
          {known?.requestId ? ` Request ${known.requestId}.` : null}
        </p>
      </div>
    </div>
  );
}
