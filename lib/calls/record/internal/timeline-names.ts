import type { TimelineEntry } from '@/lib/contracts/bookings';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { Actor } from '@/lib/core/context';

/** Names by id: people, staff, services. */
export type Names = ReadonlyMap<string, string>;

/** The actor of a timeline entry. */
export function actorEntry(actor: Actor, names: Names): TimelineEntry['actor'] {
  switch (actor.kind) {
    case 'user':
      return personEntry(actor.userId, names);
    case 'apiKey':
      return { kind: 'api_key', name: `API key of ${names.get(actor.userId) ?? 'a former member'}` };
    case 'cron':
      return { kind: 'scheduler', name: 'Scheduler' };
    case 'provider':
      return { kind: 'provider', name: providerTitle(actor.name) };
  }
}

/** The entry of a person. */
export function personEntry(userId: string, names: Names): TimelineEntry['actor'] {
  return { kind: 'user', name: names.get(userId) ?? 'A former member' };
}
