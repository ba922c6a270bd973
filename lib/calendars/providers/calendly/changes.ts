import type { ChangesFacet, FactPage } from '@/lib/calendars/provider-module';
import type { Clock } from '@/lib/core/clock';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';
import { MOVED_REASON } from './bookings';
import { accountOf, type CalendlyAccount, type CalendlyClient, faultOf } from './client';
import { factOf, type WireWebhookEvent, wireWebhookEvent, wireWebhookInvitee } from './invitee-fact';
import { instantOf, pathOf } from './map';

/** Covers late commits and clock skew: a change that is read twice has no effect. */
const OVERLAP_MS = 5 * MINUTE_MS;

/**
 * Bookings that changed at Calendly since an instant, one per invitee. Its list has no filter for changes: all upcoming
 * events are read, and the invitees only of those that changed.
 */
export function calendlyChanges(client: CalendlyClient, clock: Clock): ChangesFacet {
  return {
    kind: 'facts',
    async list(connection, cursor) {
      const now = clock.now();
      const from = Date.parse(cursor ?? '');
      if (Number.isNaN(from)) return { bookings: [], cursor: now.toISOString() };
      const account = accountOf(connection);
      const bookings: FactPage['bookings'] = [];
      for (const event of await eventsSince(client, account, from - OVERLAP_MS, now))
        bookings.push(...(await bookingsOf(client, account, event)));
      return { bookings, cursor: now.toISOString() };
    },
  };
}

async function eventsSince(
  client: CalendlyClient,
  account: CalendlyAccount,
  since: number,
  now: Date,
): Promise<WireWebhookEvent[]> {
  const query = { user: account.userUri, min_start_time: new Date(now.getTime() - DAY_MS).toISOString() };
  const events = await client.list(account, '/scheduled_events', query, wireWebhookEvent);
  if (!events.ok) throw faultOf(events);
  return events.items.filter(({ updated_at }) => instantOf(updated_at).getTime() > since);
}

async function bookingsOf(
  client: CalendlyClient,
  account: CalendlyAccount,
  event: WireWebhookEvent,
): Promise<FactPage['bookings']> {
  const invitees = await client.list(account, `${pathOf(event.uri)}/invitees`, {}, wireWebhookInvitee);
  if (!invitees.ok) throw faultOf(invitees);
  // The cancelled half of our own reschedule is not a change.
  const changed = invitees.items.filter(({ cancellation }) => cancellation?.reason !== MOVED_REASON);
  return changed.map((invitee) => ({
    externalId: invitee.uri,
    facts: [factOf(invitee, event)],
    attendance: invitee.no_show?.created_at
      ? [
          {
            kind: 'no_show_marked',
            attendeeEmail: invitee.email,
            at: new Date(invitee.no_show.created_at).toISOString(),
            occasion: instantOf(event.start_time).toISOString(),
          },
        ]
      : [],
  }));
}
