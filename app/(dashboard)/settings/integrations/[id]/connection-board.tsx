'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ButtonLink } from '@/app/_components/action/link';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { ConnectionHead } from '@/app/(dashboard)/settings/integrations/_parts/connection-head';
import { isFixedHere } from '@/app/(dashboard)/settings/integrations/_parts/connection-state';
import { DisconnectDialog } from '@/app/(dashboard)/settings/integrations/_parts/disconnect-dialog';
import { Reconnect } from '@/app/(dashboard)/settings/integrations/_parts/reconnect';
import { ThreeSlots } from '@/app/(dashboard)/settings/integrations/_parts/three-slots';
import type { CalendarProviderWire, Connection, IntegrationsOverview } from '@/lib/contracts/calendars';
import { BookedEventType } from './booked-event-type';
import { CallExternal } from './call-external';
import { ConnectionFacts } from './connection-facts';
import { SharePageCard } from './share-page-card';
import { SlotRulesForm } from './slot-rules-form';

interface ConnectionBoardProps {
  connection: Connection;
  provider: CalendarProviderWire;
  agents: IntegrationsOverview['agents'];
  mark: ReactNode;
  mayWrite: boolean;
}

/** One connected calendar: event type, slots, mappings and health. */
export function ConnectionBoard({ connection, provider, agents, mark, mayWrite }: ConnectionBoardProps) {
  const [isDisconnecting, setDisconnecting] = useState(false);
  const { bookable, connect_by, event_types, hosts } = provider.capabilities;

  return (
    <div className="flex flex-col gap-4">
      <ConnectionHead connection={connection} mark={mark}>
        {event_types || hosts ? (
          <ButtonLink size="small" href={`/settings/integrations/${connection.id}/mapping`}>
            Staff and services
          </ButtonLink>
        ) : null}
        {mayWrite ? (
          <Button size="small" onPress={() => setDisconnecting(true)}>
            Disconnect
          </Button>
        ) : null}
      </ConnectionHead>
      {connection.attention ? (
        <Callout
          tone="caution"
          action={
            mayWrite && !isFixedHere(connection) ? <Reconnect connection={connection} provider={provider} /> : null
          }
        >
          {connection.attention.message}
        </Callout>
      ) : null}
      {event_types ? <BookedEventType connection={connection} site={provider.name} mayWrite={mayWrite} /> : null}
      {bookable && !event_types ? (
        <SlotRulesForm connection={connection} hasCalendars={connect_by === 'oauth'} mayWrite={mayWrite} />
      ) : null}
      {provider.name === 'calcom' || provider.name === 'calendly' ? (
        <CallExternal connection={connection} mayWrite={mayWrite} />
      ) : null}
      {bookable ? (
        <ThreeSlots key={JSON.stringify(connection.settings)} connections={[connection]} />
      ) : (
        <SharePageCard connection={connection} />
      )}
      <ConnectionFacts connection={connection} provider={provider} />
      <DisconnectDialog
        connection={isDisconnecting ? connection : null}
        provider={provider}
        agents={agents}
        onClose={() => setDisconnecting(false)}
        redirectTo="/settings/integrations"
      />
    </div>
  );
}
