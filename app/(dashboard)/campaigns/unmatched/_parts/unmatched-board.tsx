'use client';

import { useRef, useState } from 'react';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Segmented } from '@/app/_components/form/segmented';
import { LoadMore } from '@/app/_components/list/load-more';
import { useAddress } from '@/app/_components/use-address';
import { useShortcut } from '@/app/_components/use-shortcut';
import type { ListUnmatchedQuery, ListUnmatchedResponse } from '@/lib/contracts/unmatched-bookings';
import { NoUnmatched } from './no-unmatched';
import type { UnmatchedPerson } from './unmatched-people';
import { UnmatchedRow } from './unmatched-row';
import { type Decision, useUnmatched } from './use-unmatched';

type View = ListUnmatchedQuery['view'];

interface UnmatchedBoardProps {
  view: View;
  first: Omit<ListUnmatchedResponse, 'success'>;
  mayDecide: boolean;
}

const views = [
  { value: 'open', label: 'To review' },
  { value: 'dismissed', label: 'Dismissed' },
];

/** Attendees without a lead, each with suggestions. J and K move, Enter opens, U undoes. */
export function UnmatchedBoard({ view, first, mayDecide }: UnmatchedBoardProps) {
  const { change } = useAddress();
  const list = useRef<HTMLUListElement>(null);
  const { people, shown, total, hasMore, isLoading, loadMore, error, retry, decide, undoLast } = useUnmatched(
    view,
    first,
  );
  const [openKey, setOpenKey] = useState<string | null>(people[0]?.key ?? null);

  function move(step: 1 | -1) {
    const heads = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-row-head]') ?? []);
    const at = heads.findIndex((head) => head.closest('li')?.contains(document.activeElement));
    const next = heads[at < 0 ? 0 : Math.max(0, Math.min(heads.length - 1, at + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }
  useShortcut('j', () => move(1));
  useShortcut('k', () => move(-1));
  useShortcut('u', undoLast, { isDisabled: !mayDecide });

  /** Opens and focuses the next person, so that the keyboard stays in the list. */
  function decideAndAdvance(person: UnmatchedPerson, decision: Decision) {
    const at = people.indexOf(person);
    const next = people[at + 1] ?? people[at - 1];
    setOpenKey(next?.key ?? null);
    decide(person, decision);
    requestAnimationFrame(() => {
      const head = next && list.current?.querySelector<HTMLElement>(`[data-row-head="${CSS.escape(next.key)}"]`);
      (head ?? list.current)?.focus();
    });
  }

  return (
    <div className="flex flex-col gap-4">
      <Segmented
        label="View"
        labelHidden
        options={views}
        value={view}
        onChange={(value) => change({ view: value === 'open' ? null : value }, { history: 'push', fromServer: true })}
      />
      {error ? (
        <ErrorState
          title="This list may be out of date."
          consequence="This is the last version we loaded."
          error={error}
          onRetry={retry}
        />
      ) : null}
      {people.length === 0 ? (
        <NoUnmatched view={view} />
      ) : (
        <div>
          <ul
            ref={list}
            tabIndex={-1}
            aria-label={view === 'open' ? 'Unmatched people' : 'Dismissed people'}
            className="divide-y overflow-clip rounded-card border bg-surface outline-none"
          >
            {people.map((person) => (
              <UnmatchedRow
                key={person.key}
                person={person}
                isOpen={person.key === openKey}
                onToggle={() => setOpenKey(person.key === openKey ? null : person.key)}
                mayDecide={mayDecide}
                onDecide={(decision) => decideAndAdvance(person, decision)}
              />
            ))}
          </ul>
          <LoadMore
            shown={shown}
            what="bookings"
            total={total.count}
            isTotalCapped={total.capped}
            hasMore={hasMore}
            isLoading={isLoading}
            onMore={loadMore}
          />
        </div>
      )}
    </div>
  );
}
