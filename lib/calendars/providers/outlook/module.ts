import type { CalendarProvider } from '@/lib/calendars/port';
import type { AccountCalendarsFacet, ProviderModule } from '@/lib/calendars/provider-module';
import { slotsBetweenBusy } from '@/lib/calendars/slots/busy-calendar';
import { bookOnce } from './book';
import { outlookBookings } from './bookings';
import { busyTimes } from './busy-times';
import { outlookChanges } from './changes';
import { createGraphClient, dataOf, type GraphClient, type OutlookDeps } from './client';
import { outlookOAuth } from './oauth';
import { readMicrosoftPush } from './read-push';
import { outlookSubscriptions } from './subscriptions';
import { wireCalendars } from './wire';

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
    webhooks: {
      kind: 'notifications',
      name: 'microsoft',
      challenge: (query) => query.get('validationToken'),
      read: ({ text }, connectionId) => readMicrosoftPush(text, connectionId),
    },
    sharedPage: null,
    ownAccount: null,
  };
}

/** An Outlook calendar: its working hours less its busy times are its slots. */
function createOutlookProvider(client: GraphClient): CalendarProvider {
  return {
    availableSlots: (connection, range) =>
      slotsBetweenBusy(connection, range, client.clock.now(), (asked) => busyTimes(client, connection, asked)),
    book: (connection, slot, visitor, key) => bookOnce(client, { connection, slot, visitor, key }),
    label: ({ accountLabel, settings }) =>
      ['Outlook', accountLabel, settings.eventTypeName].filter((part) => part !== undefined).join(' · '),
  };
}

/** The calendars of a mailbox that may be written to. */
function outlookCalendars(client: GraphClient): AccountCalendarsFacet {
  return {
    async list(connection) {
      const query = { $select: 'id,name,canEdit,isDefaultCalendar', $top: '100' };
      const answer = await client.ask(connection, { method: 'GET', path: '/me/calendars', query, repeatable: true });
      return dataOf(answer, wireCalendars)
        .value.filter(({ canEdit }) => canEdit !== false)
        .map(({ id, name, isDefaultCalendar }) => ({ id, name, isMain: isDefaultCalendar === true }))
        .sort((a, b) => Number(b.isMain) - Number(a.isMain));
    },
  };
}
