import { CalendarFaultError } from '@/lib/calendars/faults';
import type { CalendarProvider } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { bookOnce } from './book';
import { calcomBookings } from './bookings';
import { calcomChanges } from './changes';
import { apiKeyOf, type CalcomClient, type CalcomDeps, createCalcomClient, dataOf } from './client';
import { calcomEventTypes } from './event-types';
import { calcomHosts } from './hosts';
import { eventTypeIdOf, slotsFromWire } from './map';
import { calcomKey } from './verify-key';
import { calcomWebhooks } from './webhooks';
import { wireSlots } from './wire';

/** Cal.com v2, by API key. */
export function createCalcomModule(deps: CalcomDeps): ProviderModule {
  const client = createCalcomClient(deps);
  return {
    name: 'calcom',
    title: 'Cal.com',
    provider: createCalcomProvider(deps, client),
    sharedSlots: false,
    oauth: null,
    key: calcomKey(client),
    eventTypes: calcomEventTypes(client),
    hosts: calcomHosts(client),
    accountCalendars: null,
    bookings: calcomBookings(client),
    subscriptions: calcomWebhooks(client),
    changes: calcomChanges(client, deps.clock),
  };
}

function createCalcomProvider(deps: CalcomDeps, client: CalcomClient): CalendarProvider {
  return {
    async availableSlots(connection, range, zone) {
      const answer = await client.ask(apiKeyOf(connection), {
        method: 'GET',
        path: '/slots',
        query: {
          eventTypeId: String(eventTypeIdOf(connection)),
          start: range.from.toISOString(),
          end: range.to.toISOString(),
          timeZone: zone,
          format: 'range',
        },
        version: 'slots',
        repeatable: true,
      });
      if (!answer.ok && answer.status === 404) throw new CalendarFaultError('event_type_missing', 'HTTP 404');
      return slotsFromWire(dataOf(answer, wireSlots), range);
    },
    book: (connection, slot, visitor, key) => bookOnce(deps, client, { connection, slot, visitor, key }),
    label: ({ accountLabel, settings }) =>
      ['Cal.com', accountLabel, settings.eventTypeName].filter((part) => part !== undefined).join(' · '),
  };
}
