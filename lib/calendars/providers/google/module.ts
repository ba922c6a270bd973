import type { CalendarProvider } from '@/lib/calendars/port';
import type { AccountCalendarsFacet, ProviderModule } from '@/lib/calendars/provider-module';
import { slotsBetweenBusy } from '@/lib/calendars/slots/busy-calendar';
import { bookOnce } from './book';
import { googleBookings } from './bookings';
import { busyTimes } from './busy-times';
import { googleChanges } from './changes';
import { googleChannels } from './channels';
import { createGoogleClient, dataOf, type GoogleClient, type GoogleDeps } from './client';
import { googleOAuth } from './oauth';
import { readGooglePush } from './read-push';
import { wireCalendarList } from './wire';

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
    webhooks: {
      kind: 'notifications',
      name: 'google',
      challenge: () => null,
      read: ({ headers }, connectionId) => readGooglePush(headers, connectionId),
    },
    sharedPage: null,
    ownAccount: null,
  };
}

/** A Google calendar: its working hours less its busy times are its slots. */
function createGoogleProvider(client: GoogleClient): CalendarProvider {
  return {
    availableSlots: (connection, range) =>
      slotsBetweenBusy(connection, range, client.clock.now(), (asked) => busyTimes(client, connection, asked)),
    book: (connection, slot, visitor, key) => bookOnce(client, { connection, slot, visitor, key }),
    label: ({ accountLabel, settings }) =>
      ['Google Calendar', accountLabel, settings.eventTypeName].filter((part) => part !== undefined).join(' · '),
  };
}

/** The calendars of a Google account that it owns: others could be read, but not booked for sure. */
function googleCalendars(client: GoogleClient): AccountCalendarsFacet {
  return {
    async list(connection) {
      const query = { minAccessRole: 'owner', maxResults: '250' };
      const path = '/users/me/calendarList';
      const { items } = dataOf(
        await client.ask(connection, { method: 'GET', path, query, repeatable: true }),
        wireCalendarList,
      );
      return items
        .map(({ id, summary, primary = false }) => ({ id, name: summary, isMain: primary }))
        .sort((a, b) => Number(b.isMain) - Number(a.isMain));
    },
  };
}
