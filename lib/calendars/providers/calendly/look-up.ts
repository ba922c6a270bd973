import { CalendarFaultError } from '@/lib/calendars/faults';
import type { Slot } from '@/lib/calendars/port';
import { MINUTE_MS } from '@/lib/time/units';
import { type CalendlyAccount, type CalendlyClient, faultOf, resource } from './client';
import { eventPathOf, instantOf, pathOf } from './map';
import { type WireInvitee, type WireScheduledEvent, wireInvitee, wireScheduledEvent } from './wire';

/** A booking: who comes, to what. */
export interface Found {
  invitee: WireInvitee;
  event: WireScheduledEvent;
}

/** A booking that was moved more often than this is taken as it stands. */
const MAX_CHAIN = 20;

/** The live booking at a start that carries our key; null when Calendly shows none. @param hosts URIs of users */
export async function findByKey(
  client: CalendlyClient,
  account: CalendlyAccount,
  hosts: readonly string[],
  { key, slot, email }: { key: string; slot: Slot; email: string },
): Promise<Found | null> {
  for (const host of new Set(hosts)) {
    const events = await client.list(
      account,
      '/scheduled_events',
      {
        user: host,
        invitee_email: email,
        status: 'active',
        min_start_time: new Date(slot.start.getTime() - MINUTE_MS).toISOString(),
        max_start_time: new Date(slot.start.getTime() + MINUTE_MS).toISOString(),
      },
      wireScheduledEvent,
    );
    // Colleagues' events may be hidden from the account; its own never are.
    if (!events.ok && events.status === 403 && host !== account.userUri) continue;
    if (!events.ok) throw faultOf(events);
    for (const event of events.items) {
      if (instantOf(event.start_time).getTime() !== slot.start.getTime()) continue;
      const invitees = await inviteesOf(client, account, event, { email, status: 'active' });
      const invitee = invitees.find((one) => one.tracking?.utm_content === key);
      if (invitee) return { invitee, event };
    }
  }
  return null;
}

async function inviteesOf(
  client: CalendlyClient,
  account: CalendlyAccount,
  event: WireScheduledEvent,
  query: Record<string, string> = {},
): Promise<WireInvitee[]> {
  const invitees = await client.list(account, `${pathOf(event.uri)}/invitees`, query, wireInvitee);
  if (!invitees.ok) throw faultOf(invitees);
  return invitees.items;
}

/** The invitee of a URI, where the visitor moved it to if he did; null when Calendly does not know it. */
export async function newestInvitee(
  client: CalendlyClient,
  account: CalendlyAccount,
  uri: string,
): Promise<WireInvitee | null> {
  let newest = await readInvitee(client, account, uri);
  for (let steps = 0; newest?.rescheduled && newest.new_invitee && steps < MAX_CHAIN; steps += 1) {
    const next = await readInvitee(client, account, newest.new_invitee);
    if (!next) break;
    newest = next;
  }
  return newest;
}

async function readInvitee(client: CalendlyClient, account: CalendlyAccount, uri: string): Promise<WireInvitee | null> {
  const answer = await client.ask(account, { method: 'GET', path: pathOf(uri), repeatable: true });
  return !answer.ok && answer.status === 404 ? null : resource(answer, wireInvitee);
}

/** The event of an invitee. @throws CalendarFaultError `refused` when Calendly does not know it */
export async function eventOf(
  client: CalendlyClient,
  account: CalendlyAccount,
  { uri }: Pick<WireInvitee, 'uri'>,
): Promise<WireScheduledEvent> {
  const answer = await client.ask(account, { method: 'GET', path: eventPathOf(uri), repeatable: true });
  if (!answer.ok && answer.status === 404) throw new CalendarFaultError('refused', 'the event of an invitee is gone');
  return resource(answer, wireScheduledEvent);
}
