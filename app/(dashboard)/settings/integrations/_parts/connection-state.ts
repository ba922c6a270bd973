import type { Connection } from '@/lib/contracts/calendars';

/** No event type is chosen yet. */
export function needsEventType({ settings }: Connection): boolean {
  return settings.event_type_id === undefined;
}

/** Fixed on the connection's own page, by choosing something else. */
export function isFixedHere({ attention }: Connection): boolean {
  return attention?.reason === 'event_type_missing' || attention?.reason === 'calendar_missing';
}

/** Name of a connection among all: provider and account. */
export function connectionName({ title, account }: Pick<Connection, 'title' | 'account'>): string {
  return title === account ? title : `${title} · ${account}`;
}
