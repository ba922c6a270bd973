/**
 * Which domain may import which. A domain is a folder of `lib/` named here; every arrow points one way, and what has to
 * travel against an arrow is a row in the outbox.
 */
export const domainGraph: Readonly<Record<string, readonly string[]>> = {
  orgs: [],
  bookings: ['orgs'],
  /** What providers post: stored once, interpreted, retried, replayed. */
  'webhook-inbox': ['orgs'],
  calendars: ['bookings', 'orgs', 'webhook-inbox'],
  calls: ['bookings', 'calendars', 'orgs', 'webhook-inbox'],
  /** Leads with their campaigns and clients, their import, and who they are in bookings. */
  leads: ['bookings', 'orgs', 'webhook-inbox'],
  attendance: ['bookings', 'leads', 'orgs'],
  funnel: ['bookings', 'leads', 'orgs'],
  /** Events sent to others: Standard Webhooks and CRM targets. */
  'webhook-outbox': ['bookings', 'orgs'],
};
