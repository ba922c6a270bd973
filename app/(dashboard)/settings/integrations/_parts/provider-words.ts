import type { CalendarProviderId } from '@/lib/contracts/calendars';

interface ProviderWords {
  /** What it does, in a sentence. */
  about: string;
  /** Name of the provider itself, for "on …". */
  site: string;
  /** What to do when it has no event types. */
  whenEmpty: string;
  /** Starts the consent; null when there is none. */
  consentPath: string | null;
  /** Environment variables that the provider needs. */
  variables: readonly string[];
}

const consent = (name: string, prefix: string) => ({
  consentPath: `/api/oauth/${name}/start`,
  variables: [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`],
});
const noConsent = { consentPath: null, variables: [] };

/** The texts about each provider. */
export const providerWords: Readonly<Record<CalendarProviderId, ProviderWords>> = {
  calcom: {
    about: 'Two-way sync with Cal.com using an API key.',
    site: 'Cal.com',
    whenEmpty: 'Create an event type on Cal.com that is visible, free and for one attendee, then refresh.',
    ...noConsent,
  },
  calendly: {
    about: 'Connect your Calendly account.',
    site: 'Calendly',
    whenEmpty: 'Turn on a free one-on-one event type on Calendly, then refresh.',
    ...consent('calendly', 'CALENDLY'),
  },
  google: {
    about: 'Availability from your calendar; bookings get a Google Meet link.',
    site: 'Google',
    whenEmpty: '',
    ...consent('google', 'GOOGLE'),
  },
  outlook: {
    about: 'Availability from your calendar; bookings get a Microsoft Teams link.',
    site: 'Microsoft',
    whenEmpty: '',
    ...consent('microsoft', 'MICROSOFT'),
  },
  calendly_embed: {
    about: 'Embed your public Calendly page. No account needed.',
    site: 'Calendly',
    whenEmpty: '',
    ...noConsent,
  },
  sandbox: {
    about: 'A test calendar. Nothing leaves this server.',
    site: 'the sandbox',
    whenEmpty: '',
    ...noConsent,
  },
};
