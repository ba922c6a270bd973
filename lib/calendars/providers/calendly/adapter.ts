import type { CalendarProvider } from '@/lib/calendars/port';
import { availableStarts } from './available-times';
import { bookOnce } from './book';
import { accountOf, type CalendlyClient, type CalendlyDeps } from './client';
import { readEventType } from './event-types';
import { eventTypeUriOf, slotAt } from './map';

/** Calendly as a calendar with slots: those of one event type. */
export function createCalendlyProvider(deps: CalendlyDeps, client: CalendlyClient): CalendarProvider {
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
