'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { useKeptFocus } from '@/app/_components/use-kept-focus';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { DeleteDialog } from './delete-dialog';
import { EndpointCard, type EndpointDeed } from './endpoint-card';
import { EndpointDialog } from './endpoint-dialog';
import { ReplayDialog } from './replay-dialog';
import { RotateDialog } from './rotate-dialog';

interface EndpointCardsProps {
  endpoints: WebhookEndpoint[];
  mayChange: boolean;
  onChanged: () => void;
}

type Asking = { deed: EndpointDeed; endpoint: WebhookEndpoint } | { deed: 'new'; endpoint: null } | null;

/** The endpoints, each with its health, and what can be done with it. */
export function EndpointCards({ endpoints, mayChange, onChanged }: EndpointCardsProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const head = useKeptFocus<HTMLHeadingElement>(`${endpoints.length} ${asking?.deed}`);
  const close = () => {
    setAsking(null);
    onChanged();
  };
  const make = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden className="size-4 shrink-0" />}
      onPress={() => setAsking({ deed: 'new', endpoint: null })}
    >
      New endpoint
    </Button>
  );
  const of = (deed: EndpointDeed) => (asking?.deed === deed ? asking.endpoint : null);
  return (
    <section aria-labelledby="endpoints">
      <header className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id="endpoints" ref={head} tabIndex={-1} className="text-body font-semibold outline-none">
          Endpoints
        </h2>
        {mayChange && endpoints.length > 0 ? make : null}
      </header>
      {endpoints.length === 0 ? (
        <EmptyState action={mayChange ? make : null}>
          Your own systems and your CRM can be told when something is booked, moved, cancelled or called.
        </EmptyState>
      ) : (
        <ul aria-label="Endpoints" className="grid gap-4 rail:grid-cols-2">
          {endpoints.map((endpoint) => (
            <EndpointCard
              key={endpoint.id}
              endpoint={endpoint}
              mayChange={mayChange}
              onChanged={onChanged}
              onAsk={(deed) => setAsking({ deed, endpoint })}
            />
          ))}
        </ul>
      )}
      <EndpointDialog edited={asking?.deed === 'new' ? 'new' : of('change')} onClose={close} />
      <RotateDialog endpoint={of('rotate')} onClose={close} />
      <ReplayDialog endpoint={of('replay')} onClose={close} />
      <DeleteDialog endpoint={of('delete')} onClose={close} />
    </section>
  );
}
