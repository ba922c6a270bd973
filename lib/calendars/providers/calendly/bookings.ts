import { CalendarFaultError } from '@/lib/calendars/faults';
import type { OpenConnection, Slot } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import type { BookingsFacet } from '@/lib/calendars/provider-module';
import { bookOnce } from './book';
import { accountOf, type CalendlyAccount, type CalendlyClient, type CalendlyDeps, faultOf } from './client';
import { readEventType } from './event-types';
import { eventOf, type Found, findByKey, newestInvitee } from './look-up';
import { bookedFromWire, eventPathOf, hostOf, instantOf } from './map';
import type { WireInvitee } from './wire';

type Moved = Awaited<ReturnType<BookingsFacet['reschedule']>>;

/** Why the old half of a moved booking is cancelled; changes read later know it by this. */
export const MOVED_REASON = 'Moved to another time.';
const ALREADY_CANCELED = /already cancel/i;

/**
 * Changing what was booked at Calendly. An external id is the URI of an invitee. Calendly has no call that moves a
 * booking: the new time is booked first, under the same key, and only then the old one is cancelled, so that nobody
 * loses his time to one that is taken. Times that overlap the old one therefore count as taken.
 */
export function calendlyBookings(deps: CalendlyDeps, client: CalendlyClient): BookingsFacet {
  return {
    setsLength: false,
    async find(connection, key, slot, visitorEmail) {
      const account = accountOf(connection);
      const hosts = [account.userUri, ...(await hostsOf(client, account, connection))];
      const found = await findByKey(client, account, hosts, { key, slot, email: visitorEmail });
      return found?.invitee.uri ?? null;
    },
    async reschedule(connection, externalId, slot) {
      const account = accountOf(connection);
      const invitee = await newestInvitee(client, account, externalId);
      if (!invitee) return { kind: 'gone' };
      const event = await eventOf(client, account, invitee);
      if (invitee.status === 'active')
        return instantOf(event.start_time).getTime() === slot.start.getTime()
          ? movedTo({ invitee, event })
          : rebook(deps, client, connection, { invitee, event }, slot);
      // Cancelled: perhaps as the last step of this very move, whose end nobody wrote down.
      const moved = await movedAlready(client, account, connection, invitee, slot);
      return moved ? movedTo(moved) : { kind: 'gone' };
    },
    async cancel(connection, externalId, reason) {
      const account = accountOf(connection);
      const invitee = await newestInvitee(client, account, externalId);
      if (invitee?.status === 'active') await cancelEvent(client, account, invitee, reason);
    },
    async markAbsent(connection, externalId) {
      const account = accountOf(connection);
      const invitee = await newestInvitee(client, account, externalId);
      if (!invitee) throw new CalendarFaultError('refused', 'the invitee is gone');
      if (invitee.no_show) return;
      const json = { invitee: invitee.uri };
      const mark = { method: 'POST', path: '/invitee_no_shows', json, repeatable: false } as const;
      const answer = await client.ask(account, mark).catch(async (error: unknown) => {
        const now = error instanceof UncertainOutcome ? await newestInvitee(client, account, invitee.uri) : null;
        if (now?.no_show) return { ok: true as const, body: null };
        throw error;
      });
      if (!answer.ok) throw faultOf(answer);
    },
  };
}

async function rebook(
  deps: CalendlyDeps,
  client: CalendlyClient,
  connection: OpenConnection,
  { invitee, event }: Found,
  slot: Slot,
): Promise<Moved> {
  const key = invitee.tracking?.utm_content;
  if (!key || !event.event_type) throw new CalendarFaultError('refused', 'not a booking of ours');
  const answer = await bookOnce(deps, client, {
    connection,
    eventTypeUri: event.event_type,
    slot,
    visitor: {
      name: invitee.name,
      email: invitee.email,
      timeZone: invitee.timezone ?? 'UTC',
      phone: event.location?.type === 'outbound_call' ? (event.location.location ?? null) : null,
      notes: null,
    },
    key,
    answers: invitee.questions_and_answers ?? [],
  });
  if (answer.kind === 'slot_taken') return answer;
  if (answer.kind === 'link') throw new CalendarFaultError('refused', `cannot be moved through the API: ${answer.why}`);
  await cancelEvent(client, accountOf(connection), invitee, MOVED_REASON);
  const { externalId, detailsUrl, joinUrl } = answer;
  return { kind: 'moved', externalId, detailsUrl, joinUrl };
}

async function movedAlready(
  client: CalendlyClient,
  account: CalendlyAccount,
  connection: OpenConnection,
  { tracking, email, cancellation }: WireInvitee,
  slot: Slot,
): Promise<Found | null> {
  const key = tracking?.utm_content;
  if (!key || cancellation?.reason !== MOVED_REASON) return null;
  const hosts = [account.userUri, ...(await hostsOf(client, account, connection))];
  return findByKey(client, account, hosts, { key, slot, email });
}

/** A booking at its new time has another page, and another conference. */
function movedTo({ invitee, event }: Found): Moved {
  const { externalId, detailsUrl, joinUrl } = bookedFromWire(invitee, event);
  return { kind: 'moved', externalId, detailsUrl, joinUrl };
}

/** One that is cancelled already, or gone, counts as cancelled. */
async function cancelEvent(
  client: CalendlyClient,
  account: CalendlyAccount,
  { uri }: WireInvitee,
  reason: string,
): Promise<void> {
  const answer = await client.ask(account, {
    method: 'POST',
    path: `${eventPathOf(uri)}/cancellation`,
    json: { reason },
    // The second time finds it cancelled.
    repeatable: true,
  });
  if (answer.ok || answer.status === 404 || ALREADY_CANCELED.test(answer.message)) return;
  throw faultOf(answer);
}

/** The host of the connection's event type, where it is a colleague and still there. */
async function hostsOf(
  client: CalendlyClient,
  account: CalendlyAccount,
  { settings }: OpenConnection,
): Promise<string[]> {
  if (!settings.eventTypeId) return [];
  try {
    const host = hostOf(await readEventType(client, account, settings.eventTypeId));
    return host ? [host] : [];
  } catch (error) {
    if (error instanceof CalendarFaultError && error.fault === 'event_type_missing') return [];
    throw error;
  }
}
