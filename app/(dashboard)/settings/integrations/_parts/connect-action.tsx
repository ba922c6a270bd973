'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import type { CalendarProviderWire, Connection } from '@/lib/contracts/calendars';
import { CalcomDialog } from './calcom-dialog';
import { ConsentLink } from './consent-link';
import { SandboxButton } from './sandbox-button';
import { SharePageDialog } from './share-page-dialog';

interface ConnectActionProps {
  provider: CalendarProviderWire;
  /** Its current connections. */
  connections: Connection[];
}

/** The button that connects an account, in the provider's own way. */
export function ConnectAction({ provider, connections }: ConnectActionProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const words = connections.length > 0 ? 'Connect another' : 'Connect';
  const label = `${words}: ${provider.title}`;

  switch (provider.capabilities.connect_by) {
    case 'oauth':
      return (
        <ConsentLink provider={provider.name} aria-label={label}>
          {words}
        </ConsentLink>
      );
    case 'none':
      return connections.length > 0 ? null : <SandboxButton label={label} />;
    case 'share_url':
      return (
        <>
          <Button onPress={() => setOpen(true)} aria-label={label}>
            {words}
          </Button>
          <SharePageDialog isOpen={isOpen} onClose={close} />
        </>
      );
    case 'key':
      return (
        <>
          <Button onPress={() => setOpen(true)} aria-label={label}>
            {words}
          </Button>
          <CalcomDialog isOpen={isOpen} onClose={close} />
        </>
      );
  }
}
