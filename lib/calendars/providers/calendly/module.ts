import { installationKeys } from '@/lib/calendars/inbound/installation-keys';
import type { CalendarProvider } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { availableStarts } from './available-times';
import { bookOnce } from './book';
import { calendlyBookings } from './bookings';
import { calendlyChanges } from './changes';
import { accountOf, type CalendlyClient, type CalendlyDeps, createCalendlyClient } from './client';
import { calendlyEventTypes, readEventType } from './event-types';
import { eventTypeUriOf, slotAt } from './map';
import { calendlyOAuth } from './oauth';
import { readCalendlyWebhook } from './read-webhook';
import { calendlySubscriptions } from './subscriptions';
import { isSignedByCalendly } from './verify-signature';

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
    webhooks: {
      kind: 'deliveries',
      name: 'calendly',
      signatureHeader: 'calendly-webhook-signature',
      keptHeaders: [],
      installationKeys: installationKeys(deps.config.webhookSigningKey),
      installationWide: true,
      isSigned: isSignedByCalendly,
      read: readCalendlyWebhook,
    },
    sharedPage: null,
    ownAccount: null,
  };
}

/** Calendly as a calendar with slots: those of one event type. */
function createCalendlyProvider(deps: CalendlyDeps, client: CalendlyClient): CalendarProvider {
  return {
    async availableSlots(connection, range) {
      const account = accountOf(connection);
      const uri = eventTypeUriOf(connection);
      // Calendly names starts only; how long a meeting takes is the type's affair.
      const [type, starts] = await Promise.all([
        readEventType(client, account, uri),
        availableStarts(client, account, uri, range, deps.clock.now()),
      ]);
      return starts.map((start) => slotAt(start, type));
    },
    book: (connection, slot, visitor, key) =>
      bookOnce(deps, client, { connection, eventTypeUri: eventTypeUriOf(connection), slot, visitor, key }),
    label: ({ accountLabel, settings }) =>
      ['Calendly', accountLabel, settings.eventTypeName].filter((part) => part !== undefined).join(' · '),
  };
}
