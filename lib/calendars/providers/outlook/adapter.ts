import type { CalendarProvider } from '@/lib/calendars/port';
import { slotsBetweenBusy } from '@/lib/calendars/slots/busy-calendar';
import { bookOnce } from './book';
import { busyTimes } from './busy-times';
import type { GraphClient } from './client';

/** An Outlook calendar: its working hours less its busy times are its slots. */
export function createOutlookProvider(client: GraphClient): CalendarProvider {
  return {
    availableSlots: (connection, range) =>
      slotsBetweenBusy(connection, range, client.clock.now(), (asked) => busyTimes(client, connection, asked)),
    book: (connection, slot, visitor, key) => bookOnce(client, { connection, slot, visitor, key }),
    label: ({ accountLabel, settings }) =>
      ['Outlook', accountLabel, settings.eventTypeName].filter((part) => part !== undefined).join(' · '),
  };
}
