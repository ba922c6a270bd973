'use client';

import { ButtonLink } from '@/app/_components/action/link';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { EmbedRecord } from './use-recorder';

/** What became of a booking that the frame reported. */
export function Recorded({ state, bookingId, error, onRetry }: EmbedRecord & { onRetry: () => void }) {
  if (state === 'failed')
    return (
      <ErrorState
        title="The booking was not recorded here."
        consequence="It stands at Calendly; nothing was lost."
        error={error}
        onRetry={onRetry}
      />
    );
  if (state === 'sending') return <p role="status">Recording the booking …</p>;
  return (
    <div role="status">
      <Callout
        tone="good"
        action={
          bookingId ? (
            <ButtonLink size="small" href={`/bookings?booking=${bookingId}`}>
              See the booking
            </ButtonLink>
          ) : null
        }
      >
        {state === 'repeated'
          ? 'This booking had been recorded already.'
          : 'The booking is recorded. Its time stands at Calendly only: set it here when you know it.'}
      </Callout>
    </div>
  );
}
