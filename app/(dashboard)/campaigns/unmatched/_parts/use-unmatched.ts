'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { usePages } from '@/app/_components/list/use-pages';
import { showErrorToast, showUndoToast } from '@/app/_components/overlay/toast';
import type { ListUnmatchedQuery, ListUnmatchedResponse, UnmatchedWire } from '@/lib/contracts/unmatched-bookings';
import { type UnmatchedPerson, unmatchedPeople } from './unmatched-people';

/** A decision about a person, for all their loaded bookings. */
export type Decision = { kind: 'link'; leadId: string; leadName: string } | { kind: 'dismiss' } | { kind: 'restore' };

const undoOf = { link: 'unlink', dismiss: 'restore', restore: 'dismiss' } as const;

const FRESH_MS = 5_000;

/** The loaded part of the queue, kept fresh, and decisions, which apply at once and can be undone. */
export function useUnmatched(view: ListUnmatchedQuery['view'], first: Omit<ListUnmatchedResponse, 'success'>) {
  const router = useRouter();
  const query = new URLSearchParams({ view }).toString();
  const page = { success: true as const, ...first };
  const list = usePages<ListUnmatchedResponse>('/api/unmatched-bookings', query, { query, page }, FRESH_MS);
  /** Decided here: hidden even while an earlier request still lists them. */
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const lastUndo = useRef<(() => void) | null>(null);

  const loaded = (list.pages ?? [page]).flatMap((one) => one.unmatched_bookings);
  const rows = loaded.filter(({ id }) => !decided.has(id));
  const { count, capped } = list.pages?.[0]?.total ?? first.total;

  const hide = (ids: string[]) => setDecided((before) => new Set([...before, ...ids]));
  const show = (ids: string[]) => setDecided((before) => new Set([...before].filter((id) => !ids.includes(id))));

  /** Refreshes the list and the count in the tab. */
  function refresh() {
    list.refresh();
    router.refresh();
  }

  /** Applies an action to each booking in turn. @returns the bookings that succeeded */
  async function forEach(
    bookings: UnmatchedWire[],
    action: string,
    failed: string,
    body?: object,
  ): Promise<UnmatchedWire[]> {
    const done: UnmatchedWire[] = [];
    try {
      for (const booking of bookings) {
        await api(`/api/unmatched-bookings/${booking.id}/${action}`, { method: 'POST', body });
        done.push(booking);
      }
    } catch (error) {
      showErrorToast(failed, error instanceof ApiError ? error.detail : undefined);
    }
    return done;
  }

  async function decide({ name, bookings }: UnmatchedPerson, decision: Decision) {
    hide(idsOf(bookings));
    const body = decision.kind === 'link' ? { lead_id: decision.leadId } : undefined;
    const done = await forEach(bookings, decision.kind, `Couldn’t update ${name}`, body);
    show(idsOf(bookings.filter((booking) => !done.includes(booking))));
    refresh();
    if (done.length === 0) return;
    const undo = once(() => void takeBack(done, decision));
    lastUndo.current = undo;
    showUndoToast(doneText(name, done.length, decision), { onUndo: undo });
  }

  async function takeBack(bookings: UnmatchedWire[], { kind }: Decision) {
    lastUndo.current = null;
    show(idsOf(await forEach(bookings, undoOf[kind], 'Couldn’t undo that')));
    refresh();
  }

  return {
    people: unmatchedPeople(rows),
    shown: rows.length,
    total: { count: Math.max(0, count - (loaded.length - rows.length)), capped },
    error: list.error,
    retry: list.refresh,
    hasMore: list.hasMore,
    isLoading: list.isLoadingMore,
    loadMore: list.loadMore,
    decide: (person: UnmatchedPerson, decision: Decision) => void decide(person, decision),
    undoLast: () => lastUndo.current?.(),
  };
}

function idsOf(bookings: UnmatchedWire[]): string[] {
  return bookings.map(({ id }) => id);
}

/** The toast and the U key share one undo. */
function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}

function doneText(name: string, bookings: number, decision: Decision): string {
  const where = bookings === 1 ? '' : ` (${bookings} bookings)`;
  if (decision.kind === 'link') return `${name} linked to ${decision.leadName}${where}`;
  return decision.kind === 'dismiss' ? `${name} dismissed${where}` : `${name} restored${where}`;
}
