'use client';

import { CircleCheck, ListChecks, Star, TriangleAlert } from 'lucide-react';
import { Button } from '@/app/_components/action/button';
import { ButtonLink } from '@/app/_components/action/link';
import { Badge } from '@/app/_components/feedback/badge';
import { Row } from '@/app/(dashboard)/_parts/rows';
import type { CalendarProviderWire, Connection } from '@/lib/contracts/calendars';
import { needsEventType } from './connection-state';
import { Reconnect } from './reconnect';

interface ConnectionRowProps {
  connection: Connection;
  provider: CalendarProviderWire;
  mayWrite: boolean;
  onDisconnect: () => void;
}

const iconStyle = 'size-3.5 shrink-0';

/** One connected account: status and actions. */
export function ConnectionRow({ connection, provider, mayWrite, onDisconnect }: ConnectionRowProps) {
  const { account, attention, is_default, settings } = connection;
  const mustChoose = provider.capabilities.event_types && needsEventType(connection);
  return (
    <Row
      title={account}
      note={
        attention ? (
          <span className="text-caution">{attention.message}</span>
        ) : mustChoose ? (
          'Choose an event type to start offering times.'
        ) : (
          settings.event_type_name
        )
      }
    >
      {is_default ? <Badge icon={<Star aria-hidden className={iconStyle} />}>Default</Badge> : null}
      {attention ? (
        <Badge tone="caution" icon={<TriangleAlert aria-hidden className={iconStyle} />}>
          Needs attention
        </Badge>
      ) : mustChoose ? (
        <Badge tone="info" icon={<ListChecks aria-hidden className={iconStyle} />}>
          Needs event type
        </Badge>
      ) : (
        <Badge tone="good" icon={<CircleCheck aria-hidden className={iconStyle} />}>
          Connected
        </Badge>
      )}
      {attention && mayWrite ? <Reconnect connection={connection} provider={provider} /> : null}
      <ButtonLink
        size="small"
        href={`/settings/integrations/${connection.id}`}
        aria-label={`${mayWrite ? 'Set up' : 'View'} ${account}`}
      >
        {mayWrite ? 'Set up' : 'View'}
      </ButtonLink>
      {mayWrite ? (
        <Button size="small" onPress={onDisconnect} aria-label={`Disconnect ${account}`}>
          Disconnect
        </Button>
      ) : null}
    </Row>
  );
}
