import type { AccountCalendarsFacet } from '@/lib/calendars/provider-module';
import { dataOf, type GraphClient } from './client';
import { wireCalendars } from './wire';

/** The calendars of a mailbox that may be written to. */
export function outlookCalendars(client: GraphClient): AccountCalendarsFacet {
  return {
    async list(connection) {
      const query = { $select: 'id,name,canEdit,isDefaultCalendar', $top: '100' };
      const answer = await client.ask(connection, { method: 'GET', path: '/me/calendars', query, repeatable: true });
      return dataOf(answer, wireCalendars)
        .value.filter(({ canEdit }) => canEdit !== false)
        .map(({ id, name, isDefaultCalendar }) => ({ id, name, isMain: isDefaultCalendar === true }))
        .sort((a, b) => Number(b.isMain) - Number(a.isMain));
    },
  };
}
