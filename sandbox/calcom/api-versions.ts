/** Groups of addresses that take their own dated version. */
type VersionGroup = 'bookings' | 'slots' | 'event-types';

const ACCEPTED: Readonly<Record<VersionGroup, readonly string[]>> = {
  bookings: ['2026-02-25', '2024-08-13'],
  slots: ['2024-09-04'],
  'event-types': ['2026-06-12', '2024-06-14'],
};

/** The group of an address, or null when it needs no version. */
export function groupOf(path: string): VersionGroup | null {
  if (/\/webhooks(\/|$)/.test(path)) return null;
  if (/^\/v2\/bookings(\/|$)/.test(path)) return 'bookings';
  if (/^\/v2\/slots(\/|$)/.test(path)) return 'slots';
  return /^\/v2\/(teams\/[^/]+\/)?event-types(\/|$)/.test(path) ? 'event-types' : null;
}

/** Whether today's behaviour is meant; an unknown or absent version silently means that of 2024-04-15. */
export function isCurrent(group: VersionGroup, version: string | undefined): boolean {
  return version !== undefined && ACCEPTED[group].includes(version);
}
