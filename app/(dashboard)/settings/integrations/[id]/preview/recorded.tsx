'use client';

import { ButtonLink } from '@/app/_components/action/link';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { EmbedRecord } from './use-recorder';

/** The result of recording a booking from the frame. */
export function Recorded({ state, bookingId, error, onRetry }: EmbedRecord & { onRetry: () => void }) {
  if (state === 'failed')
    return (
      <ErrorState
        title="We couldn’t record this booking."
        consequence="It still exists on Calendly."
        error={error}
        onRetry={onRetry}
      />
    );
  if (state === 'sending') return <p role="status">Recording the booking…</p>;
  return (
    <div role="status">
      <Callout
        tone="good"
        action={
          bookingId ? (
            <ButtonLink size="small" href={`/bookings?booking=${bookingId}`}>
              View booking
            </ButtonLink>
          ) : null
        }
      >
        {state === 'repeated'
          ? 'This booking was already recorded.'
          : 'Booking recorded. Calendly doesn’t share its time: set it here once you know it.'}
      </Callout>
    </div>
  );
}
