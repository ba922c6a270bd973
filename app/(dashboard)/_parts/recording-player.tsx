'use client';

import { useState } from 'react';
import { ErrorState } from '@/app/_components/feedback/error-state';

/** Plays a call's recording through our own authenticated address: the carrier's is never exposed. */
export function RecordingPlayer({ callId }: { callId: string }) {
  const [attempts, setAttempts] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed)
    return (
      <ErrorState
        title="We couldn’t play the recording."
        onRetry={() => {
          setFailed(false);
          setAttempts(attempts + 1);
        }}
      />
    );
  return (
    // biome-ignore lint/a11y/useMediaCaption: a call has no captions; its transcript is shown beside it.
    <audio
      key={attempts}
      controls
      preload="none"
      aria-label="Recording of the call"
      src={`/api/calls/${callId}/recording`}
      onError={() => setFailed(true)}
      className="w-full"
    />
  );
}
