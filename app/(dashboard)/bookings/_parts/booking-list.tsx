'use client';

import { useMemo } from 'react';
import { cx } from '@/app/_components/cx';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonRows } from '@/app/_components/feedback/skeleton';
import { DataList } from '@/app/_components/list/data-list';
import { LoadMore } from '@/app/_components/list/load-more';
import { fullText } from '@/app/_components/time/time-text';
import { BookingBulk, type BulkActions } from './booking-bulk';
import { bookingColumns } from './booking-columns';
import { NoBookings } from './no-bookings';
import type { BookingPages } from './use-booking-pages';

interface BookingListProps {
  pages: BookingPages;
  timeZone: string;
  /** Null: rows cannot be selected. */
  bulk: BulkActions | null;
  openId: string | null;
  hrefFor: (id: string) => string;
  onOpen: (id: string) => void;
}

/** The list of the bookings page: loading, failed, empty or filled. */
export function BookingList({ pages, timeZone, bulk, openId, hrefFor, onOpen }: BookingListProps) {
  const columns = useMemo(() => bookingColumns(timeZone), [timeZone]);
  const { bookings, error, refresh } = pages;

  if (!bookings && error) return <ErrorState title="We couldn’t load your bookings." error={error} onRetry={refresh} />;
  if (!bookings) return <SkeletonRows label="Loading bookings" />;
  if (bookings.length === 0 && !pages.isStale) return <NoBookings />;

  return (
    <div aria-busy={pages.isStale} className={cx('transition-opacity', pages.isStale && 'opacity-60')}>
      {error ? (
        <div className="mb-3">
          <ErrorState
            title="This list may be out of date."
            consequence={
              pages.isOutdated
                ? 'Your search and filters haven’t been applied: this is the list from before.'
                : 'This is the last version we loaded.'
            }
            error={error}
            onRetry={refresh}
          />
        </div>
      ) : null}
      <DataList
        label="Bookings"
        rows={bookings}
        columns={columns}
        rowId={(booking) => booking.id}
        rowName={(booking) =>
          `${booking.attendee_name}, ${fullText(Date.parse(booking.start_time), timeZone, 'en-GB')}`
        }
        rowHref={(booking) => hrefFor(booking.id)}
        onOpen={onOpen}
        openId={openId}
        bulkActions={
          bulk
            ? (ids, clear) => (
                <BookingBulk {...bulk} chosen={bookings.filter(({ id }) => ids.includes(id))} onDone={clear} />
              )
            : undefined
        }
      />
      <LoadMore
        shown={bookings.length}
        total={pages.total?.count}
        isTotalCapped={pages.total?.capped}
        hasMore={pages.hasMore}
        isLoading={pages.isLoadingMore}
        onMore={pages.loadMore}
      />
    </div>
  );
}
