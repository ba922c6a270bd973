import type { ProviderModule } from '@/lib/calendars/provider-module';
import { createCalendlyProvider } from './adapter';
import { calendlyBookings } from './bookings';
import { calendlyChanges } from './changes';
import { type CalendlyDeps, createCalendlyClient } from './client';
import { calendlyEventTypes } from './event-types';
import { calendlyOAuth } from './oauth';
import { calendlySubscriptions } from './subscriptions';

/** Calendly API v2, by OAuth. */
export function createCalendlyModule(deps: CalendlyDeps): ProviderModule {
  const client = createCalendlyClient(deps);
  return {
    name: 'calendly',
    title: 'Calendly',
    provider: createCalendlyProvider(deps, client),
    sharedSlots: false,
    oauth: calendlyOAuth(deps, client),
    key: null,
    eventTypes: calendlyEventTypes(client),
    hosts: null,
    accountCalendars: null,
    bookings: calendlyBookings(deps, client),
    subscriptions: calendlySubscriptions(deps, client),
    changes: calendlyChanges(client, deps.clock),
  };
}
