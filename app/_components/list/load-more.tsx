'use client';

import { Button } from '@/app/_components/action/button';

interface LoadMoreProps {
  /** Rows shown. */
  shown: number;
  /** What is counted, where a row holds several: "bookings". */
  what?: string;
  /** All rows, if known. */
  total?: number;
  /** The count stopped at `total`: there are more. */
  isTotalCapped?: boolean;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

const figures = new Intl.NumberFormat('en-GB');

/** `312`, or `1,000+` where counting stopped. */
export function countText(total: number, isCapped = false): string {
  return `${figures.format(total)}${isCapped ? '+' : ''}`;
}

/** Foot of a list: how much of it is shown, and a button for the rest. */
export function LoadMore({ shown, what, total, isTotalCapped, hasMore, isLoading, onMore }: LoadMoreProps) {
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-2 text-table text-text-muted">
      <span role="status" className="tabular">
        {total === undefined
          ? `${countText(shown)} shown`
          : `${countText(shown)} of ${countText(total, isTotalCapped)}`}
        {what ? ` ${what}` : null}
      </span>
      {hasMore ? (
        <Button size="small" isPending={isLoading} onPress={onMore}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
