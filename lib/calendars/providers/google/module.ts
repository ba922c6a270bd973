import type { ProviderModule } from '@/lib/calendars/provider-module';
import { createGoogleProvider } from './adapter';
import { googleBookings } from './bookings';
import { googleCalendars } from './calendars';
import { googleChanges } from './changes';
import { googleChannels } from './channels';
import { createGoogleClient, type GoogleDeps } from './client';
import { googleOAuth } from './oauth';

/** Google Calendar, by OAuth. */
export function createGoogleModule(deps: GoogleDeps): ProviderModule {
  const client = createGoogleClient(deps);
  return {
    name: 'google',
    title: 'Google Calendar',
    provider: createGoogleProvider(client),
    sharedSlots: false,
    oauth: googleOAuth(deps, client),
    key: null,
    eventTypes: null,
    hosts: null,
    accountCalendars: googleCalendars(client),
    bookings: googleBookings(client),
    subscriptions: googleChannels(client),
    changes: googleChanges(client),
  };
}
