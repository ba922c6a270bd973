import { CalendarFaultError } from '@/lib/calendars/faults';
import type { EventTypesFacet } from '@/lib/calendars/provider-module';
import { accountOf, type CalendlyAccount, type CalendlyClient, faultOf, resource } from './client';
import { eventTypeFromWire, isBookable, pathOf } from './map';
import { type WireEventType, wireEventType } from './wire';

/**
 * Event types that can be booked here. Neither listing has all: the organization's leaves some types of teams out, the
 * user's has only his own; only admins may read the first.
 */
export function calendlyEventTypes(client: CalendlyClient): EventTypesFacet {
  return {
    async list(connection) {
      const account = accountOf(connection);
      const ask = (query: Record<string, string>) =>
        client.list(account, '/event_types', { ...query, active: 'true' }, wireEventType);
      const [own, all] = await Promise.all([
        ask({ user: account.userUri }),
        ask({ organization: account.organizationUri }),
      ]);
      if (!own.ok) throw faultOf(own);
      if (!all.ok && all.status !== 403) throw faultOf(all);
      const types = new Map([...(all.ok ? all.items : []), ...own.items].map((type) => [type.uri, type]));
      return [...types.values()]
        .filter(isBookable)
        .map(eventTypeFromWire)
        .sort((a, b) => a.name.localeCompare(b.name));
    },
    create: null,
  };
}

/** An event type as it is at this moment. @throws CalendarFaultError `event_type_missing` when it is gone or switched off */
export async function readEventType(
  client: CalendlyClient,
  account: CalendlyAccount,
  uri: string,
): Promise<WireEventType> {
  const answer = await client.ask(account, { method: 'GET', path: pathOf(uri), repeatable: true });
  if (!answer.ok && answer.status === 404) throw new CalendarFaultError('event_type_missing', 'HTTP 404');
  const type = resource(answer, wireEventType);
  if (!type.active || type.deleted_at) throw new CalendarFaultError('event_type_missing', 'not active');
  return type;
}
