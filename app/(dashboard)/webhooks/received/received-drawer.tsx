'use client';

import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import useSWR from 'swr';
import type { z } from 'zod';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { ApiError, api, apiGet } from '@/app/_components/api';
import { FoldedFacts, KeyValueList } from '@/app/_components/data/key-value-list';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { Drawer } from '@/app/_components/overlay/drawer';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { useLastShown } from '@/app/_components/overlay/use-last-shown';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { replayResponse, webhookEventResponse } from '@/lib/contracts/webhook-events';
import { ReceivedBadge } from './received-badge';
import { kindText, outcomeText, receivedStatusWords } from './received-words';

type Details = z.infer<typeof webhookEventResponse>;

interface ReceivedDrawerProps {
  /** Null: closed. */
  id: string | null;
  onClose: () => void;
  onReplayed: () => void;
}

/** One webhook: outcome, payload and replay. */
export function ReceivedDrawer({ id, onClose, onReplayed }: ReceivedDrawerProps) {
  const { permissions } = useSession();
  const lastId = useLastShown(id);
  const [isReplaying, setReplaying] = useState(false);
  const path = lastId && `/api/webhook-events/${lastId}`;
  const { data, error, mutate } = useSWR<Details, unknown>(path, apiGet<Details>);
  const event = data?.webhook_event;
  const canReplay =
    event && event.body !== null && event.status !== 'missing' && permissions.includes('webhooks:write');

  async function replay() {
    setReplaying(true);
    try {
      const { webhook_event } = await api<z.infer<typeof replayResponse>>(`${path}/replay`, { method: 'POST' });
      showToast(`Replayed: ${receivedStatusWords[webhook_event.status].toLowerCase()}`, outcomeText(webhook_event));
      await mutate();
      onReplayed();
    } catch (failure) {
      showErrorToast('Couldn’t replay this webhook', failure instanceof ApiError ? failure.detail : undefined);
    } finally {
      setReplaying(false);
    }
  }

  return (
    <Drawer
      isOpen={id !== null}
      onClose={onClose}
      title={event ? kindText(event.kind) : 'Webhook'}
      status={event ? <ReceivedBadge event={event} /> : null}
      action={
        canReplay ? (
          <div>
            <Button
              icon={<RotateCcw aria-hidden className="size-4" />}
              isPending={isReplaying}
              onPress={() => void replay()}
            >
              Replay
            </Button>
          </div>
        ) : null
      }
    >
      {event ? <Facts event={event} /> : null}
      {error && !event ? (
        <ErrorState title="We couldn’t load this webhook." error={error} onRetry={() => void mutate()} />
      ) : null}
      {!event && !error ? <SkeletonText lines={8} label="Loading webhook" /> : null}
    </Drawer>
  );
}

function Facts({ event }: { event: Details['webhook_event'] }) {
  const { timeZone } = useSession().organization;
  const time = (at: string | null) => (at ? <RelativeTime at={at} timeZone={timeZone} /> : '–');
  return (
    <>
      <p>{outcomeText(event)}</p>
      <KeyValueList
        items={[
          { label: 'Source', value: providerTitle(event.provider) },
          { label: 'Event time', value: time(event.occurred_at) },
          { label: 'Received', value: time(event.received_at) },
          { label: 'Processed at', value: time(event.settled_at) },
          {
            label: 'Times received',
            value: event.status === 'missing' ? 0 : event.deliveries,
          },
          { label: 'Attempts', value: event.attempts },
          ...(event.next_attempt_at ? [{ label: 'Next attempt', value: time(event.next_attempt_at) }] : []),
          ...(event.error ? [{ label: 'Error', value: event.error }] : []),
          ...(event.booking_id
            ? [
                {
                  label: 'Booking',
                  value: <Link href={`/bookings?booking=${event.booking_id}`}>View booking</Link>,
                },
              ]
            : []),
        ]}
      />
      {Object.keys(event.payload).length === 0 ? null : (
        <FoldedFacts title="Payload">
          <KeyValueList items={Object.entries(event.payload).map(([label, value]) => ({ label, value }))} />
        </FoldedFacts>
      )}
      {event.body === null ? null : (
        <FoldedFacts title="Body">
          <pre className="overflow-x-auto text-caption whitespace-pre-wrap break-all">{pretty(event.body)}</pre>
        </FoldedFacts>
      )}
      {event.headers === null ? null : (
        <FoldedFacts title="Headers">
          <KeyValueList items={Object.entries(event.headers).map(([label, value]) => ({ label, value }))} />
        </FoldedFacts>
      )}
    </>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
