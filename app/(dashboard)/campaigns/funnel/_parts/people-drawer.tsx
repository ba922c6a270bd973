'use client';

import useSWRInfinite from 'swr/infinite';
import { Link } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { LoadMore } from '@/app/_components/list/load-more';
import { Drawer } from '@/app/_components/overlay/drawer';
import { RelativeTime } from '@/app/_components/time/relative-time';
import type { FunnelPeople, FunnelPerson, FunnelStage } from '@/lib/contracts/funnel';
import { funnelStages } from '@/lib/funnel/funnel-metrics';

interface PeopleDrawerProps {
  /** Null: closed. */
  stage: FunnelStage | null;
  /** The funnel's filters. */
  search: string;
  /** How many people the bar counts. */
  count: number | undefined;
  timeZone: string;
  onClose: () => void;
}

const FRESH_MS = 5_000;

/** The people behind a bar, the latest first. */
export function PeopleDrawer({ stage, search, count, timeZone, onClose }: PeopleDrawerProps) {
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<FunnelPeople, unknown>(
    (index: number, before: FunnelPeople | null) => {
      if (stage === null || (index > 0 && !before?.next_cursor)) return null;
      const query = new URLSearchParams(search);
      query.set('stage', stage);
      if (before?.next_cursor) query.set('cursor', before.next_cursor);
      return `/api/funnel/people?${query}`;
    },
    apiGet<FunnelPeople>,
    { refreshInterval: FRESH_MS },
  );
  const people = data?.flatMap((page) => page.people);
  const meaning = stage === null ? null : funnelStages[stage];
  return (
    <Drawer isOpen={stage !== null} onClose={onClose} title={meaning?.title ?? 'People'}>
      <p className="text-text-muted">{meaning?.meaning}</p>
      {error && !people ? (
        <ErrorState title="We couldn’t load these people." error={error} onRetry={() => void mutate()} />
      ) : null}
      {!people && !error ? <SkeletonText lines={8} label="Loading people" /> : null}
      {people?.length === 0 ? <p>No one has reached this stage yet.</p> : null}
      {people && people.length > 0 ? (
        <div>
          <ul aria-label="People" className="divide-y rounded-control border">
            {people.map((person) => (
              <Person key={person.lead_id} person={person} stage={meaning?.title ?? ''} timeZone={timeZone} />
            ))}
          </ul>
          <LoadMore
            shown={people.length}
            total={count}
            hasMore={Boolean(data?.at(-1)?.next_cursor)}
            isLoading={isValidating && size > (data?.length ?? 0)}
            onMore={() => void setSize(size + 1)}
          />
        </div>
      ) : null}
    </Drawer>
  );
}

function Person({ person, stage, timeZone }: { person: FunnelPerson; stage: string; timeZone: string }) {
  return (
    <li className="px-3 py-2">
      <Link href={`/campaigns/leads?lead=${person.lead_id}`} className="font-medium break-words">
        {person.name ?? person.email}
      </Link>
      <span className="block text-caption break-words text-text-muted">
        {[person.name ? person.email : null, person.company, person.campaign_name].filter(Boolean).join(' · ')}
      </span>
      <span className="flex gap-3 text-caption text-text-muted">
        <span>
          {stage} <RelativeTime at={person.reached_at} timeZone={timeZone} />
        </span>
        {person.booking_id ? <Link href={`/bookings?view=past&booking=${person.booking_id}`}>View booking</Link> : null}
      </span>
    </li>
  );
}
