'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { useKeptFocus } from '@/app/_components/use-kept-focus';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { DeleteDialog } from './delete-dialog';
import { type EndpointAction, EndpointCard } from './endpoint-card';
import { EndpointDialog } from './endpoint-dialog';
import { ReplayDialog } from './replay-dialog';
import { RotateDialog } from './rotate-dialog';

interface EndpointCardsProps {
  endpoints: WebhookEndpoint[];
  mayChange: boolean;
  onChanged: () => void;
}

type Asking = { action: EndpointAction; endpoint: WebhookEndpoint } | { action: 'new'; endpoint: null } | null;

/** The endpoints, each with its health and actions. */
export function EndpointCards({ endpoints, mayChange, onChanged }: EndpointCardsProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const head = useKeptFocus<HTMLHeadingElement>(`${endpoints.length} ${asking?.action}`);
  const close = () => {
    setAsking(null);
    onChanged();
  };
  const create = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden className="size-4 shrink-0" />}
      onPress={() => setAsking({ action: 'new', endpoint: null })}
    >
      New endpoint
    </Button>
  );
  const endpointFor = (action: EndpointAction) => (asking?.action === action ? asking.endpoint : null);
  return (
    <section aria-labelledby="endpoints">
      <header className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id="endpoints" ref={head} tabIndex={-1} className="text-body font-semibold outline-none">
          Endpoints
        </h2>
        {mayChange && endpoints.length > 0 ? create : null}
      </header>
      {endpoints.length === 0 ? (
        <EmptyState action={mayChange ? create : null}>
          Send events to your own systems and CRM when something is booked, rescheduled, cancelled or called.
        </EmptyState>
      ) : (
        <ul aria-label="Endpoints" className="grid gap-4 rail:grid-cols-2">
          {endpoints.map((endpoint) => (
            <EndpointCard
              key={endpoint.id}
              endpoint={endpoint}
              mayChange={mayChange}
              onChanged={onChanged}
              onAsk={(action) => setAsking({ action, endpoint })}
            />
          ))}
        </ul>
      )}
      <EndpointDialog edited={asking?.action === 'new' ? 'new' : endpointFor('change')} onClose={close} />
      <RotateDialog endpoint={endpointFor('rotate')} onClose={close} />
      <ReplayDialog endpoint={endpointFor('replay')} onClose={close} />
      <DeleteDialog endpoint={endpointFor('delete')} onClose={close} />
    </section>
  );
}
