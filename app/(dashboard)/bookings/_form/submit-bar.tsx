import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/app/_components/cx';

interface SubmitBarProps {
  isInDialog?: boolean;
  /** The first problem; shown where the summary may be out of sight. */
  trouble: string | null;
  children: ReactNode;
}

/** The submit button: under the summary where there is room for it, else sticky at the bottom. */
export function SubmitBar({ isInDialog, trouble, children }: SubmitBarProps) {
  return (
    <div
      className={cx(
        'sticky bottom-0 z-10 flex min-w-0 flex-col gap-2 border-t py-3 @3xl:static @3xl:col-start-2 @3xl:border-t-0 @3xl:py-0',
        isInDialog ? 'bg-raised' : 'bg-canvas',
      )}
    >
      {trouble ? (
        <p className="flex gap-1.5 text-table text-caution @3xl:hidden">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{trouble}</span>
        </p>
      ) : null}
      {children}
    </div>
  );
}
