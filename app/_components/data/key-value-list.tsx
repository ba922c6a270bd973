import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

export interface KeyValue {
  label: string;
  value: ReactNode;
}

/** Facts about a thing, label and value. */
export function KeyValueList({ items }: { items: KeyValue[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,2fr)_5fr] gap-x-4 gap-y-2">
      {items.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="break-words text-text-muted">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Rarely needed facts, folded. */
export function FoldedFacts({ title = 'Technical details', children }: { title?: string; children: ReactNode }) {
  return (
    <details className="group rounded-card border">
      <summary className="flex min-h-9 list-none items-center gap-1.5 rounded-card px-3 font-medium hover:bg-hover touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-text-muted transition-transform group-open:rotate-90"
        />
        {title}
      </summary>
      <div className="border-t p-3 text-table">{children}</div>
    </details>
  );
}
