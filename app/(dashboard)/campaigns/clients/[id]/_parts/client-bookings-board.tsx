'use client';

import useSWRInfinite from 'swr/infinite';
import { ButtonLink, Link } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { DataList } from '@/app/_components/list/data-list';
import { LoadMore } from '@/app/_components/list/load-more';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useAddress } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { DateRangeChip } from '@/app/(dashboard)/_parts/date-range-chip';
import { countOf, percent } from '@/app/(dashboard)/campaigns/_parts/figure-text';
import { ProviderNotes } from '@/app/(dashboard)/campaigns/_parts/provider-notes';
import type { ClientBookings, FunnelStage } from '@/lib/contracts/funnel';
import { clientBookingColumns } from './client-booking-columns';

const FRESH_MS = 5_000;

/** A client's figures and bookings. */
export function ClientBookingsBoard({ id, first }: { id: string; first: ClientBookings }) {
  const { timeZone } = useSession().organization;
  const { params, change } = useAddress();
  const [from, to] = [params.get('from'), params.get('to')];
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<ClientBookings, unknown>(
    (index: number, before: ClientBookings | null) => {
      if (index > 0 && !before?.next_cursor) return null;
      const query = new URLSearchParams();
      if (from) query.set('from', from);
      if (to) query.set('to', to);
      if (before?.next_cursor) query.set('cursor', before.next_cursor);
      return `/api/clients/${id}/bookings?${query}`;
    },
    apiGet<ClientBookings>,
    {
      fallbackData: from || to ? undefined : [first],
      refreshInterval: FRESH_MS,
      keepPreviousData: true,
      revalidateAll: true,
    },
  );
  // Periods mean meetings here and stages in the funnel: the same people only without one.
  const peopleOf = (people: FunnelStage) =>
    from || to ? undefined : `/campaigns/funnel?${new URLSearchParams({ client: id, people })}`;
  const pages = data ?? [first];
  const newest = pages[0] ?? first;
  const bookings = pages.flatMap((page) => page.bookings);
  return (
    <div className="flex flex-col gap-4">
      <Link href="/campaigns/clients" className="self-start">
        All clients
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lead font-semibold break-words">{newest.client.name}</h2>
        <ButtonLink href={`/campaigns/funnel?client=${id}`}>View funnel</ButtonLink>
      </div>
      <div>
        <DateRangeChip
          range={{ from, to }}
          onChange={(range) => change({ from: range.from, to: range.to })}
          timeZone={timeZone}
          view="past"
        />
      </div>
      {error ? (
        <ErrorState
          title="These bookings may be out of date."
          consequence="This is the last version we loaded."
          error={error}
          onRetry={() => void mutate()}
        />
      ) : null}
      <ProviderNotes providers={newest.providers} timeZone={timeZone} />
      <Summary {...newest} timeZone={timeZone} peopleOf={peopleOf} />
      {bookings.length === 0 ? (
        <EmptyState>Bookings appear here once one of this client’s leads books.</EmptyState>
      ) : (
        <section aria-labelledby="client-bookings">
          <h3 id="client-bookings" className="mb-2 font-semibold">
            All bookings
          </h3>
          <DataList
            label="All bookings"
            rows={bookings}
            columns={clientBookingColumns(timeZone)}
            rowId={(row) => row.attendee_id}
            rowName={(row) => `${row.attendee_name}, ${row.title}`}
            rowHref={(row) => `/bookings?view=past&booking=${row.booking_id}`}
          />
          <LoadMore
            shown={bookings.length}
            hasMore={Boolean(pages.at(-1)?.next_cursor)}
            isLoading={isValidating && size > pages.length}
            onMore={() => void setSize(size + 1)}
          />
        </section>
      )}
    </div>
  );
}

interface SummaryProps extends ClientBookings {
  timeZone: string;
  /** The people at a stage. */
  peopleOf: (stage: FunnelStage) => string | undefined;
}

function Summary({ summary, timestamp, timeZone, peopleOf }: SummaryProps) {
  const facts: [label: string, value: string, href?: string][] = [
    ['Leads booked', countOf(summary.total), peopleOf('booked')],
    ['Showed', countOf(summary.shows), peopleOf('showed')],
    ['No-shows', countOf(summary.no_shows), peopleOf('no_show')],
    ['Pending', countOf(summary.pending)],
    ['Show rate', percent(summary.show_rate)],
  ];
  return (
    <div>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-5">
        {facts.map(([label, value, href]) => (
          <div key={label} className="rounded-card border bg-surface p-3">
            <dt className="text-table text-text-muted">{label}</dt>
            <dd className="tabular text-lead font-semibold">{href ? <Link href={href}>{value}</Link> : value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-caption text-text-muted">
        Each lead counts once, by their latest booking. Updated <RelativeTime at={timestamp} timeZone={timeZone} />.
      </p>
    </div>
  );
}
