import type { ProviderModule } from '@/lib/calendars/provider-module';
import { createOutlookProvider } from './adapter';
import { outlookBookings } from './bookings';
import { outlookCalendars } from './calendars';
import { outlookChanges } from './changes';
import { createGraphClient, type OutlookDeps } from './client';
import { outlookOAuth } from './oauth';
import { outlookSubscriptions } from './subscriptions';

/** Outlook, by OAuth, through Microsoft Graph. */
export function createOutlookModule(deps: OutlookDeps): ProviderModule {
  const client = createGraphClient(deps);
  return {
    name: 'outlook',
    title: 'Outlook',
    provider: createOutlookProvider(client),
    sharedSlots: false,
    oauth: outlookOAuth(deps, client),
    key: null,
    eventTypes: null,
    hosts: null,
    accountCalendars: outlookCalendars(client),
    bookings: outlookBookings(client),
    subscriptions: outlookSubscriptions(client),
    changes: outlookChanges(client),
  };
}
