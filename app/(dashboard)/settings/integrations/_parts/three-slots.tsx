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

/** Asks a calendar for its next free times, to see whether the connection works. "No times" is not "could not ask". */
export function ThreeSlots({ connections }: { connections: Connection[] }) {
  const { timeZone } = useSession().organization;
  const [chosen, setChosen] = useState<string | null>(null);
  const { asked, answer, error, isAsking, ask } = useAskForSlots(timeZone, DAYS);
  const standing = connections.find(({ is_default }) => is_default) ?? connections[0];
  const connection = connections.find(({ id }) => id === chosen) ?? standing;
  if (!connection) return null;

  return (
    <Card title="Try it" note={`The next free times, as they would be offered. The zone is ${timeZone}.`}>
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
        <Button onPress={() => void ask(connection.id)} isPending={isAsking}>
          Show me three slots
        </Button>
      </div>
      {asked === connection.id ? (
        <div className="mt-4" aria-live="polite">
          {isAsking ? (
            <SkeletonText lines={SHOWN} label="Asking the calendar" />
          ) : answer ? (
            <Slots answer={answer} timeZone={timeZone} />
          ) : (
            <CouldNotAsk connection={connection} error={error} onRetry={() => void ask(connection.id)} />
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
