'use client';

import type { ReactNode } from 'react';
import type { CalendarProviderId, IntegrationsOverview } from '@/lib/contracts/calendars';
import { AgentCalendars } from './_parts/agent-calendars';
import { DefaultCalendar } from './_parts/default-calendar';
import { ProviderCard } from './_parts/provider-card';
import type { ConsentReturn } from './_parts/read-return';
import { ReturnBanner } from './_parts/return-banner';
import { ThreeSlots } from './_parts/three-slots';

interface IntegrationsBoardProps {
  overview: IntegrationsOverview;
  marks: Readonly<Record<CalendarProviderId, ReactNode>>;
  returned: ConsentReturn | null;
  mayWrite: boolean;
}

/** The calendar providers and their accounts, the default calendar, agents, and a test of its times. */
export function IntegrationsBoard({ overview, marks, returned, mayWrite }: IntegrationsBoardProps) {
  const { connections, providers, agents } = overview;
  const back = returned && providers.find(({ name }) => name === returned.provider);
  const bookable = connections.filter(
    ({ provider }) => providers.find(({ name }) => name === provider)?.capabilities.bookable,
  );

  return (
    <div className="flex flex-col gap-4">
      {returned && back ? (
        <ReturnBanner
          returned={returned}
          title={back.title}
          connections={connections.filter(({ provider }) => provider === back.name)}
          capabilities={back.capabilities}
        />
      ) : null}
      {mayWrite ? null : <p className="text-text-muted">Only owners and admins can connect calendars.</p>}
      {providers.map((provider) => (
        <ProviderCard
          key={provider.name}
          provider={provider}
          mark={marks[provider.name]}
          connections={connections.filter((connection) => connection.provider === provider.name)}
          agents={agents}
          mayWrite={mayWrite}
        />
      ))}
      <DefaultCalendar connections={connections} mayWrite={mayWrite} />
      {connections.length > 0 ? <AgentCalendars agents={agents} connections={connections} mayWrite={mayWrite} /> : null}
      {bookable.length > 0 ? <ThreeSlots connections={bookable} /> : null}
    </div>
  );
}
