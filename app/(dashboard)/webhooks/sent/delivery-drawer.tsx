'use client';

import { CircleCheck, CircleHelp, CircleX, RotateCw } from 'lucide-react';
import { useState } from 'react';
import useSWR from 'swr';
import type { z } from 'zod';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { ApiError, api, apiGet } from '@/app/_components/api';
import { newIdempotencyKey } from '@/app/_components/browser-ids';
import { FoldedFacts, KeyValueList } from '@/app/_components/data/key-value-list';
import { Timeline, type TimelineEvent } from '@/app/_components/data/timeline';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { Drawer } from '@/app/_components/overlay/drawer';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { useLastShown } from '@/app/_components/overlay/use-last-shown';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { deliveryResponse, WebhookDeliveryDetails } from '@/lib/contracts/webhook-deliveries';
import { DeliveryBadge } from './delivery-badge';
import { eventLabel } from './endpoint-words';

type Details = z.infer<typeof deliveryResponse>;

interface DeliveryDrawerProps {
  /** Null: closed. */
  id: string | null;
  onClose: () => void;
  endpointNames: ReadonlyMap<string, string>;
  mayReplay: boolean;
  onReplayed: () => void;
}

const REFRESH_MS = 3_000;

/** One delivery: every attempt with its response, and the request body. */
export function DeliveryDrawer({ id, onClose, endpointNames, mayReplay, onReplayed }: DeliveryDrawerProps) {
  const lastId = useLastShown(id);
  const [isReplaying, setReplaying] = useState(false);
  const { data, error, mutate } = useSWR<Details, unknown>(
    lastId && `/api/webhook-deliveries/${lastId}`,
    apiGet<Details>,
    { refreshInterval: id === null ? 0 : REFRESH_MS },
  );
  const delivery = data?.webhook_delivery;

  async function replay() {
    setReplaying(true);
    try {
      await api(`/api/webhook-deliveries/${lastId}/replay`, { method: 'POST', idempotencyKey: newIdempotencyKey() });
      showToast('Resending with the same ID');
      await mutate();
      onReplayed();
    } catch (failure) {
      showErrorToast('Couldn’t resend this delivery', failure instanceof ApiError ? failure.detail : undefined);
    } finally {
      setReplaying(false);
    }
  }

  return (
    <Drawer
      isOpen={id !== null}
      onClose={onClose}
      title={delivery ? eventLabel(delivery.event_type) : 'Delivery'}
      status={delivery ? <DeliveryBadge delivery={delivery} /> : null}
      action={
        delivery && mayReplay ? (
          <div>
            <Button
              size="small"
              icon={<RotateCw aria-hidden className="size-4 shrink-0" />}
              isPending={isReplaying}
              onPress={() => void replay()}
            >
              Replay
            </Button>
          </div>
        ) : null
      }
    >
      {delivery ? (
        <DeliveryFacts delivery={delivery} endpoint={endpointNames.get(delivery.endpoint_id) ?? '–'} />
      ) : null}
      {error && !data ? (
        <ErrorState title="We couldn’t load this delivery." error={error} onRetry={() => void mutate()} />
      ) : null}
      {!data && !error ? <SkeletonText lines={8} label="Loading delivery" /> : null}
    </Drawer>
  );
}

function DeliveryFacts({ delivery, endpoint }: { delivery: WebhookDeliveryDetails; endpoint: string }) {
  const { timeZone } = useSession().organization;
  const { message_id, booking_id, error_text, next_attempt_at, attempt_log, body } = delivery;
  return (
    <>
      <KeyValueList
        items={[
          { label: 'Endpoint', value: endpoint },
          ...(booking_id
            ? [{ label: 'Booking', value: <Link href={`/bookings?booking=${booking_id}`}>View booking</Link> }]
            : []),
          { label: 'Message ID', value: <code className="font-mono text-caption break-all">{message_id}</code> },
          ...(error_text ? [{ label: 'Error', value: error_text }] : []),
          ...(next_attempt_at
            ? [{ label: 'Next attempt', value: <RelativeTime at={next_attempt_at} timeZone={timeZone} /> }]
            : []),
        ]}
      />
      {attempt_log.length === 0 ? (
        <p className="text-text-muted">Not attempted yet.</p>
      ) : (
        <Timeline label="Attempts" timeZone={timeZone} events={attempt_log.map(attemptEvent).reverse()} />
      )}
      <FoldedFacts title="Request body">
        <pre className="overflow-x-auto font-mono text-caption whitespace-pre-wrap">{pretty(body)}</pre>
      </FoldedFacts>
    </>
  );
}

function attemptEvent(attempt: WebhookDeliveryDetails['attempt_log'][number]): TimelineEvent {
  const { number, started_at, finished_at, duration_ms, status_code, error_text, response } = attempt;
  const id = String(number);
  if (finished_at === null)
    return {
      id,
      at: started_at,
      icon: CircleHelp,
      title: `Attempt ${number}`,
      who: 'No result was recorded.',
    };
  const answer = status_code === null ? null : `Response ${status_code}`;
  const took = duration_ms === null ? null : `${duration_ms} ms`;
  return {
    id,
    at: started_at,
    icon: error_text ? CircleX : CircleCheck,
    tone: error_text ? 'bad' : 'good',
    title: `Attempt ${number}`,
    who: [answer, took, error_text].filter(Boolean).join(' · ') || 'Done',
    evidence: response ? <code className="font-mono break-all">{response}</code> : undefined,
  };
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
