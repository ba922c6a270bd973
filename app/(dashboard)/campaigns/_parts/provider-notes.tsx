'use client';

import { RelativeTime } from '@/app/_components/time/relative-time';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { FunnelProvider } from '@/lib/contracts/funnel';

/** Warns about calendars that are unreachable: the figures are the last known ones. */
export function ProviderNotes({ providers, timeZone }: { providers: FunnelProvider[]; timeZone: string }) {
  return providers
    .filter(({ available }) => !available)
    .map((provider) => (
      <Callout key={provider.connection_id} tone="caution">
        <strong>{provider.message}</strong> ({provider.label}). Showing the latest figures we have
        {provider.last_read_at ? (
          <>
            , from <RelativeTime at={provider.last_read_at} timeZone={timeZone} />
          </>
        ) : null}
        . We retry every 15 minutes.
      </Callout>
    ));
}
