'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { showErrorToast, showUndoToast } from '@/app/_components/overlay/toast';
import type { ListUnmatchedAnswer, ListUnmatchedQuery, UnmatchedWire } from '@/lib/contracts/unmatched-bookings';

/** What a person decides about an attendee. */
export type Decision = { kind: 'link'; leadId: string; leadName: string } | { kind: 'dismiss' } | { kind: 'restore' };

const undoOf = { link: 'unlink', dismiss: 'restore', restore: 'dismiss' } as const;

/** The loaded part of the queue, and decisions about it: each is done at once and can be undone. */
export function useUnmatched(view: ListUnmatchedQuery['view'], first: Omit<ListUnmatchedAnswer, 'success'>) {
  const router = useRouter();
  const [rows, setRows] = useState(first.unmatched_bookings);
  const [cursor, setCursor] = useState(first.next_cursor);
  const [total, setTotal] = useState(first.total);
  const [isLoading, setLoading] = useState(false);
  const lastUndo = useRef<(() => void) | null>(null);

  async function loadMore() {
    if (!cursor) return;
    setLoading(true);
    try {
      const page = await api<ListUnmatchedAnswer>(`/api/unmatched-bookings?${new URLSearchParams({ view, cursor })}`);
      setRows((before) => [...before, ...page.unmatched_bookings]);
      setCursor(page.next_cursor);
      setTotal(page.total);
    } catch (error) {
      tell('The rest could not be loaded.', error);
    } finally {
      setLoading(false);
    }
  }

  /** Ids are in the order of the list, the newest first: back where it stood. */
  function putBack(row: UnmatchedWire) {
    setRows((before) =>
      before.some(({ id }) => id === row.id) ? before : [...before, row].sort((a, b) => (a.id < b.id ? 1 : -1)),
    );
    setTotal((before) => ({ ...before, count: before.count + 1 }));
  }

  async function decide(row: UnmatchedWire, decision: Decision) {
    setRows((before) => before.filter(({ id }) => id !== row.id));
    setTotal((before) => ({ ...before, count: Math.max(0, before.count - 1) }));
    try {
      const body = decision.kind === 'link' ? { lead_id: decision.leadId } : undefined;
      await api(`/api/unmatched-bookings/${row.id}/${decision.kind}`, { method: 'POST', body });
      const undo = once(() => void takeBack(row, decision));
      lastUndo.current = undo;
      showUndoToast(said(row, decision), { onUndo: undo });
      // The count in the tab.
      router.refresh();
    } catch (error) {
      putBack(row);
      tell(`${row.name} is as before.`, error);
    }
  }

  async function takeBack(row: UnmatchedWire, decision: Decision) {
    lastUndo.current = null;
    try {
      await api(`/api/unmatched-bookings/${row.id}/${undoOf[decision.kind]}`, { method: 'POST' });
      putBack(row);
      router.refresh();
    } catch (error) {
      tell('That could not be undone.', error);
    }
  }

  return {
    rows,
    total,
    hasMore: cursor !== null,
    isLoading,
    loadMore: () => void loadMore(),
    decide: (row: UnmatchedWire, decision: Decision) => void decide(row, decision),
    undoLast: () => lastUndo.current?.(),
  };
}

/** The toast and the key undo one decision once. */
function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}

function said({ name }: UnmatchedWire, decision: Decision): string {
  if (decision.kind === 'link') return `${name} is linked to ${decision.leadName}.`;
  return decision.kind === 'dismiss' ? `${name} is no lead.` : `${name} is to be decided again.`;
}

function tell(message: string, error: unknown): void {
  showErrorToast(message, error instanceof ApiError ? error.detail : undefined);
}
