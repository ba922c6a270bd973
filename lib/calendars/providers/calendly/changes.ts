import type { ChangesFacet, ExternalChange } from '@/lib/calendars/provider-module';
import type { Clock } from '@/lib/core/clock';
import { MOVED_REASON } from './bookings';
import { accountOf, type CalendlyAccount, type CalendlyClient, faultOf } from './client';
import { eventOf, inviteesOf, newestInvitee } from './look-up';
import { instantOf } from './map';
import { type WireInvitee, type WireScheduledEvent, wireScheduledEvent } from './wire';

const DAY_MS = 86_400_000;
/** What was committed late, or by a clock that differs, is read again; a repeat changes nothing. */
const OVERLAP_MS = 2 * 60_000;

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
      const changes: ExternalChange[] = [];
      for (const event of changed)
        for (const invitee of await inviteesOf(client, account, event)) {
          const change = await changeOf(client, account, event, invitee);
          if (change) changes.push(change);
        }
      const latest = changed.reduce((last, { updated_at }) => Math.max(last, instantOf(updated_at).getTime()), known);
      return { changes, cursor: new Date(latest).toISOString() };
    },
  };
}

/** Null for the old half of a move of our own: the booking is known by its new half. */
async function changeOf(
  client: CalendlyClient,
  account: CalendlyAccount,
  event: WireScheduledEvent,
  invitee: WireInvitee,
): Promise<ExternalChange | null> {
  if (invitee.cancellation?.reason === MOVED_REASON) return null;
  const newest = invitee.rescheduled ? await newestInvitee(client, account, invitee.uri) : invitee;
  const at = newest && newest.uri !== invitee.uri ? await eventOf(client, account, newest) : event;
  const isLive = newest?.status === 'active' && at.status === 'active';
  return {
    externalId: invitee.uri,
    state: isLive ? 'live' : 'cancelled',
    start: instantOf(at.start_time),
    end: instantOf(at.end_time),
  };
}
