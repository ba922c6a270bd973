'use client';

import type { ReactNode } from 'react';
import { Button } from '@/app/_components/action/button';

/** What can be done with the selected rows; shown only while some are. */
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? `${count} selected` : ''}
      </p>
      {count > 0 ? (
        <div
          role="toolbar"
          aria-label="Selected rows"
          className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-card border bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
        >
          <span className="tabular font-medium">{count} selected</span>
          {children}
          <Button variant="ghost" size="small" onPress={onClear}>
            Clear
          </Button>
        </div>
      ) : null}
    </>
  );
}
