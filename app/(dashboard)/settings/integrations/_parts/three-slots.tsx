'use client';

import { useState } from 'react';
import useSWR from 'swr';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { ApiError, apiGet } from '@/app/_components/api';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { Select } from '@/app/_components/form/select';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { Connection, SlotsResponse } from '@/lib/contracts/calendars';

const DAYS = 14;
const SHOWN = 3;

/** Asks a calendar for its next free times, to see whether the connection works. "No times" is not "could not ask". */
export function ThreeSlots({ connections }: { connections: Connection[] }) {
  const { timeZone } = useSession().organization;
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const standing = connections.find(({ is_default }) => is_default) ?? connections[0];
  const connection = connections.find(({ id }) => id === chosen) ?? standing;
  const query = new URLSearchParams({ connection_id: asked ?? '', days: String(DAYS), timezone: timeZone });
  const { data, error, isValidating, mutate } = useSWR<SlotsResponse, unknown>(
    asked && `/api/calendars/slots?${query}`,
    apiGet<SlotsResponse>,
    { revalidateOnFocus: false, revalidateIfStale: false, revalidateOnReconnect: false, shouldRetryOnError: false },
  );
  if (!connection) return null;

  const ask = () => {
    if (asked === connection.id) void mutate();
    else setAsked(connection.id);
  };

  return (
    <Card title="Try it" note={`The next free times, as they would be offered. The zone is ${timeZone}.`}>
      <div className="flex flex-wrap items-end gap-3">
        {connections.length > 1 ? (
          <Select
            label="Calendar"
            options={connections.map(({ id, account, title }) => ({ value: id, label: account, hint: title }))}
            value={connection.id}
            onChange={setChosen}
            className="w-72 max-w-full"
          />
        ) : null}
        <Button onPress={ask} isPending={isValidating}>
          Show me three slots
        </Button>
      </div>
      {asked === connection.id ? (
        <div className="mt-4" aria-live="polite">
          {isValidating && !data ? (
            <SkeletonText lines={SHOWN} label="Asking the calendar" />
          ) : error ? (
            <CouldNotAsk connection={connection} error={error} onRetry={() => void mutate()} />
          ) : data ? (
            <Slots answer={data} timeZone={timeZone} />
          ) : null}
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
        The calendar answered: no times are free in the next {DAYS} days. Look at its working hours there, or at what is
        in it.
      </Callout>
    );
  return (
    <>
      <ol aria-label="Free times" className="flex flex-col gap-1">
        {all.slice(0, SHOWN).map(({ start }) => (
          <li key={start}>
            <ZonedTime at={start} timeZone={timeZone} />
          </li>
        ))}
      </ol>
      <p className="mt-2 text-table text-text-muted">
        {all.length > SHOWN ? `${all.length - SHOWN} more in the next ${DAYS} days. ` : null}
        Asked <RelativeTime at={answer.fetched_at} timeZone={timeZone} />
        {answer.stale ? ', being asked again' : null}.
      </p>
    </>
  );
}

function CouldNotAsk({ connection, error, onRetry }: { connection: Connection; error: unknown; onRetry: () => void }) {
  const reason = error instanceof ApiError ? error.extra.reason : undefined;
  if (reason === 'settings_incomplete' || reason === 'event_type_missing')
    return (
      <Callout tone="caution">
        {error instanceof ApiError ? error.detail : null}{' '}
        <Link href={`/settings/integrations/${connection.id}`}>Choose what is booked</Link>
      </Callout>
    );
  return (
    <ErrorState
      title="The calendar could not be asked."
      consequence="That does not mean that no times are free."
      error={error}
      onRetry={onRetry}
    />
  );
}
