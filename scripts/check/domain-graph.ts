/**
 * Which domain may import which. A domain is a folder of `lib/` named here; every arrow points one way, and what has to
 * travel against an arrow is a row in the outbox.
 */
export const domainGraph: Readonly<Record<string, readonly string[]>> = {
  orgs: [],
  bookings: ['orgs'],
  calls: ['bookings', 'calendars', 'orgs'],
  calendars: ['bookings', 'inbox', 'orgs'],
  /** Leads, their campaigns and clients, who they are in bookings, whether they came, the funnel. */
  campaigns: ['bookings', 'orgs'],
  /** What providers post: kept once, interpreted, repeated, replayed. */
  inbox: ['orgs'],
  /** What others are told: Standard Webhooks and CRM targets. */
  webhooks: ['bookings', 'campaigns', 'orgs'],
  analytics: ['bookings', 'calls', 'orgs'],
  notifications: ['orgs'],
};
