'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '@/app/_components/action/icon-button';
import { ButtonLink } from '@/app/_components/action/link';
import { useAddress } from '@/app/_components/use-address';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { Connection } from '@/lib/contracts/calendars';
import { needsEventType } from './connection-state';
import { ConsentLink } from './consent-link';
import type { ConsentReturn } from './read-return';

interface ReturnBannerProps {
  returned: ConsentReturn;
  title: string;
  /** The connections of that provider. */
  connections: Connection[];
  /** Whether what is booked there is chosen among event types. */
  hasEventTypes: boolean;
}

/** How the consent ended: connected and what is next, or why not, in words, with a way to try again. */
export function ReturnBanner({ returned, title, connections, hasEventTypes }: ReturnBannerProps) {
  const { change } = useAddress();
  const banner = useRef<HTMLDivElement>(null);
  // The browser comes from another site: this is what it came back for.
  useEffect(() => banner.current?.focus(), []);
  const dismiss = () => change({ connected: null, failed: null, provider: null }, { fromServer: true });
  const unchosen = hasEventTypes ? connections.find(needsEventType) : undefined;
  const [latest] = connections;

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
            ) : unchosen ? (
              <ButtonLink size="small" href={`/settings/integrations/${unchosen.id}`}>
                Choose what is booked
              </ButtonLink>
            ) : null}
            <IconButton label="Dismiss" onPress={dismiss}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </div>
        }
      >
        {returned.failure ? (
          <>
            <strong className="font-semibold">{title} was not connected.</strong> {returned.failure}
          </>
        ) : (
          <>
            <strong className="font-semibold">{title} is connected</strong>
            {latest ? ` as ${(unchosen ?? latest).account}.` : '.'}
          </>
        )}
      </Callout>
    </div>
  );
}
