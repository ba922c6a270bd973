import type { FactPage } from '@/lib/calendars/provider-module';
import { MOVED_REASON } from './bookings';
import { type CalendlyAccount, type CalendlyClient, faultOf } from './client';
import { factOf, wireWebhookEvent, wireWebhookInvitee } from './invitee-fact';
import { instantOf, pathOf } from './map';

const DAY_MS = 86_400_000;

/** What Calendly's list says of coming events that changed since an instant, invitee by invitee. */
export async function factsSince(
  client: CalendlyClient,
  account: CalendlyAccount,
  since: number,
  now: Date,
): Promise<FactPage['bookings']> {
  const query = { user: account.userUri, min_start_time: new Date(now.getTime() - DAY_MS).toISOString() };
  const events = await client.list(account, '/scheduled_events', query, wireWebhookEvent);
  if (!events.ok) throw faultOf(events);
  const told: FactPage['bookings'] = [];
  for (const event of events.items) {
    if (instantOf(event.updated_at).getTime() <= since) continue;
    const invitees = await client.list(account, `${pathOf(event.uri)}/invitees`, {}, wireWebhookInvitee);
    if (!invitees.ok) throw faultOf(invitees);
    for (const invitee of invitees.items) {
      // The old half of a move of our own says nothing.
      if (invitee.cancellation?.reason === MOVED_REASON) continue;
      const marked = invitee.no_show?.created_at;
      told.push({
        externalId: invitee.uri,
        facts: [factOf(invitee, event)],
        attendance: marked
          ? [
              {
                kind: 'no_show_marked',
                attendeeEmail: invitee.email,
                at: new Date(marked).toISOString(),
                occasion: instantOf(event.start_time).toISOString(),
              },
            ]
          : [],
      });
    }
  }
  return told;
}
