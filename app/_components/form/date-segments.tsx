'use client';

import { DateInput, DateSegment } from 'react-aria-components/DateField';

/** The parts of a date or a time, each typed or stepped on its own. */
export function DateSegments() {
  return (
    <DateInput className="tabular flex min-w-0 flex-1 items-center px-2 py-1 whitespace-nowrap">
      {(segment) => (
        <DateSegment
          segment={segment}
          className="rounded-[3px] px-0.5 outline-none data-placeholder:text-text-muted data-[type=literal]:px-0 data-focused:bg-accent data-focused:text-on-accent"
        />
      )}
    </DateInput>
  );
}
