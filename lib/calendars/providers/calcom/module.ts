import { CalendarFaultError } from '@/lib/calendars/faults';
import { installationKeys } from '@/lib/calendars/inbound/installation-keys';
import type { CalendarProvider } from '@/lib/calendars/port';
import type { KeyFacet, ProviderModule } from '@/lib/calendars/provider-module';
import { bookOnce } from './book';
import { calcomBookings } from './bookings';
import { calcomChanges } from './changes';
import { apiKeyOf, type CalcomClient, type CalcomDeps, createCalcomClient, dataOf } from './client';
import { calcomEventTypes } from './event-types';
import { calcomHosts } from './hosts';
import { eventTypeIdOf, slotsFromWire } from './map';
import { readCalcomWebhook } from './read-webhook';
import { isSignedByCalcom } from './verify-signature';
import { calcomWebhooks } from './webhooks';
import { wireMe, wireSlots } from './wire';

/** Cal.com v2, by API key. */
export function createCalcomModule(deps: CalcomDeps): ProviderModule {
  const client = createCalcomClient(deps);
  return {
    name: 'calcom',
    title: 'Cal.com',
    provider: createCalcomProvider(deps, client),
    sharedSlots: false,
    oauth: null,
    key: calcomKey(client, deps.config.apiKey ?? null),
    eventTypes: calcomEventTypes(client),
    hosts: calcomHosts(client),
    accountCalendars: null,
    bookings: calcomBookings(client),
    subscriptions: calcomWebhooks(client),
    changes: calcomChanges(client, deps.clock),
    webhooks: {
      kind: 'deliveries',
      name: 'calcom',
      signatureHeader: 'x-cal-signature-256',
      keptHeaders: ['x-cal-webhook-version'],
      installationKeys: installationKeys(deps.config.webhookSecret),
      installationWide: false,
      isSigned: isSignedByCalcom,
      read: readCalcomWebhook,
    },
    sharedPage: null,
    ownAccount: null,
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

/** Reads whose key it is. @throws CalendarFaultError `grant_expired` for an unknown, deleted or expired key */
function calcomKey(client: CalcomClient, installationKey: string | null): KeyFacet {
  return {
    installationKey,
    async verify(apiKey) {
      const me = dataOf(await client.ask(apiKey, { method: 'GET', path: '/me', repeatable: true }), wireMe);
      return { accountId: String(me.id), label: me.email };
    },
  };
}
