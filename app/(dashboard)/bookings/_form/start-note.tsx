'use client';

import { Segmented } from '@/app/_components/form/segmented';
import { zoneText } from '@/app/_components/time/time-text';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { StartResolution } from '@/lib/contracts/bookings';
import { type Draft, instantOf } from './draft';

interface StartNoteProps {
  resolution: StartResolution | null;
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

/** Around a clock change: how the time is read; when it occurs twice, which of the two. */
export function StartNote({ resolution, draft, change }: StartNoteProps) {
  const first = instantOf({ ...draft, occurrence: 'first' });
  const second = instantOf({ ...draft, occurrence: 'second' });
  const isRepeated = first !== null && second !== null && first !== second;
  if (isRepeated)
    return (
      <Callout tone="caution">
        <p className="mb-1.5">{draft.time} happens twice that day, because the clocks change. Which one do you mean?</p>
        <Segmented
          label="Which of the two"
          labelHidden
          value={draft.occurrence}
          onChange={(value) => change({ occurrence: value === 'second' ? 'second' : 'first' })}
          options={[
            { value: 'first', label: `First, ${zoneText(first, draft.timeZone)}` },
            { value: 'second', label: `Second, ${zoneText(second, draft.timeZone)}` },
          ]}
        />
      </Callout>
    );
  return resolution ? <Callout tone="caution">{resolution.message}</Callout> : null;
}
