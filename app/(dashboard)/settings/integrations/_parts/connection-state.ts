import type { Connection } from '@/lib/contracts/calendars';

/** Nothing is chosen yet that could be booked there. */
export function needsEventType({ settings }: Connection): boolean {
  return settings.event_type_id === undefined;
}
