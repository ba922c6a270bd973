import type { OpenConnection, Slot } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import type { BookingsFacet } from '@/lib/calendars/provider-module';
import { apiKeyOf, type CalcomAnswer, type CalcomClient, dataOf, refusal } from './client';
import { findByKey, newestOf, readBooking } from './look-up';
import { instantOf, isCancelledAlready, isLive, isTaken } from './map';
import { wireBooking } from './wire';

type Moved = Awaited<ReturnType<BookingsFacet['reschedule']>>;

const MAX_TRIES = 2;
const ENDED = /already ended/i;

/** Changing what was booked at Cal.com. A moved booking has a new uid; the old one ends as cancelled. */
export function calcomBookings(client: CalcomClient): BookingsFacet {
  return {
    setsLength: false,
    async find(connection, key, slot, visitorEmail) {
      const found = await findByKey(client, connection, key, slot, visitorEmail);
      return found && isLive(found) ? found.uid : null;
    },
    async reschedule(connection, externalId, slot) {
      for (let tries = 1; ; tries += 1) {
        const before = await readBooking(client, connection, externalId);
        if (!before) return { kind: 'gone' };
        const newest = await newestOf(client, connection, before);
        if (!isLive(newest)) return { kind: 'gone' };
        if (instantOf(newest.start).getTime() === slot.start.getTime())
          return { kind: 'moved', externalId: newest.uid };
        try {
          return await move(client, connection, newest.uid, slot);
        } catch (error) {
          // It may have been carried out: the booking itself tells.
          if (!(error instanceof UncertainOutcome) || tries === MAX_TRIES) throw error;
        }
      }
    },
    async cancel(connection, externalId, reason) {
      const answer = await act(client, connection, externalId, 'cancel', { cancellationReason: reason });
      if (answer.ok || answer.status === 404 || ENDED.test(answer.message)) return;
      if (!isCancelledAlready(answer)) throw refusal(answer);
      const old = await readBooking(client, connection, externalId);
      const newest = old && (await newestOf(client, connection, old));
      if (newest && newest.uid !== externalId && isLive(newest)) {
        const moved = await act(client, connection, newest.uid, 'cancel', { cancellationReason: reason });
        if (!moved.ok && !isCancelledAlready(moved)) throw refusal(moved);
      }
    },
    async markAbsent(connection, externalId, visitorEmail) {
      const marks = { attendees: [{ email: visitorEmail, absent: true }] };
      const answer = await act(client, connection, externalId, 'mark-absent', marks);
      if (!answer.ok) throw refusal(answer);
    },
  };
}

/** Acts that may be repeated: the second time they find their work done. */
function act(
  client: CalcomClient,
  connection: OpenConnection,
  uid: string,
  name: 'cancel' | 'mark-absent',
  json: object,
): Promise<CalcomAnswer> {
  const path = `/bookings/${encodeURIComponent(uid)}/${name}`;
  return client.ask(apiKeyOf(connection), { method: 'POST', path, json, version: 'bookings', repeatable: true });
}

async function move(client: CalcomClient, connection: OpenConnection, uid: string, slot: Slot): Promise<Moved> {
  const { accountLabel } = connection;
  const answer = await client.ask(apiKeyOf(connection), {
    method: 'POST',
    path: `/bookings/${encodeURIComponent(uid)}/reschedule`,
    json: {
      start: slot.start.toISOString(),
      // The host's own change needs nobody's confirmation.
      ...(accountLabel.includes('@') ? { rescheduledBy: accountLabel } : {}),
    },
    version: 'bookings',
    repeatable: false,
  });
  if (answer.ok) return { kind: 'moved', externalId: dataOf(answer, wireBooking).uid };
  if (isTaken(answer)) return { kind: 'slot_taken' };
  if (answer.status === 404) return { kind: 'gone' };
  // Somebody else moved or cancelled it in between.
  if (isCancelledAlready(answer)) throw new UncertainOutcome('server_error');
  throw refusal(answer);
}
