import { cx } from '@/app/_components/cx';

/** A gray placeholder of the size of what loads. Invisible for the first 100 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block animate-waiting rounded-control bg-pressed', className)} />;
}

const widths = ['w-4/5', 'w-3/5', 'w-full', 'w-2/3', 'w-1/2'];

/** Placeholder for lines of text. */
export function SkeletonText({ lines = 3, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <Skeleton key={line} className={cx('h-4', widths[line % widths.length])} />
      ))}
    </div>
  );
}

/** Placeholder for a list, in the 40-px rows of `DataList`. */
export function SkeletonRows({ rows = 8, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="overflow-hidden rounded-card border bg-surface">
      <div className="h-9 border-b bg-sunken" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={row} className="flex h-10 items-center gap-4 border-b px-3 last:border-b-0">
          <Skeleton className={cx('h-3.5', row % 2 ? 'w-1/4' : 'w-1/3')} />
          <Skeleton className="h-3.5 w-16" />
          <Skeleton className="ml-auto h-3.5 w-24" />
        </div>
      ))}
    </div>
  );
}
