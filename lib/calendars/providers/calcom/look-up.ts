import type { OpenConnection, Slot } from '@/lib/calendars/port';
import { MINUTE_MS } from '@/lib/time/units';
import { apiKeyOf, type CalcomClient, type CalcomRequest, dataOf } from './client';
import { isLive, KEY_IN_METADATA } from './map';
import { type WireBooking, wireBooking, wireBookings } from './wire';

/** A booking that was moved more often than this is taken as it stands. */
const MAX_CHAIN = 20;

/**
 * The booking that was made with a key, where it is now if it was moved; a live one before a cancelled one. Null when
 * Cal.com shows none. Lists that ignore a filter do not matter: our key decides.
 */
export async function findByKey(
  client: CalcomClient,
  connection: OpenConnection,
  key: string,
  slot: Slot,
  visitorEmail: string,
  hurry: Pick<CalcomRequest, 'timeoutMs' | 'tries'> = {},
): Promise<WireBooking | null> {
  const query = {
    attendeeEmail: visitorEmail,
    afterStart: new Date(slot.start.getTime() - MINUTE_MS).toISOString(),
    sortCreated: 'desc',
    take: '100',
  };
  const { teamId } = connection.settings;
  // A member's key does not show all bookings of his teams.
  const lists = teamId ? ['/bookings', `/teams/${encodeURIComponent(teamId)}/bookings`] : ['/bookings'];
  for (const path of lists) {
    const answer = await client.ask(apiKeyOf(connection), {
      method: 'GET',
      path,
      query,
      version: 'bookings',
      repeatable: true,
      ...hurry,
    });
    if (!answer.ok && path !== '/bookings') continue;
    const ours = dataOf(answer, wireBookings).filter((booking) => booking.metadata?.[KEY_IN_METADATA] === key);
    const found = ours.find(isLive) ?? ours[0];
    if (found) return newestOf(client, connection, found);
  }
  return null;
}

/** A booking by its uid, or null when Cal.com does not know it. */
export async function readBooking(
  client: CalcomClient,
  connection: OpenConnection,
  uid: string,
): Promise<WireBooking | null> {
  const answer = await client.ask(apiKeyOf(connection), {
    method: 'GET',
    path: `/bookings/${encodeURIComponent(uid)}`,
    version: 'bookings',
    repeatable: true,
  });
  if (!answer.ok && answer.status === 404) return null;
  return dataOf(answer, wireBooking);
}

/** Moving gives a booking a new uid; this follows to the last one. */
export async function newestOf(
  client: CalcomClient,
  connection: OpenConnection,
  booking: WireBooking,
): Promise<WireBooking> {
  let newest = booking;
  for (let steps = 0; newest.rescheduledToUid && steps < MAX_CHAIN; steps += 1) {
    const next = await readBooking(client, connection, newest.rescheduledToUid);
    if (!next) break;
    newest = next;
  }
  return newest;
}
