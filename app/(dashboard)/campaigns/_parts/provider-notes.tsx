'use client';

import { RelativeTime } from '@/app/_components/time/relative-time';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { FunnelProvider } from '@/lib/contracts/funnel';

/** Calendars that cannot be asked right now: the figures are the last known ones. */
export function ProviderNotes({ providers, timeZone }: { providers: FunnelProvider[]; timeZone: string }) {
  return providers
    .filter(({ available }) => !available)
    .map((provider) => (
      <Callout key={provider.connection_id} tone="caution">
        <strong>{provider.message}</strong> ({provider.label}). These are the last known figures
        {provider.last_read_at ? (
          <>
            , read <RelativeTime at={provider.last_read_at} timeZone={timeZone} />
          </>
        ) : null}
        . Nothing is lost: it is asked again every quarter of an hour.
      </Callout>
    ));
}
