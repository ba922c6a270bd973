import { CalendarFaultError } from '@/lib/calendars/faults';
import type { ProviderModule, SharedPageFacet } from '@/lib/calendars/provider-module';
import { AppError } from '@/lib/core/errors';

/** Hosts that an address may name: the frame shows nothing else. */
const HOSTS = ['calendly.com', 'www.calendly.com'];
/** Addresses of Calendly's API, which the frame's message names. */
const EVENT_URI = /^https:\/\/api\.calendly\.com\/scheduled_events\/[\w-]{1,64}$/;
const INVITEE_URI = /^https:\/\/api\.calendly\.com\/scheduled_events\/[\w-]{1,64}\/invitees\/[\w-]{1,64}$/;

/**
 * A Calendly page in a frame, known only by its address: slots are listed and booked on the page, not through us. What the
 * frame reports is recorded by `record-embed-booking.ts`.
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
    webhooks: null,
    sharedPage: { accountOf, sourceOf },
    ownAccount: null,
  };
}

const accountOf: SharedPageFacet['accountOf'] = (address) => {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:' || !HOSTS.includes(url.hostname) || url.pathname === '/') {
    const message = 'Enter the address of a Calendly page, e.g. https://calendly.com/you/intro.';
    throw new AppError('validation_failed', `The calendar was not connected. ${message}`, {
      fields: [{ field: 'share_url', message }],
    });
  }
  const shareUrl = `https://calendly.com${url.pathname.replace(/\/+$/, '')}`;
  return { account: { accountId: shareUrl, label: shareUrl.replace('https://', '') }, settings: { shareUrl } };
};

const sourceOf: SharedPageFacet['sourceOf'] = ({ eventUri, inviteeUri }) =>
  EVENT_URI.test(eventUri) && INVITEE_URI.test(inviteeUri) ? 'calendly' : null;
