import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '@/app/_components/action/link';
import type { Connection } from '@/lib/contracts/calendars';

interface ConnectionHeadProps {
  connection: Connection;
  mark: ReactNode;
  /** The back link. */
  back?: { href: string; label: string };
  /** Title of a page about a part of the connection. */
  title?: string;
  children?: ReactNode;
}

/** Top of a page about one connected calendar. */
export function ConnectionHead({ connection, mark, back, title, children }: ConnectionHeadProps) {
  const { href, label } = back ?? { href: '/settings/integrations', label: 'All integrations' };
  return (
    <header className="flex flex-col gap-2">
      <Link href={href} className="inline-flex min-h-6 items-center gap-1 self-start touch:min-h-10">
        <ChevronLeft aria-hidden className="size-4" />
        {label}
      </Link>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {mark}
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="text-lead font-semibold break-words">{title ?? connection.account}</h2>
          <p className="text-table break-words text-text-muted">
            {title ? `${connection.title} · ${connection.account}` : connection.title}
            {connection.is_default ? ' · default calendar' : null}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">{children}</div>
      </div>
    </header>
  );
}
