import type { Connection } from '@/lib/contracts/calendars';

/** Nothing is chosen yet that could be booked there. */
export function needsEventType({ settings }: Connection): boolean {
  return settings.event_type_id === undefined;
}

/** What is wrong is mended on the connection’s own page, by choosing something else. */
export function isMendedHere({ attention }: Connection): boolean {
  return attention?.reason === 'event_type_missing' || attention?.reason === 'calendar_missing';
}

/** A connection as a choice among all of them: the provider and the account. */
export function connectionName({ title, account }: Pick<Connection, 'title' | 'account'>): string {
  return title === account ? title : `${title} · ${account}`;
}
