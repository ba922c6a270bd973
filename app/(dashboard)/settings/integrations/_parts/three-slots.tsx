'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { ApiError } from '@/app/_components/api';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { Select } from '@/app/_components/form/select';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { Connection, SlotsResponse } from '@/lib/contracts/calendars';
import { connectionName } from './connection-state';
import { useAskForSlots } from './use-ask-for-slots';

const DAYS = 14;
const SHOWN = 3;

/** Shows a calendar's next available times, to test the connection. "No times" is not "unreachable". */
export function ThreeSlots({ connections }: { connections: Connection[] }) {
  const { timeZone } = useSession().organization;
  const [chosen, setChosen] = useState<string | null>(null);
  const { asked, answer, error, isLoading, ask } = useAskForSlots(timeZone, DAYS);
  const initial = connections.find(({ is_default }) => is_default) ?? connections[0];
  const connection = connections.find(({ id }) => id === chosen) ?? initial;
  if (!connection) return null;

  return (
    <Card
      title="Try it"
      note={`The next available times, as they would be offered, in ${timeZone.replaceAll('_', ' ')}.`}
    >
      <div className="flex flex-wrap items-end gap-3">
        {connections.length > 1 ? (
          <Select
            label="Calendar"
            options={connections.map((one) => ({
              value: one.id,
              label: connectionName(one),
              hint: one.settings.event_type_name,
            }))}
            value={connection.id}
            onChange={setChosen}
            className="w-72 max-w-full"
          />
        ) : null}
        <Button onPress={() => void ask(connection.id)} isPending={isLoading}>
          Show me three slots
        </Button>
      </div>
      {asked === connection.id ? (
        <div className="mt-4" aria-live="polite">
          {isLoading ? (
            <SkeletonText lines={SHOWN} label="Loading available times" />
          ) : answer ? (
            <Slots answer={answer} timeZone={timeZone} />
          ) : (
            <Unreachable connection={connection} error={error} onRetry={() => void ask(connection.id)} />
          )}
        </div>
      ) : null}
    </Card>
  );
}

function Slots({ answer, timeZone }: { answer: SlotsResponse; timeZone: string }) {
  const all = Object.keys(answer.days)
    .sort()
    .flatMap((day) => answer.days[day] ?? []);
  if (all.length === 0)
    return (
      <Callout tone="info">
        No times are available in the next {DAYS} days. Check the calendar’s working hours and its events.
      </Callout>
    );
  return (
    <>
      <ol aria-label="Available times" className="flex flex-col gap-1">
        {all.slice(0, SHOWN).map(({ start }) => (
          <li key={start}>
            <ZonedTime at={start} timeZone={timeZone} />
          </li>
        ))}
      </ol>
      <p className="mt-2 text-table text-text-muted">
        {all.length > SHOWN ? `${all.length - SHOWN} more in the next ${DAYS} days. ` : null}
        Updated <RelativeTime at={answer.fetched_at} timeZone={timeZone} />
        {answer.stale ? ', refreshing' : null}.
      </p>
    </>
  );
}

function Unreachable({ connection, error, onRetry }: { connection: Connection; error: unknown; onRetry: () => void }) {
  const reason = error instanceof ApiError ? error.extra.reason : undefined;
  if (reason === 'settings_incomplete' || reason === 'event_type_missing')
    return (
      <Callout tone="caution">
        {error instanceof ApiError ? error.detail : null}{' '}
        <Link href={`/settings/integrations/${connection.id}`}>Choose event type</Link>
      </Callout>
    );
  return (
    <ErrorState
      title="We couldn’t reach the calendar."
      consequence="This doesn’t mean that no times are available."
      error={error}
      onRetry={onRetry}
    />
  );
}
