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

/** The numbers, the newest first, a page at a time; what is taken off can be put back. */
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
      tell('The rest could not be loaded.', error);
    } finally {
      setLoading(false);
    }
  }

  async function takeOff(entry: OptOutWire) {
    const before = rows;
    setRows(rows.filter(({ id }) => id !== entry.id));
    try {
      await api(`/api/opt-outs/${entry.id}`, { method: 'DELETE' });
      showUndoToast(`${entry.phone} may be called again.`, { onUndo: () => void putBack(entry) });
    } catch (error) {
      setRows(before);
      tell(`${entry.phone} is still on the list.`, error);
    }
  }

  async function putBack({ phone, reason }: OptOutWire) {
    try {
      await api('/api/opt-outs', { method: 'POST', body: { phone, ...(reason ? { reason } : {}) } });
      router.refresh();
    } catch (error) {
      tell(`${phone} was not put back.`, error);
    }
  }

  if (rows.length === 0)
    return (
      <p className="text-text-muted">
        {q ? 'No number like this is on the list.' : 'Nobody has asked not to be called so far.'}
      </p>
    );
  return (
    <>
      <Rows label="Numbers that are never called">
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
              <Button
                size="small"
                onPress={() => void takeOff(entry)}
                aria-label={`Allow calls to ${entry.phone} again`}
              >
                Allow again
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

function tell(message: string, error: unknown): void {
  showErrorToast(message, error instanceof ApiError ? error.detail : undefined);
}
