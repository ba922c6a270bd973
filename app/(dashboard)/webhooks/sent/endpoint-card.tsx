'use client';

import { Ellipsis, History, KeyRound, Pencil, Power, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { IconButton } from '@/app/_components/action/icon-button';
import { Menu } from '@/app/_components/action/menu';
import { ApiError, api } from '@/app/_components/api';
import { newIdempotencyKey } from '@/app/_components/browser-ids';
import { Badge } from '@/app/_components/feedback/badge';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { EndpointHealth } from './endpoint-health';
import { endpointName, eventLabel, kindWords } from './endpoint-words';

/** Actions that open a dialog. */
export type EndpointAction = 'change' | 'rotate' | 'replay' | 'delete';

interface EndpointCardProps {
  endpoint: WebhookEndpoint;
  mayChange: boolean;
  onChanged: () => void;
  onAsk: (action: EndpointAction) => void;
}

export function EndpointCard({ endpoint, mayChange, onChanged, onAsk }: EndpointCardProps) {
  const { id, kind, url, event_types, enabled } = endpoint;
  const name = endpointName(endpoint);
  const [isTesting, setTesting] = useState(false);

  async function act(work: () => Promise<string>, failed: string) {
    try {
      showToast(await work());
      onChanged();
    } catch (error) {
      showErrorToast(failed, error instanceof ApiError ? error.detail : undefined);
    }
  }

  async function test() {
    setTesting(true);
    await act(async () => {
      await api(`/api/webhook-endpoints/${id}/test`, { method: 'POST', idempotencyKey: newIdempotencyKey() });
      return `Test event sent to ${name}`;
    }, 'Couldn’t send the test event');
    setTesting(false);
  }

  const switchTo = (on: boolean) =>
    act(async () => {
      await api(`/api/webhook-endpoints/${id}`, { method: 'PATCH', body: { enabled: on } });
      return on ? `${name} turned on` : `${name} turned off`;
    }, `Couldn’t update ${name}`);

  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-card border bg-surface p-4">
      <header className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold">
            <span className="min-w-0 break-words">{name}</span>
            <EndpointHealth endpoint={endpoint} />
          </h3>
          <p className="text-table break-all text-text-muted">{url ?? kindWords[kind]}</p>
        </div>
        {mayChange ? (
          <Menu
            label={`Actions for ${name}`}
            placement="bottom end"
            entries={[
              { id: 'change', label: 'Edit', icon: Pencil, onAction: () => onAsk('change') },
              {
                id: 'rotate',
                label: kind === 'standard' ? 'Rotate secret' : 'Update credentials',
                icon: KeyRound,
                onAction: () => onAsk('rotate'),
              },
              {
                id: 'replay',
                label: 'Replay events',
                icon: History,
                isDisabled: !enabled,
                onAction: () => onAsk('replay'),
              },
              {
                id: 'switch',
                label: enabled ? 'Turn off' : 'Turn on',
                icon: Power,
                onAction: () => void switchTo(!enabled),
              },
              { id: 'delete', label: 'Delete', icon: Trash2, isDanger: true, onAction: () => onAsk('delete') },
            ]}
          >
            <IconButton label={`More for ${name}`}>
              <Ellipsis aria-hidden className="size-4" />
            </IconButton>
          </Menu>
        ) : null}
      </header>
      <ul aria-label={`Events sent to ${name}`} className="flex flex-wrap gap-1">
        {event_types.map((type) => (
          <li key={type} className="min-w-0">
            <Badge>{eventLabel(type)}</Badge>
          </li>
        ))}
      </ul>
      <footer className="mt-auto flex flex-wrap items-center justify-between gap-2">
        <HealthLine endpoint={endpoint} />
        {mayChange && enabled ? (
          <Button size="small" isPending={isTesting} onPress={() => void test()} aria-label={`Send test to ${name}`}>
            Send test
          </Button>
        ) : null}
      </footer>
    </li>
  );
}

function HealthLine({ endpoint: { health, previous_secret_until } }: { endpoint: WebhookEndpoint }) {
  const { timeZone } = useSession().organization;
  const { delivered, failed, waiting, failing_since, last_success_at } = health;
  return (
    <p className="text-table text-text-muted">
      <span className="tabular">
        Last 7 days: {delivered} delivered, {failed} failed{waiting > 0 ? ` · ${waiting} waiting` : ''}
      </span>
      {failing_since ? (
        <>
          {' '}
          · failing since <RelativeTime at={failing_since} timeZone={timeZone} />
        </>
      ) : last_success_at ? (
        <>
          {' '}
          · last delivery <RelativeTime at={last_success_at} timeZone={timeZone} />
        </>
      ) : null}
      {previous_secret_until ? <SecretLine until={previous_secret_until} timeZone={timeZone} /> : null}
    </p>
  );
}

function SecretLine({ until, timeZone }: { until: string; timeZone: string }) {
  return (
    <span className="block">
      The previous secret also signs, until <RelativeTime at={until} timeZone={timeZone} />
    </span>
  );
}
