'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ButtonLink } from '@/app/_components/action/link';
import type { CalendarProviderWire, Connection } from '@/lib/contracts/calendars';
import { CalcomDialog } from './calcom-dialog';
import { isFixedHere } from './connection-state';
import { ConsentLink } from './consent-link';

/** The fix for a connection that needs attention: another event type, or a reconnect. */
export function Reconnect({ connection, provider }: { connection: Connection; provider: CalendarProviderWire }) {
  const [isOpen, setOpen] = useState(false);
  const { account } = connection;
  if (isFixedHere(connection))
    return (
      <ButtonLink size="small" href={`/settings/integrations/${connection.id}`}>
        Choose another
      </ButtonLink>
    );
  if (provider.capabilities.connect_by === 'oauth')
    return (
      <ConsentLink provider={provider.name} size="small" aria-label={`Reconnect ${account}`}>
        Reconnect
      </ConsentLink>
    );
  if (provider.capabilities.connect_by !== 'key') return null;
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)} aria-label={`Reconnect ${account}`}>
        Reconnect
      </Button>
      <CalcomDialog isOpen={isOpen} onClose={() => setOpen(false)} reconnecting={connection} />
    </>
  );
}
