import type { CalendarProviderId } from '@/lib/contracts/calendars';

interface ProviderWords {
  /** What connecting it gives, in a sentence. */
  about: string;
  /** Name of the provider itself, for "at …". */
  site: string;
  /** What the provider keeps to look for when there is nothing to book. */
  whenEmpty: string;
  /** Begins the consent; null where there is none. */
  consentPath: string | null;
  /** What an installation has to set before the provider can be connected. */
  variables: readonly string[];
}

const consent = (name: string, prefix: string) => ({
  consentPath: `/api/oauth/${name}/start`,
  variables: [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`],
});
const noConsent = { consentPath: null, variables: [] };

/** What the pages say of each provider. */
export const providerWords: Readonly<Record<CalendarProviderId, ProviderWords>> = {
  calcom: {
    about: 'Event types, teams and bookings in both directions, by an API key.',
    site: 'Cal.com',
    whenEmpty: 'Make an event type at Cal.com that is not hidden, not paid and for one visitor, then refresh.',
    ...noConsent,
  },
  calendly: {
    about: 'Event types and bookings of one account, with your consent at Calendly.',
    site: 'Calendly',
    whenEmpty: 'Switch on a one-on-one event type at Calendly that is free of charge, then refresh.',
    ...consent('calendly', 'CALENDLY'),
  },
  google: {
    about: 'Free times from your working hours less what is in the calendar; bookings with a Meet link.',
    site: 'Google',
    whenEmpty: '',
    ...consent('google', 'GOOGLE'),
  },
  outlook: {
    about: 'Free times from your working hours less what is in the calendar; bookings with a Teams link.',
    site: 'Microsoft',
    whenEmpty: '',
    ...consent('microsoft', 'MICROSOFT'),
  },
  calendly_embed: {
    about: 'Your public Calendly page in a frame, known by its address alone. No account is connected.',
    site: 'Calendly',
    whenEmpty: '',
    ...noConsent,
  },
  sandbox: {
    about: 'A calendar without an account, to try things out. Nothing leaves this installation.',
    site: 'the sandbox',
    whenEmpty: '',
    ...noConsent,
  },
};
