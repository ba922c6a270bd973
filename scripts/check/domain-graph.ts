/**
 * Which domain may import which. A domain is a folder of `lib/` named here; every arrow points one way, and what has to
 * travel against an arrow is a row in the outbox.
 */
export const domainGraph: Readonly<Record<string, readonly string[]>> = {
  orgs: [],
  bookings: ['orgs'],
  calls: ['bookings', 'calendars', 'orgs'],
  calendars: ['bookings', 'orgs'],
  analytics: ['bookings', 'calls', 'orgs'],
  notifications: ['orgs'],
  webhooks: ['orgs'],
};
