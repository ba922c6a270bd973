'use client';

import { EmptyState } from '@/app/_components/feedback/empty-state';
import type { Column } from '@/app/_components/list/column';
import { DataList } from '@/app/_components/list/data-list';
import { countText, LoadMore } from '@/app/_components/list/load-more';
import { usePages } from '@/app/_components/list/use-pages';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { ListState } from '@/app/(dashboard)/campaigns/_parts/list-state';
import type { LeadImportWire } from '@/lib/contracts/lead-imports';
import { ImportState } from './import-state';

interface ImportsPage {
  success: true;
  imports: LeadImportWire[];
  next_cursor: string | null;
}

const columns: Column<LeadImportWire>[] = [
  {
    id: 'file',
    header: 'File',
    cell: (one) => (
      <>
        <span className="flex items-center justify-between gap-2">
          <span className="min-w-0 truncate">{one.file_name}</span>
          <span className="shrink-0 md:hidden">
            <ImportState status={one.status} />
          </span>
        </span>
        <span className="block truncate font-normal text-text-muted md:hidden">{resultText(one)}</span>
      </>
    ),
  },
  { id: 'state', header: 'Status', hideBelow: 'md', width: 'w-36', cell: (one) => <ImportState status={one.status} /> },
  { id: 'campaign', header: 'Campaign', hideBelow: 'rail', cell: (one) => one.campaign?.name ?? '' },
  { id: 'result', header: 'Rows', hideBelow: 'md', width: 'w-72', align: 'end', cell: (one) => resultText(one) },
  { id: 'when', header: 'Uploaded', hideBelow: 'rail', width: 'w-32', align: 'end', cell: (one) => <When one={one} /> },
];

const CALM_MS = 15_000;
const LIVELY_MS = 2_000;

function freshMs(pages: ImportsPage[]): number {
  return pages.some(({ imports }) => imports.some(({ status }) => status === 'running')) ? LIVELY_MS : CALM_MS;
}

/** All imports, the latest first; polled faster while one is running. */
export function ImportList({ first }: { first: { query: string; page: ImportsPage } }) {
  const list = usePages<ImportsPage>('/api/lead-imports', '', first, freshMs);
  const imports = list.pages?.flatMap((page) => page.imports) ?? [];
  return (
    <ListState
      what="imports"
      isLoaded={list.pages !== undefined}
      isStale={list.isStale}
      error={list.error}
      onRetry={list.refresh}
    >
      {imports.length === 0 ? (
        <EmptyState>Your imports will appear here.</EmptyState>
      ) : (
        <>
          <DataList
            label="Imports"
            rows={imports}
            columns={columns}
            rowId={({ id }) => id}
            rowName={(one) => one.file_name}
            rowHref={({ id }) => `/campaigns/imports/${id}`}
          />
          <LoadMore
            shown={imports.length}
            hasMore={list.hasMore}
            isLoading={list.isLoadingMore}
            onMore={list.loadMore}
          />
        </>
      )}
    </ListState>
  );
}

function When({ one }: { one: LeadImportWire }) {
  const { organization } = useSession();
  return <RelativeTime at={one.created_at} timeZone={organization.timeZone} className="text-text-muted" />;
}

function resultText({ status, counts }: LeadImportWire): string {
  if (status === 'receiving') return '';
  if (status === 'uploaded') return counts.rows === 1 ? '1 row' : `${countText(counts.rows)} rows`;
  return `${countText(counts.created)} new, ${countText(counts.updated)} updated, ${countText(counts.failed)} skipped`;
}
