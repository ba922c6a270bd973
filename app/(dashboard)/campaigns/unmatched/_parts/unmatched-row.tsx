'use client';

import { ChevronDown, UserX } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { cx } from '@/app/_components/cx';
import { Avatar } from '@/app/_components/data/avatar';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { UnmatchedWire } from '@/lib/contracts/unmatched-bookings';
import { CandidateCards } from './candidate-cards';
import { FindLead } from './find-lead';
import { scoreText } from './reason-words';
import type { UnmatchedPerson } from './unmatched-people';
import type { Decision } from './use-unmatched';

interface UnmatchedRowProps {
  person: UnmatchedPerson;
  isOpen: boolean;
  onToggle: () => void;
  mayDecide: boolean;
  onDecide: (decision: Decision) => void;
}

/** A person on one or more bookings; expands to the suggested leads. */
export function UnmatchedRow({ person, isOpen, onToggle, mayDecide, onDecide }: UnmatchedRowProps) {
  const panel = useId();
  const { key, bookings } = person;
  const [row] = bookings;
  const isDismissed = row.dismissed_at !== null;
  const best = row.candidates[0];
  const summary = [
    bookings.length > 1 ? `${bookings.length} bookings` : null,
    best ? `Best match ${scoreText(best.score)}` : 'No suggestions',
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li>
      <button
        type="button"
        data-row-head={key}
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={onToggle}
        className={cx(
          'flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left -outline-offset-2 hover:bg-hover',
          isOpen && 'bg-sunken',
        )}
      >
        <Avatar name={row.name} />
        <span className="min-w-0 flex-1">
          <span className="block font-medium break-words">{row.name}</span>
          <span className="block text-table break-words text-text-muted">
            {[row.email, row.company, row.phone].filter(Boolean).join(' · ') || 'Only the name is known'}
          </span>
          <span className="block text-table text-text-muted sm:hidden">{summary}</span>
        </span>
        <span className="hidden shrink-0 text-table text-text-muted sm:block">{summary}</span>
        <ChevronDown aria-hidden className={cx('size-4 shrink-0 text-text-muted', isOpen && 'rotate-180')} />
      </button>
      {isOpen ? (
        <div id={panel} className="flex flex-col gap-4 border-t px-4 py-4">
          <ul aria-label={`Bookings of ${row.name}`} className="text-table text-text-muted">
            {bookings.map((one) => (
              <BookingLine key={one.id} row={one} />
            ))}
          </ul>
          <CandidateCards
            candidates={row.candidates}
            label={`Suggested leads for ${row.name}`}
            onLink={mayDecide ? onDecide : undefined}
            none={`No similar lead found.${mayDecide && !isDismissed ? ' Search for one, or dismiss.' : ''}`}
          />
          {mayDecide ? (
            <div className="flex flex-wrap items-end justify-between gap-3">
              <FindLead attendeeId={row.id} onLink={onDecide} />
              {isDismissed ? (
                <Button size="small" onPress={() => onDecide({ kind: 'restore' })}>
                  Restore
                </Button>
              ) : (
                <Button
                  size="small"
                  icon={<UserX aria-hidden className="size-4" />}
                  onPress={() => onDecide({ kind: 'dismiss' })}
                >
                  Dismiss
                </Button>
              )}
            </div>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function BookingLine({ row: { booking } }: { row: UnmatchedWire }) {
  const { organization } = useSession();
  return (
    <li>
      <Link href={`/bookings?booking=${booking.id}`}>{booking.title}</Link>
      {' · '}
      <ZonedTime at={booking.start_time} timeZone={organization.timeZone} />
    </li>
  );
}
