'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '@/app/_components/action/icon-button';
import { ButtonLink } from '@/app/_components/action/link';
import { useAddress } from '@/app/_components/use-address';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { CalendarProviderWire, Connection } from '@/lib/contracts/calendars';
import { needsEventType } from './connection-state';
import { ConsentLink } from './consent-link';
import type { ConsentReturn } from './read-return';

interface ReturnBannerProps {
  returned: ConsentReturn;
  title: string;
  /** The connections of that provider. */
  connections: Connection[];
  /** What the provider can do. */
  capabilities: CalendarProviderWire['capabilities'];
}

/** Result of a consent: connected, with the next step, or why not, with a retry. */
export function ReturnBanner({ returned, title, connections, capabilities }: ReturnBannerProps) {
  const { change } = useAddress();
  const banner = useRef<HTMLDivElement>(null);
  // The person comes back from another site for this.
  useEffect(() => banner.current?.focus(), []);
  const dismiss = () => change({ connected: null, failed: null, provider: null }, { fromServer: true });
  const connected = (capabilities.event_types ? connections.find(needsEventType) : undefined) ?? connections.at(-1);

  return (
    <div ref={banner} tabIndex={-1} role={returned.failure ? 'alert' : 'status'} className="outline-none">
      <Callout
        tone={returned.failure ? 'bad' : 'good'}
        action={
          <div className="flex items-center gap-2">
            {returned.failure ? (
              <ConsentLink provider={returned.provider} size="small">
                Retry
              </ConsentLink>
            ) : connected ? (
              <ButtonLink size="small" href={`/settings/integrations/${connected.id}`}>
                {capabilities.event_types ? 'Choose event type' : 'Set working hours'}
              </ButtonLink>
            ) : null}
            <IconButton label="Dismiss" onPress={dismiss} className="-my-1.5">
              <X aria-hidden className="size-4" />
            </IconButton>
          </div>
        }
      >
        {returned.failure ? (
          <>
            <strong className="font-semibold">{title} wasn’t connected.</strong> {returned.failure}
          </>
        ) : (
          <>
            <strong className="font-semibold">{title} is connected</strong>
            {connected ? ` as ${connected.account}.` : '.'}
          </>
        )}
      </Callout>
    </div>
  );
}
