import type { ChangesFacet, ExternalChange } from '@/lib/calendars/provider-module';
import type { Clock } from '@/lib/core/clock';
import { MOVED_REASON } from './bookings';
import { accountOf, type CalendlyAccount, type CalendlyClient, faultOf } from './client';
import { factsSince } from './facts';
import { eventOf, formerInvitees, inviteesOf, newestInvitee } from './look-up';
import { instantOf, joinUrlOf } from './map';
import { type WireInvitee, type WireScheduledEvent, wireScheduledEvent } from './wire';

const DAY_MS = 86_400_000;
/** What was committed late, or by a clock that differs, is read again; a repeat changes nothing. */
const OVERLAP_MS = 5 * 60_000;

/**
 * What changed at Calendly since an instant: for what its webhooks did not tell. Its list cannot be narrowed to changes,
 * so all coming events are read, and only of those changed since who comes.
 */
export function calendlyChanges(client: CalendlyClient, clock: Clock): ChangesFacet {
  return {
    async since(connection, cursor) {
      const account = accountOf(connection);
      const now = clock.now();
      const known = cursor === null || Number.isNaN(Date.parse(cursor)) ? now.getTime() : Date.parse(cursor);
      const query = { user: account.userUri, min_start_time: new Date(now.getTime() - DAY_MS).toISOString() };
      const events = await client.list(account, '/scheduled_events', query, wireScheduledEvent);
      if (!events.ok) throw faultOf(events);
      const changed = events.items.filter(({ updated_at }) => instantOf(updated_at).getTime() > known - OVERLAP_MS);
      const changes = new Map<string, ExternalChange>();
      for (const event of changed)
        for (const invitee of await inviteesOf(client, account, event))
          for (const change of await changesOf(client, account, event, invitee)) changes.set(change.externalId, change);
      return { changes: [...changes.values()], cursor: now.toISOString() };
    },
    async told(connection, cursor) {
      const now = clock.now();
      const from = Date.parse(cursor ?? '');
      if (Number.isNaN(from)) return { bookings: [], cursor: now.toISOString() };
      return {
        bookings: await factsSince(client, accountOf(connection), from - OVERLAP_MS, now),
        cursor: now.toISOString(),
      };
    },
  };
}

/** One for each id that a booking is or was known by. The old half of a move of our own says nothing. */
async function changesOf(
  client: CalendlyClient,
  account: CalendlyAccount,
  event: WireScheduledEvent,
  invitee: WireInvitee,
): Promise<ExternalChange[]> {
  if (invitee.cancellation?.reason === MOVED_REASON) return [];
  const newest = invitee.rescheduled ? await newestInvitee(client, account, invitee.uri) : invitee;
  const at = newest && newest.uri !== invitee.uri ? await eventOf(client, account, newest) : event;
  const joinUrl = joinUrlOf(at);
  const change = {
    state: newest?.status === 'active' && at.status === 'active' ? 'live' : 'cancelled',
    start: instantOf(at.start_time),
    end: instantOf(at.end_time),
    ...(joinUrl ? { joinUrl } : {}),
  } as const;
  const now = newest?.uri ?? invitee.uri;
  const ids = [invitee.uri, ...(await formerInvitees(client, account, invitee))];
  return ids.map((externalId) => ({ externalId, ...(externalId === now ? {} : { movedTo: now }), ...change }));
}
