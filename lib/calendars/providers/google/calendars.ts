import type { AccountCalendarsFacet } from '@/lib/calendars/provider-module';
import { dataOf, type GoogleClient } from './client';
import { wireCalendarList } from './wire';

/** The calendars of a Google account that it owns: others could be read, but not booked for sure. */
export function googleCalendars(client: GoogleClient): AccountCalendarsFacet {
  return {
    async list(connection) {
      const query = { minAccessRole: 'owner', maxResults: '250' };
      const path = '/users/me/calendarList';
      const { items } = dataOf(
        await client.ask(connection, { method: 'GET', path, query, repeatable: true }),
        wireCalendarList,
      );
      return items
        .map(({ id, summary, primary = false }) => ({ id, name: summary, isMain: primary }))
        .sort((a, b) => Number(b.isMain) - Number(a.isMain));
    },
  };
}
