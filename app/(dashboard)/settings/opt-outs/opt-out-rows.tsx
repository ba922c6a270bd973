'use client';

import { PhoneOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError, api } from '@/app/_components/api';
import { LoadMore } from '@/app/_components/list/load-more';
import { showErrorToast, showUndoToast } from '@/app/_components/overlay/toast';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import type { OptOutWire } from '@/lib/contracts/opt-outs';

interface OptOutRowsProps {
  first: { optOuts: OptOutWire[]; nextCursor: string | null };
  q: string;
  mayRemove: boolean;
}

interface Page {
  opt_outs: OptOutWire[];
  next_cursor: string | null;
}

/** The numbers, the newest first, a page at a time; removing one can be undone. */
export function OptOutRows({ first, q, mayRemove }: OptOutRowsProps) {
  const { organization } = useSession();
  const router = useRouter();
  const [rows, setRows] = useState(first.optOuts);
  const [cursor, setCursor] = useState(first.nextCursor);
  const [isLoading, setLoading] = useState(false);

  async function loadMore() {
    if (!cursor) return;
    setLoading(true);
    try {
      const page = await api<Page>(`/api/opt-outs?${new URLSearchParams({ cursor, ...(q ? { q } : {}) })}`);
      setRows((before) => [...before, ...page.opt_outs]);
      setCursor(page.next_cursor);
    } catch (error) {
      showFailure('Couldn’t load more', error);
    } finally {
      setLoading(false);
    }
  }

  async function remove(entry: OptOutWire) {
    const before = rows;
    setRows(rows.filter(({ id }) => id !== entry.id));
    try {
      await api(`/api/opt-outs/${entry.id}`, { method: 'DELETE' });
      showUndoToast(`${entry.phone} removed from the list`, { onUndo: () => void restore(entry) });
    } catch (error) {
      setRows(before);
      showFailure(`Couldn’t remove ${entry.phone}`, error);
    }
  }

  async function restore({ phone, reason }: OptOutWire) {
    try {
      await api('/api/opt-outs', { method: 'POST', body: { phone, ...(reason ? { reason } : {}) } });
      router.refresh();
    } catch (error) {
      showFailure(`Couldn’t restore ${phone}`, error);
    }
  }

  if (rows.length === 0)
    return <p className="text-text-muted">{q ? 'No numbers match.' : 'No numbers on the list yet.'}</p>;
  return (
    <>
      <Rows label="Do-not-call list">
        {rows.map((entry) => (
          <Row
            key={entry.id}
            mark={<PhoneOff aria-hidden className="size-4 shrink-0 text-text-muted" />}
            title={<span className="tabular">{entry.phone}</span>}
            note={
              <>
                {entry.reason ? `${entry.reason} · ` : null}
                <RelativeTime at={entry.created_at} timeZone={organization.timeZone} />
              </>
            }
          >
            {mayRemove ? (
              <Button size="small" onPress={() => void remove(entry)} aria-label={`Remove ${entry.phone}`}>
                Remove
              </Button>
            ) : null}
          </Row>
        ))}
      </Rows>
      {cursor ? (
        <div className="pt-4">
          <LoadMore shown={rows.length} hasMore isLoading={isLoading} onMore={() => void loadMore()} />
        </div>
      ) : null}
    </>
  );
}

function showFailure(message: string, error: unknown): void {
  showErrorToast(message, error instanceof ApiError ? error.detail : undefined);
}
