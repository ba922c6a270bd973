'use client';

import { useState } from 'react';
import { ErrorState } from '@/app/_components/feedback/error-state';

/** Plays a call's recording, through our own authenticated address: the carrier's is never shown. */
export function RecordingPlayer({ callId }: { callId: string }) {
  const [tries, setTries] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed)
    return (
      <ErrorState
        title="The recording could not be played."
        onRetry={() => {
          setFailed(false);
          setTries(tries + 1);
        }}
      />
    );
  return (
    // biome-ignore lint/a11y/useMediaCaption: a call has no captions; its transcript, where there is one, stands beside it.
    <audio
      key={tries}
      controls
      preload="none"
      aria-label="Recording of the call"
      src={`/api/calls/${callId}/recording`}
      onError={() => setFailed(true)}
      className="w-full"
    />
  );
}
