'use client';

import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SearchField } from '@/app/_components/form/search-field';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { CalendarProviderId, EventTypesResponse, EventTypeWire } from '@/lib/contracts/calendars';
import { EventTypeRows, EventTypeSkeleton } from './event-type-rows';
import { providerWords } from './provider-words';
import { useEventTypes } from './use-event-types';

interface EventTypePickerProps {
  connectionId: string;
  site: CalendarProviderId;
  chosenId: string | null;
  /** The one that is being saved. */
  savingId: string | null;
  /** Null: read-only. */
  onChoose: ((eventType: EventTypeWire) => void) | null;
  /** The expected duration; others are flagged. */
  minutes?: number;
}

/** The event types of an account, searchable; the last known ones while the provider is unreachable. */
export function EventTypePicker({ connectionId, site, ...rows }: EventTypePickerProps) {
  const [typed, setTyped] = useState('');
  const { answer, error, isRefreshing, refresh } = useEventTypes(connectionId, typed);

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label="Search event types"
          placeholder="Search event types"
          value={typed}
          onChange={setTyped}
          className="min-w-48 flex-1"
        />
        <Button
          onPress={() => void refresh()}
          isPending={isRefreshing}
          icon={<RotateCw aria-hidden className="size-4 shrink-0" />}
        >
          Refresh
        </Button>
      </div>
      {answer ? <ListState answer={answer} onRetry={() => void refresh()} /> : null}
      {answer && answer.event_types.length > 0 ? (
        <EventTypeRows eventTypes={answer.event_types} {...rows} />
      ) : answer ? (
        <p className="py-4 text-center text-text-muted">
          {typed.trim() ? `No event types match “${typed.trim()}”.` : providerWords[site].whenEmpty}
        </p>
      ) : error ? (
        <ErrorState
          title="We couldn’t load the event types."
          error={error}
          onRetry={() => void refresh()}
          consequence="Your selection stays as it is."
        />
      ) : (
        <EventTypeSkeleton />
      )}
      {answer && answer.matching > answer.event_types.length ? (
        <p className="text-center text-table text-text-muted">
          {answer.matching - answer.event_types.length} more. Search by name to find them.
        </p>
      ) : null}
    </div>
  );
}

/** Age of the list, and whether refreshing it failed. */
function ListState({ answer, onRetry }: { answer: EventTypesResponse; onRetry: () => void }) {
  const { timeZone } = useSession().organization;
  const age = <RelativeTime at={answer.fetched_at} timeZone={timeZone} />;
  return answer.could_not_refresh ? (
    <div role="status">
      <Callout
        tone="caution"
        action={
          <Button size="small" onPress={onRetry}>
            Retry
          </Button>
        }
      >
        <strong className="font-semibold">Couldn’t refresh.</strong> Showing the list from {age}.
      </Callout>
    </div>
  ) : (
    <p className="text-table text-text-muted">
      {answer.matching === 1 ? '1 event type' : `${answer.matching} event types`} · updated {age}
    </p>
  );
}
