import { CalendarFaultError } from '@/lib/calendars/faults';
import type { ProviderModule } from '@/lib/calendars/provider-module';

/**
 * A Calendly page shown in a frame, known by its share address alone: nothing can be listed or booked through us. What
 * the frame says was scheduled is recorded by `record-embed-booking.ts`.
 */
export function createCalendlyEmbedModule(): ProviderModule {
  const onlyItsPage = () => Promise.reject(new CalendarFaultError('own_page'));
  return {
    name: 'calendly_embed',
    title: 'Calendly page',
    provider: {
      availableSlots: onlyItsPage,
      book: async (connection) => ({ kind: 'link', url: connection.settings.shareUrl ?? '', why: 'embed' }),
      label: (connection) => connection.accountLabel,
    },
    sharedSlots: true,
    oauth: null,
    key: null,
    eventTypes: null,
    hosts: null,
    accountCalendars: null,
    bookings: null,
    subscriptions: null,
    changes: null,
  };
}
