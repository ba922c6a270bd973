import type { ReactNode } from 'react';

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded-[4px] border bg-sunken px-1 font-sans text-caption text-text-muted">
      {children}
    </kbd>
  );
}
