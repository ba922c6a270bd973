import type { ReactNode } from 'react';
import { Mark } from '@/app/(dashboard)/_frame/mark';

interface OutsidePageProps {
  title: string;
  /** One sentence under the title. */
  note?: ReactNode;
  children: ReactNode;
}

/** A page outside the dashboard: one card in the middle, under the product's name. */
export function OutsidePage({ title, note, children }: OutsidePageProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-100 flex-col justify-center gap-5 px-4 py-10">
      <div className="flex items-center gap-2 font-semibold">
        <Mark />
        Slotline
      </div>
      <section className="flex min-w-0 flex-col gap-4 rounded-card border bg-surface p-5">
        <div className="min-w-0">
          <h1 className="text-title font-semibold break-words">{title}</h1>
          {note ? <p className="mt-1 break-words text-text-muted">{note}</p> : null}
        </div>
        {children}
      </section>
    </main>
  );
}
