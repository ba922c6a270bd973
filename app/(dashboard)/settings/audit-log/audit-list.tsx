'use client';

import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { LoadMore } from '@/app/_components/list/load-more';
import { showErrorToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import type { AuditEntryWire } from '@/lib/contracts/audit-log';
import { actionText, actorText, detailText } from './audit-words';

interface AuditListProps {
  first: { entries: AuditEntryWire[]; nextCursor: string | null };
}

interface Page {
  entries: AuditEntryWire[];
  next_cursor: string | null;
}

/** Who did what, the newest first, a page at a time. */
export function AuditList({ first }: AuditListProps) {
  const { timeZone } = useSession().organization;
  const [entries, setEntries] = useState(first.entries);
  const [cursor, setCursor] = useState(first.nextCursor);
  const [isLoading, setLoading] = useState(false);

  async function loadMore() {
    if (!cursor) return;
    setLoading(true);
    try {
      const page = await api<Page>(`/api/audit-log?${new URLSearchParams({ cursor })}`);
      setEntries((before) => [...before, ...page.entries]);
      setCursor(page.next_cursor);
    } catch (error) {
      showErrorToast('Couldn’t load more', error instanceof ApiError ? error.detail : undefined);
    } finally {
      setLoading(false);
    }
  }

  return (
    <Card title="Audit log" note="Who changed what in this organization.">
      {entries.length === 0 ? (
        <p className="text-text-muted">No changes yet.</p>
      ) : (
        <>
          <Rows label="Audit log">
            {entries.map((entry) => (
              <Row
                key={entry.id}
                mark={<ScrollText aria-hidden className="size-4 shrink-0 text-text-muted" />}
                title={
                  <>
                    {actorText(entry.actor)} <span className="font-normal">{actionText(entry)}</span>
                  </>
                }
                note={detailText(entry) || undefined}
              >
                <RelativeTime at={entry.at} timeZone={timeZone} className="text-table text-text-muted" />
              </Row>
            ))}
          </Rows>
          <div className="pt-4">
            <LoadMore
              shown={entries.length}
              hasMore={cursor !== null}
              isLoading={isLoading}
              onMore={() => void loadMore()}
            />
          </div>
        </>
      )}
    </Card>
  );
}
